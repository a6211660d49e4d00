import { sql } from 'kysely';

/**
 * The coins that left purses without us, as persons said it, booked or not, as a table to select from. Each is of the block
 * that showed it.
 */
export const leftCoins = sql`(
  select id as finding_id, account_id, chain_id, block_number, purse_id, currency, left_amount as amount, destination_id,
    closed_at
  from findings where left_amount > 0
)`;
