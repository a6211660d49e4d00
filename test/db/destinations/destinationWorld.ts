import type { Insertable } from 'kysely';
import { createDestination } from '../../../db/destinations/createDestination.ts';
import type { DestinationView } from '../../../db/destinations/destinations.ts';
import type { Db } from '../../../db/connect.ts';
import { recordFacts } from '../../../db/events/recordFacts.ts';
import type { Database } from '../../../db/schema.ts';
import type { Address, ChecksumAddress } from '../../../domain/address.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { DestinationChange } from '../../../domain/sweeping/destination.ts';
import { address, network, txHash } from '../fixtures.ts';

/** An account's sweeper, with a delay of an hour. */
export async function newSweeper(
  db: Db,
  accountId: AccountId,
  more: Partial<Insertable<Database['sweepers']>> = {},
): Promise<Address> {
  const sweeper = address();
  await db
    .insertInto('sweepers')
    .values({
      ...{ account_id: accountId, network: network.code, chain_id: network.chainId, owner: address() },
      ...{ delay_seconds: 3600, sweeper, delegate: address(), purse_code_hash: txHash(), ...more },
    })
    .execute();
  return more.sweeper ?? sweeper;
}

/** Registers an address as the API does. */
export async function register(db: Db, accountId: AccountId, given = address()): Promise<DestinationView> {
  return recordFacts(db, async trx => {
    const { destination, events } = await createDestination(trx, accountId, {
      ...{ network: network.code, address: given, checksum: given as string as ChecksumAddress },
      ...{ label: 'Safe', kind: 'treasury' },
    });
    return { result: destination, events };
  });
}

/** What a sweeper says in a block. `activeAt` is by the clock of `TestScan`: seconds after its block 0. */
export function says(
  kind: DestinationChange['kind'],
  sweeper: Address,
  destination: Address,
  activeAtBlock = 0,
  logIndex = 0,
): DestinationChange {
  const activeAt = kind === 'disabled' ? null : new Date(1_800_000_000_000 + activeAtBlock * 1000);
  return { sweeper, address: destination, kind, activeAt, logIndex, txHash: txHash() };
}

/** The events of an account, oldest first. */
export async function eventsOf(db: Db, accountId: AccountId) {
  return db
    .selectFrom('events')
    .select(['type', 'data', 'resource_type as of', 'resource_id as id', 'resource_version as version'])
    .where('account_id', '=', accountId)
    .orderBy('position')
    .execute();
}
