import { sql } from 'kysely';

/**
 * The coins that left purses without us, as persons said it, booked or not, as a table to select from. Each is of the block
 * that showed it.
 */
export const leftCoins = sql`(
  select id as finding_id, account_id, chain_id, block_number, purse_id, currency, left_amount as amount, destination_id,
    closed_at
  from findings f where left_amount > 0
    -- A person may have matched its transaction to a sweep in the same moment.
    and not exists (select from sends s
      where s.chain_id = f.chain_id and s.mined_hash = f.tx_hash and s.intent_kind = 'sweep')
)`;
