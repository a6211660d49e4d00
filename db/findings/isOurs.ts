import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { ChainId } from '../../domain/registry.ts';

/** Whether a lane signed a transaction, or a person matched it to a sweep of ours, whose items were compared with it. */
export function isOurs(chainId: ChainId, hash: RawBuilder<unknown>) {
  return sql<boolean>`(exists (select from send_attempts a where a.chain_id = ${chainId} and a.hash = ${hash})
    or exists (select from sends s where s.chain_id = ${chainId} and s.mined_hash = ${hash} and s.intent_kind = 'sweep'))`;
}

/** On `f`, a finding of a native coin: a sweep that a person matched moved it, or the purse paid for one, in its block or before. */
export const isMatchedCoin = sql<boolean>`(f.kind = 'native_outflow' and exists (
  select from sends s join lanes l on l.chain_id = s.chain_id and l.sender = s.sender
    join sweep_items i on i.sweep_id = s.intent_id
  where s.intent_kind = 'sweep' and s.chain_id = f.chain_id and s.block_number <= f.block_number
    and (l.purse_id = f.purse_id or (i.token is null and i.purse_id = f.purse_id and i.currency = f.currency))
    and not exists (select from send_attempts a where a.chain_id = s.chain_id and a.hash = s.mined_hash)))`;
