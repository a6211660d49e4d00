import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { isUnderWay } from './saveSigned.ts';

export interface KeptAuthorization {
  readonly authority: Address;
  readonly nonce: number;
  readonly sealed: Buffer;
}

/**
 * The authorizations of purses that can be used at these nonces: those that no transaction under way has. Nodes refuse a
 * second transaction with one of the same account. The chain's nonce decides, not the state that was saved: a reorg may have
 * taken back what used an authorization.
 */
export async function usableAuthorizations(
  db: Db,
  { chainId, delegate }: { readonly chainId: ChainId; readonly delegate: Address },
  purses: readonly { readonly address: Address; readonly nonce: number }[],
): Promise<ReadonlyMap<Address, KeptAuthorization>> {
  const { rows } = await sql<KeptAuthorization>`
    select a.authority, a.nonce, a.sealed
    from sweep_authorizations a join unnest(${purses.map(({ address }) => address)}::text[],
      ${purses.map(({ nonce }) => nonce)}::bigint[]) as wanted (authority, nonce)
      on wanted.authority = a.authority and wanted.nonce = a.nonce
    where a.chain_id = ${chainId} and a.delegate = ${delegate}
      and not ${isUnderWay}
  `.execute(db);
  return new Map(rows.map(row => [row.authority, row]));
}

/**
 * Saves what the chain says of purses: an authorization of one that has our code was used; one of a purse whose nonce is past it,
 * without our code, is stale; one whose nonce is still to come is unused, whatever was saved of it before a reorg. Those of
 * transactions under way stay.
 */
export async function markAuthorizations(
  db: Db,
  { chainId, delegate }: { readonly chainId: ChainId; readonly delegate: Address },
  purses: readonly { readonly address: Address; readonly nonce: number; readonly isOurs: boolean }[],
): Promise<void> {
  const seenAs = sql`case when a.nonce >= seen.nonce then 'unused' when seen.is_ours then 'used' else 'stale' end`;
  await sql`
    update sweep_authorizations a set state = ${seenAs}
    from unnest(${purses.map(({ address }) => address)}::text[], ${purses.map(({ nonce }) => nonce)}::bigint[],
      ${purses.map(({ isOurs }) => isOurs)}::boolean[]) as seen (authority, nonce, is_ours)
    where a.chain_id = ${chainId} and a.delegate = ${delegate} and a.authority = seen.authority
      and a.state <> ${seenAs} and not ${isUnderWay}
  `.execute(db);
}
