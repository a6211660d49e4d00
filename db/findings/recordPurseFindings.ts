import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { AccountId, FindingId, PurseId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { ChainId, NetworkCode } from '../../domain/registry.ts';
import type { FindingKind } from '../../domain/sweeping/finding.ts';
import type { Db } from '../connect.ts';
import type { FindingRow } from '../schema.ts';
import { stopLanes } from './stopLanes.ts';

interface Place {
  readonly accountId: AccountId;
  readonly network: NetworkCode;
  readonly chainId: ChainId;
}

/** What a purse has that nobody explains. */
export interface PurseFinding {
  readonly purseId: PurseId;
  readonly kind: Extract<FindingKind, 'purse_code' | 'purse_nonce'>;
  /** The nonce of the purse: each is found once. */
  readonly nonce: number;
}

/** The highest nonce of the authorizations that each address had ever; none for one that had none. */
export async function highestNonces(
  db: Db,
  chainId: ChainId,
  addresses: readonly Address[],
): Promise<ReadonlyMap<Address, number>> {
  const rows = await db
    .selectFrom('sweep_authorizations')
    .select(({ fn }) => ['authority', fn.max('nonce').as('nonce')])
    .where('chain_id', '=', chainId)
    .where(sql<boolean>`authority = any (${addresses})`)
    .groupBy('authority')
    .execute();
  return new Map(rows.map(({ authority, nonce }) => [authority, nonce]));
}

/**
 * Records what the signer saw of purses, and stops all lanes of the account: whoever used the key of one purse may
 * have all. The scanner tells it. Returns those that no person has resolved. One that a person resolved is not found
 * again.
 */
export async function recordPurseFindings(
  db: Db,
  { accountId, network, chainId }: Place,
  found: readonly PurseFinding[],
): Promise<readonly FindingId[]> {
  if (found.length === 0) return [];
  return db.transaction().execute(async trx => {
    await trx
      .insertInto('findings')
      .values(
        found.map(({ purseId, kind, nonce }) => ({
          ...{ id: newId('fnd'), account_id: accountId, network, chain_id: chainId, purse_id: purseId, kind },
          ...{ ordinal: String(nonce), is_final: true },
        })),
      )
      .onConflict(conflict => conflict.doNothing())
      .execute();
    const { rows } = await sql<FindingRow>`
      select f.* from findings f join unnest(${found.map(({ purseId }) => purseId)}::text[],
          ${found.map(({ kind }) => kind)}::text[], ${found.map(({ nonce }) => String(nonce))}::text[])
        as seen (purse_id, kind, ordinal)
        on seen.purse_id = f.purse_id and seen.kind = f.kind and seen.ordinal = f.ordinal
      where f.chain_id = ${chainId} and f.resolved_at is null order by f.id
    `.execute(trx);
    for (const row of rows) await stopLanes(trx, row);
    return rows.map(({ id }) => id);
  });
}
