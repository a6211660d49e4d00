import { sql } from 'kysely';

/**
 * The items of sweeps that moved their amount, each in the block of its transaction, as a table to select from. What is in
 * the block must be a batch that the lane signed, or that a person matched, not what filled its nonce with nothing, and have
 * succeeded. It moved each of its items but those that the sweeper skipped. A block that is not final may take it back.
 */
export const movedItems = sql`(
  select s.chain_id, s.block_number, s.status as send_status, i.sweep_id, i.position, i.purse_id, i.currency, i.amount
  from sends s
    join sweep_signed_items g on g.sweep_id = s.intent_id and g.batch_index is not null
    join sweep_items i on i.sweep_id = g.sweep_id and i.position = g.position
  where s.intent_kind = 'sweep' and s.succeeded
    and not exists (select from send_attempts a where a.chain_id = s.chain_id and a.hash = s.mined_hash and a.is_empty)
    and not exists (
      select from jsonb_array_elements(s.skipped) as one (skip) where (skip ->> 'index')::integer = g.batch_index)
)`;
