import { sql } from 'kysely';

/**
 * The rows of `transactions` that may still be given to a session: the condition of the index
 * `transactions_undecided`.
 */
export const isUndecided = sql`not session_decided
  and status in ('MEM_POOL_FOUND', 'PENDING_COMPLIANCE_CHECK', 'DECLINED', 'BELOW_MINIMUM')`;
