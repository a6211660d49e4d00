import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { AccountId, DestinationId } from '../../domain/ids.ts';
import type { CurrencyCode, NetworkCode, Registry } from '../../domain/registry.ts';
import { networkOf } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { appendEvents } from '../events/appendEvents.ts';
import { findSweeper } from '../sweepers/findSweeper.ts';
import { sweepableGroups } from './sweepable.ts';

interface Place {
  readonly accountId: AccountId;
  readonly network: NetworkCode;
}

/** Where credited coins of a currency would go. */
export interface DueDestination {
  readonly currency: CurrencyCode;
  readonly destinationId: DestinationId;
  readonly address: Address;
  /** The token's issuer had frozen it when that was asked last. */
  readonly wasFrozen: boolean;
}

/** The destinations of what is credited in these currencies and not swept, and those that were frozen. */
export async function destinationsDue(
  db: Db,
  registry: Registry,
  { accountId, network }: Place,
  currencies: readonly CurrencyCode[],
): Promise<readonly DueDestination[]> {
  const sweeper = await findSweeper(db, accountId, network);
  if (!sweeper || currencies.length === 0) return [];
  const sought = { byName: true, gasPrice: null };
  const { rows } = await sql<DueDestination>`
    with frozen as (
      select z.currency, z.destination_id, d.address from frozen_destinations z
        join destinations d on d.id = z.destination_id
      where d.account_id = ${accountId} and d.network = ${network}
    )
    select due.*, exists (select from frozen f where f.currency = due.currency
        and f.destination_id = due."destinationId") as "wasFrozen"
    from (
      select g.currency, g."destinationId", g.destination as address
      from (${sweepableGroups(sweeper, registry, networkOf(registry, network), sought)}) g
      where g."destinationId" is not null
      union
      select currency, destination_id, address from frozen
    ) due
    where due.currency = any (${currencies}::text[])
    order by 1, 2
  `.execute(db);
  return rows;
}

/**
 * Saves that a token's issuer has frozen a destination, or has no longer, and tells it once: until then nothing of the currency is
 * planned to it.
 */
export async function saveFrozen(
  db: Db,
  { accountId, network, chainId }: Place & { readonly chainId: number },
  { currency, destinationId }: Pick<DueDestination, 'currency' | 'destinationId'>,
  isFrozen: boolean,
): Promise<void> {
  await db.transaction().execute(async trx => {
    const { numAffectedRows } = isFrozen
      ? await sql`insert into frozen_destinations (destination_id, currency) values (${destinationId}, ${currency})
          on conflict do nothing`.execute(trx)
      : await sql`delete from frozen_destinations
          where destination_id = ${destinationId} and currency = ${currency}`.execute(trx);
    if (numAffectedRows !== 1n) return;
    const { version } = await trx
      .updateTable('destinations')
      .set({ version: sql<number>`version + 1` })
      .where('id', '=', destinationId)
      .returning('version')
      .executeTakeFirstOrThrow();
    await appendEvents(trx, [
      {
        ...{ accountId, type: isFrozen ? 'SENDING_PAUSED' : 'SENDING_RESUMED', customerId: null },
        resource: { type: 'destination', id: destinationId, version },
        data: {
          ...{ network, chainId, findingId: null, allNetworks: false, reason: 'destination_frozen' },
          ...{ currency, destinationId },
        },
      },
    ]);
  });
}
