import type { SqlBool } from 'kysely';
import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, DestinationId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import { nextEventVersion } from '../accounts/nextEventVersion.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { destinationViews } from '../destinations/destinations.ts';
import type { Treasury } from './readTreasury.ts';
import { readTreasury } from './readTreasury.ts';

/** Null: nothing is swept there without a receiver of its own. */
export type TreasuryChanges = ReadonlyMap<NetworkCode, DestinationId | null>;

/**
 * Sets where an account's money of these networks is swept; the others stay. The account is locked by the caller, who
 * appends the events. Sweeps that are planned already keep their destination. Throws `destination_not_active` if one is
 * not the account's own and active on that network, for the treasury.
 */
export async function setTreasury(
  trx: Db,
  accountId: AccountId,
  changes: TreasuryChanges,
): Promise<{
  readonly before: Treasury;
  readonly treasury: Treasury;
  readonly events: readonly AccountEvent[];
}> {
  const before = await readTreasury(trx, accountId);
  if (changes.size === 0) return { before, treasury: before, events: [] };
  for (const [network, id] of changes) {
    if (id === null) {
      await trx
        .deleteFrom('treasuries')
        .where('account_id', '=', accountId)
        .where('network', '=', network)
        .execute();
    } else {
      await requireActive(trx, accountId, network, id);
      await trx
        .insertInto('treasuries')
        .values({ account_id: accountId, network, destination_id: id })
        .onConflict(conflict =>
          conflict
            .columns(['account_id', 'network'])
            .doUpdateSet({ destination_id: id, updated_at: sql<Date>`now()` }),
        )
        .execute();
    }
  }
  const treasury = await readTreasury(trx, accountId);
  if (JSON.stringify(treasury) === JSON.stringify(before)) return { before, treasury, events: [] };
  const version = await nextEventVersion(trx, accountId);
  return {
    before,
    treasury,
    events: [
      {
        accountId,
        type: 'TREASURY_CHANGED',
        resource: { type: 'account', id: accountId, version },
        customerId: null,
        data: { treasury, before },
      },
    ],
  };
}

/** Throws `destination_not_active`, as `setTreasury`. */
export async function requireActive(
  trx: Db,
  accountId: AccountId,
  network: NetworkCode,
  id: DestinationId,
): Promise<void> {
  const own = sql<SqlBool>`d.account_id = ${accountId} and d.id = ${id} and d.network = ${network}
    and d.kind = 'treasury'`;
  const { rows } = await destinationViews(own).execute(trx);
  if (rows[0]?.status === 'active') return;
  throw new PurserError('destination_not_active', undefined, {
    fields: [{ field: `treasury.${network}`, message: 'must be an active destination of this network' }],
  });
}
