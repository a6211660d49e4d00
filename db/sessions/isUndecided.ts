import { sql } from 'kysely';

/** What of `transactions` may still be given to a session, as the index `transactions_undecided` has it. */
export const isUndecided = sql`not session_decided
  and status in ('MEM_POOL_FOUND', 'PENDING_COMPLIANCE_CHECK', 'DECLINED', 'BELOW_MINIMUM')`;
