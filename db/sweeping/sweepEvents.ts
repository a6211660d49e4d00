import type { JsonObject } from '../../domain/events.ts';
import type { SweepId } from '../../domain/ids.ts';
import { baseUnits, formatAmount } from '../../domain/money.ts';
import type { Registry } from '../../domain/registry.ts';
import { currencyIn, nativeOf } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { readSweepSend } from './readSweepSend.ts';

/**
 * The events of a sweep that has just ended: one for each item that was swept, and one for the sweep. A sweep that was
 * canceled has none.
 */
export async function sweepEvents(
  trx: Db,
  registry: Registry,
  id: SweepId,
): Promise<readonly AccountEvent[]> {
  const sweep = await trx.selectFrom('sweeps').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  if (sweep.status !== 'completed' && sweep.status !== 'failed') return [];
  const items = await trx
    .selectFrom('sweep_items as i')
    .innerJoin('destinations as d', 'd.id', 'i.destination_id')
    .selectAll('i')
    .select('d.address_checksum')
    .where('i.sweep_id', '=', id)
    .orderBy('i.position')
    .execute();
  const deposits = await trx
    .selectFrom('sweep_item_deposits')
    .select(['position', 'transaction_id'])
    .where('sweep_id', '=', id)
    .orderBy('transaction_id')
    .execute();
  const send = await readSweepSend(trx, id);
  const currencyOf = currencyIn(registry);
  const amountOf = (amount: bigint, code: string): string =>
    formatAmount(baseUnits(amount), currencyOf(code).decimals);
  const { account_id: accountId, network, chain_id: chainId, status, reason } = sweep;
  /** The events of a resource are counted from 1; those of a shortfall come after these. */
  const resource = (version: number) => ({ type: 'sweep' as const, id, version });
  const native = nativeOf(registry, network);
  const fee =
    native && send && send.fee !== null
      ? { currency: native.code, amount: amountOf(send.fee, native.code) }
      : null;
  const transactionHash = send?.hash ?? null;
  const swept = items.filter(item => item.status === 'swept');
  const moved = swept.map((item, at): AccountEvent => {
    const { purse_id: purseId, customer_id: customerId, currency, destination_id: destinationId } = item;
    const data: JsonObject = {
      ...{ sweepId: id, customerId, purseId, currency, amount: amountOf(item.amount, currency) },
      ...{ destinationId, address: item.address_checksum, transactionHash, chainId },
      transactionIds: deposits.flatMap(one => (one.position === item.position ? [one.transaction_id] : [])),
    };
    const type = 'CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED';
    return { accountId, type, resource: resource(at + 1), customerId, data };
  });
  const data: JsonObject = {
    ...{ sweepId: id, network, chainId, status, reason, fee, transactionHash },
    items: items.map(item => ({
      ...{ purseId: item.purse_id, customerId: item.customer_id, currency: item.currency },
      ...{ amount: amountOf(item.amount, item.currency), destinationId: item.destination_id },
      ...{ status: item.status, reason: item.reason },
    })),
  };
  const type = status === 'completed' ? 'SWEEP_COMPLETED' : 'SWEEP_FAILED';
  const last = resource(moved.length + 1);
  return [...moved, { accountId, type, resource: last, customerId: null, data }];
}
