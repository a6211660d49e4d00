import { sql } from 'kysely';

/**
 * What operators' keys paid to purses for gas, each in the block of its transaction, as a table to select from. A block that is not
 * final may take it back.
 */
export const movedTopUps = sql`(
  select s.chain_id, s.mined_hash as hash, s.block_number, s.status as send_status, u.purse_id, u.amount
  from sends s
    join send_attempts a on a.chain_id = s.chain_id and a.hash = s.mined_hash and not a.is_empty
    join top_ups u on u.intent_id = s.intent_id
  where s.intent_kind = 'top_up' and s.succeeded
)`;
