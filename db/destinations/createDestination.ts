import { sql } from 'kysely';
import type { Address, ChecksumAddress } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { DestinationKind } from '../../domain/sweeping/destination.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { destinationEvent } from './destinationEvent.ts';
import type { DestinationView } from './destinations.ts';
import { findDestination } from './destinations.ts';
import { findSweeper } from '../sweepers/findSweeper.ts';

export interface NewDestination {
  readonly network: NetworkCode;
  readonly address: Address;
  readonly checksum: ChecksumAddress;
  readonly label: string;
  readonly kind: DestinationKind;
}

/**
 * Registers an address to which sweeps may go. The caller appends the events. Throws `sending_not_set_up` if the account
 * has no sweeper on the network, `address_is_ours`, and `destination_exists`.
 */
export async function createDestination(
  trx: Db,
  accountId: AccountId,
  { network, address, checksum, label, kind }: NewDestination,
): Promise<{ readonly destination: DestinationView; readonly events: readonly AccountEvent[] }> {
  const sweeper = await findSweeper(trx, accountId, network);
  if (!sweeper) throw new PurserError('sending_not_set_up');
  if (await isOurs(trx, address)) throw new PurserError('address_is_ours');
  const { chain_id } = sweeper;
  const made = await trx
    .insertInto('destinations')
    .values({
      id: newId('dst'),
      account_id: accountId,
      ...{ network, chain_id, address, address_checksum: checksum, label, kind },
      created_height: sql<number | null>`(select height from chain_cursors where chain_id = ${chain_id})`,
    })
    .onConflict(conflict =>
      conflict.columns(['account_id', 'network', 'address']).where('disabled_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (!made) throw new PurserError('destination_exists');
  const destination = await findDestination(trx, accountId, made.id);
  return {
    destination,
    events: [destinationEvent('DESTINATION_CREATED', destination, destination.status)],
  };
}

/** A purse, a contract or a sender of any account: what arrives there does not leave the installation. */
async function isOurs(trx: Db, address: Address): Promise<boolean> {
  const { rows } = await sql<{ readonly ours: boolean }>`
    select exists (select from purses where address = ${address})
      or exists (select from sweepers where sweeper = ${address} or delegate = ${address})
      or exists (select from lanes where sender = ${address}) as ours
  `.execute(trx);
  return rows[0]?.ours ?? false;
}
