import type { Kysely } from 'kysely';
import { sql } from 'kysely';

interface SignersTable {
  readonly table: string;
  /** What the API and the worker read of it; all if absent. */
  readonly shown?: readonly string[];
  /** What the signer may do with it beside reading. */
  readonly may: readonly string[];
}

/** Tables that the signer alone writes, as it believes no row that another could have written. */
const ofSigner: readonly SignersTable[] = [
  { table: 'sweepers', may: ['insert'] },
  {
    table: 'sweep_authorizations',
    // All but what is sealed.
    shown: ['chain_id', 'delegate', 'authority', 'nonce', 'hd_index', 'state', 'imported_at'],
    may: ['insert', 'update (state, sealed)'],
  },
];

/** What the signer reads of other tables. */
const readBySigner: readonly { readonly table: string; readonly columns: readonly string[] }[] = [
  { table: 'accounts', columns: ['id', 'livemode'] },
];

const others = sql`purser_api, purser_worker`;

/**
 * Grants the signer what it needs, and takes from the API and the worker what is its own. The signer had no
 * right before, and the others had all on every table.
 */
export async function grantSigner<T>(trx: Kysely<T>): Promise<void> {
  for (const { table, shown, may } of ofSigner) {
    const name = sql.id(table);
    await sql`revoke all on ${name} from ${others}`.execute(trx);
    await sql`grant select ${columnsOf(shown)} on ${name} to ${others}`.execute(trx);
    await sql`grant select, ${sql.raw(may.join(', '))} on ${name} to purser_signer`.execute(trx);
  }
  for (const { table, columns } of readBySigner) {
    await sql`grant select ${columnsOf(columns)} on ${sql.id(table)} to purser_signer`.execute(trx);
  }
  // The index of the next purse: how far the authorizations reach.
  await sql`grant select on sequence purse_hd_index to purser_signer`.execute(trx);
}

function columnsOf(columns: readonly string[] | undefined) {
  return columns ? sql`(${sql.join(columns.map(column => sql.id(column)))})` : sql``;
}
