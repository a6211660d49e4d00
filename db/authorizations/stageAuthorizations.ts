import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { AuthorizationIdentity } from '../../domain/sweeping/authorization.ts';
import type { Db } from '../connect.ts';

/** What all authorizations of a file have in common. */
export type FileIdentity = Omit<AuthorizationIdentity, 'authority'>;

export interface SealedAuthorization {
  readonly authority: Address;
  readonly index: number;
  readonly sealed: Buffer;
}

/** Where the authorizations of a file wait until all of it was read. */
export interface Stage {
  /** Those of these purses whose authorization was imported before. */
  known(authorities: readonly Address[]): Promise<ReadonlySet<Address>>;
  add(authorizations: readonly SealedAuthorization[]): Promise<void>;
}

export interface ImportedAuthorizations {
  readonly added: number;
  /** Known ones that another key had sealed. */
  readonly resealed: number;
}

/**
 * Imports the authorizations of a file: all that `fill` stages, in one transaction at the end, or none if it
 * throws. Until then they are in a table of this connection alone, so a file of any length takes little
 * memory, and no transaction is open while it is read and its purses are looked up on chain.
 *
 * What is known stays as it is, unless it was sealed with another key than `mark`: then it is sealed anew. All
 * imports write in the order of the indexes, so two of them wait for each other and do not deadlock.
 */
export async function stageAuthorizations(
  db: Db,
  { chainId, delegate, nonce }: FileIdentity,
  mark: Buffer,
  fill: (stage: Stage) => Promise<void>,
): Promise<ImportedAuthorizations> {
  return db.connection().execute(async connection => {
    await sql`create temporary table staged (authority text, hd_index bigint, sealed bytea)`.execute(
      connection,
    );
    try {
      await fill({
        known: async authorities => {
          const { rows } = await sql<{ authority: Address }>`
            select authority from sweep_authorizations
            where chain_id = ${chainId} and delegate = ${delegate} and nonce = ${nonce}
              and authority = any (${[...authorities]})`.execute(connection);
          return new Set(rows.map(({ authority }) => authority));
        },
        add: async authorizations => {
          await sql`insert into staged select * from unnest(
            ${authorizations.map(({ authority }) => authority)}::text[],
            ${authorizations.map(({ index }) => index)}::bigint[],
            ${authorizations.map(({ sealed }) => sealed)}::bytea[])`.execute(connection);
        },
      });
      const { rows } = await sql<ImportedAuthorizations>`
        with written as (
          insert into sweep_authorizations as kept (chain_id, delegate, authority, nonce, hd_index, sealed)
          select ${chainId}::bigint, ${delegate}, authority, ${nonce}::bigint, hd_index, sealed
          from staged order by hd_index
          on conflict (chain_id, delegate, authority, nonce) do update set sealed = excluded.sealed
            where not starts_with(encode(kept.sealed, 'hex'), ${mark.toString('hex')})
          returning xmax = 0 as is_new
        )
        select count(*) filter (where is_new) as added, count(*) filter (where not is_new) as resealed from written
      `.execute(connection);
      return rows[0] ?? { added: 0, resealed: 0 };
    } finally {
      // The connection may be broken: then the table is gone with it.
      await sql`drop table staged`.execute(connection).catch(() => undefined);
    }
  });
}
