import type { SweepId } from '../../domain/ids.ts';
import { baseUnits, formatAmount } from '../../domain/money.ts';
import type { Registry } from '../../domain/registry.ts';
import { currencyIn, nativeOf } from '../../domain/registry.ts';
import type { SweepReport } from '../../domain/sweeping/messages.ts';
import type { Db } from '../connect.ts';
import { readSweepSend } from './readSweepSend.ts';

/** A sweep as an operator sees it. */
export async function readSweepReport(db: Db, registry: Registry, id: SweepId): Promise<SweepReport> {
  const sweep = await db.selectFrom('sweeps').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const sums = await db
    .selectFrom('sweep_items')
    .select(({ fn }) => [
      'currency',
      fn.sum<bigint>('amount').as('amount'),
      fn.countAll<number>().as('items'),
    ])
    .where('sweep_id', '=', id)
    .groupBy('currency')
    .orderBy('currency')
    .execute();
  const send = await readSweepSend(db, id);
  const currencyOf = currencyIn(registry);
  const shown = (amount: bigint, code: string): string =>
    `${formatAmount(baseUnits(amount), currencyOf(code).decimals)} ${code}`;
  const native = nativeOf(registry, sweep.network);
  return {
    sweepId: id,
    status: sweep.status,
    amounts: sums.map(({ amount, currency }) => shown(amount, currency)),
    items: sums.reduce((sum, { items }) => sum + items, 0),
    hash: send?.hash ?? null,
    fee: native && send && send.fee !== null ? shown(send.fee, native.code) : null,
    reason: sweep.reason ?? sweep.waiting_code,
  };
}
