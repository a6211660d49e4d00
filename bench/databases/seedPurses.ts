import { getAddress } from 'ethers';
import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import type { AccountId } from '../../domain/ids.ts';
import { SeededRandom } from '../fixture/seededRandom.ts';

/** How many one statement makes: a statement has a time limit of one minute. */
const batch = 50_000;

/**
 * Gives the account `count` customers with an active purse each. The paid purses are spread among them at
 * random. The addresses of the others are hashes. All rows satisfy the checks of the tables. Foreign keys are
 * not checked row by row, as that would take longer than all the rest.
 */
export async function seedPurses(
  db: Db,
  accountId: AccountId,
  count: number,
  paidPurses: readonly string[],
): Promise<void> {
  const places = placesOf(count, paidPurses.length);
  await db.connection().execute(async one => {
    await sql`set session_replication_role = replica`.execute(one);
    await sql`create temporary table paid (place bigint primary key, address text, checksum text)`.execute(
      one,
    );
    await sql`
      insert into paid select * from unnest(${places}::bigint[], ${paidPurses}::text[],
        ${paidPurses.map(getAddress)}::text[])
    `.execute(one);
    for (let from = 1; from <= count; from += batch) {
      const rows = sql`
        generate_series(${from}::bigint, ${Math.min(count, from + batch - 1)}::bigint) as i
        -- The form of our ids: they ascend with time, and end in what is random.
        cross join lateral (select '0' || lpad(to_hex(i), 9, '0') || substr(encode(sha256(i::text::bytea), 'hex'), 1, 16) as id)`;
      await sql`
        insert into customers (id, account_id, external_id, metadata)
        select 'cus_' || id, ${accountId}, 'bench-' || i, '{}' from ${rows}
      `.execute(one);
      await sql`
        insert into purses (id, account_id, customer_id, state, address, address_checksum, hd_fingerprint, hd_index,
          expires_at, version)
        select 'pur_' || id, ${accountId}, 'cus_' || id, 'ACTIVE', coalesce(paid.address, hash.address),
          coalesce(paid.checksum, hash.address), 'bench', i, now() + interval '30 days', 1
        from ${rows} left join paid on paid.place = i
          cross join lateral (select '0x' || substr(encode(sha256(('purse ' || i)::bytea), 'hex'), 1, 40) as address) hash
      `.execute(one);
    }
    await sql`set session_replication_role = default`.execute(one);
  });
  for (const table of ['customers', 'purses']) await sql`vacuum (analyze) ${sql.id(table)}`.execute(db);
  await sql`checkpoint`.execute(db);
  await readAll(db);
}

/** Different places from 1 to `count`, the same in each run. */
function placesOf(count: number, wanted: number): readonly number[] {
  const random = new SeededRandom(`places among ${String(count)}`);
  const places = new Set<number>();
  while (places.size < wanted) places.add(1 + random.below(count));
  return [...places];
}

/** Brings the table and the index of addresses into the memory of Postgres or of the operating system. */
async function readAll(db: Db): Promise<void> {
  await sql`select sum(length(address_checksum)) from purses`.execute(db);
  await db.connection().execute(async one => {
    await sql`set enable_seqscan = off`.execute(one);
    await sql`set enable_bitmapscan = off`.execute(one);
    await sql`select count(address) from purses where address > ''`.execute(one);
    await sql`reset enable_seqscan`.execute(one);
    await sql`reset enable_bitmapscan`.execute(one);
  });
}
