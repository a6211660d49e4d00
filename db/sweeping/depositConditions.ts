import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ChainId } from '../../domain/registry.ts';

/** On `t`, a deposit, and `d`, its claim by an item: its credit was reversed, or became another's, since it was claimed. */
export const isCreditedOtherwise = sql<boolean>`(t.incarnation <> d.incarnation
  or t.credited_to is null or t.credited_to not in ('customer', 'merchant'))`;

/** On `t`, a deposit: its coins stay at its purse, as they are held, unattributed or not posted. */
export const mustStay = sql<boolean>`(t.block_number is not null
  and (t.credited_to is null or t.credited_to in ('held', 'unattributed')))`;

/** Whether coin of the network that must stay lies at a purse. On networks of method `transfer` it then sends nothing. */
export function coinMustStay(purseId: RawBuilder<unknown>, chainId: ChainId): RawBuilder<boolean> {
  return sql<boolean>`exists (select from transactions t
    where t.purse_id = ${purseId} and t.chain_id = ${chainId} and t.kind <> 'token' and ${mustStay})`;
}
