import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import { baseUnits, formatAmount } from '../../domain/money.ts';
import type { NetworkCode, Registry } from '../../domain/registry.ts';
import { currencyIn, networkOf } from '../../domain/registry.ts';
import { nextEventVersion } from '../accounts/nextEventVersion.ts';
import type { Db } from '../connect.ts';
import { appendEvents } from '../events/appendEvents.ts';
import type { Left } from './planSweeps.ts';

interface Place {
  readonly accountId: AccountId;
  readonly network: NetworkCode;
}

/**
 * Tells that credited money waits as no destination is active, with what a plan left: at most once in 24 hours for an account and
 * network, whoever plans. Saves since when it waits, and that nothing does any more.
 */
export async function tellNoDestination(
  db: Db,
  registry: Registry,
  { accountId, network }: Place,
  left: readonly Left[],
): Promise<void> {
  const waiting = left.filter(({ reason }) => reason === 'no_destination');
  if (waiting.length === 0) {
    await db
      .updateTable('missing_destinations')
      .set({ since: null })
      .where('account_id', '=', accountId)
      .where('network', '=', network)
      .where('since', 'is not', null)
      .execute();
    return;
  }
  await db.transaction().execute(async trx => {
    if (!(await isDue(trx, { accountId, network }))) return;
    const version = await nextEventVersion(trx, accountId);
    const currencyOf = currencyIn(registry);
    const { chainId } = networkOf(registry, network);
    await appendEvents(trx, [
      {
        ...{ accountId, type: 'SENDING_PAUSED', customerId: null },
        resource: { type: 'account', id: accountId, version },
        data: {
          ...{ network, chainId, findingId: null, allNetworks: false, reason: 'no_destination' },
          waiting: waiting.map(({ currency, purses, amount }) => ({
            ...{ currency, purses, amount: formatAmount(baseUnits(amount), currencyOf(currency).decimals) },
          })),
        },
      },
    ]);
  });
}

/** True if it was not told for 24 hours: then it is told now. */
async function isDue(trx: Db, { accountId, network }: Place): Promise<boolean> {
  const wasLongAgo = sql`m.told_at <= now() - interval '24 hours'`;
  const { rows } = await sql<{ readonly isDue: boolean }>`
    insert into missing_destinations as m (account_id, network, since, told_at)
    values (${accountId}, ${network}, now(), now())
    on conflict (account_id, network) do update
      set since = coalesce(m.since, now()), told_at = case when ${wasLongAgo} then now() else m.told_at end
      where m.since is null or ${wasLongAgo}
    returning m.told_at = now() as "isDue"
  `.execute(trx);
  return rows[0]?.isDue ?? false;
}
