import { sql } from 'kysely';
import type { Db } from '../connect.ts';
import type { SecretBox } from './secretBox.ts';
import { noKeyOpens, openIfKnown, sealedMark } from './secretBox.ts';
import type { SecretPlace, SecretRow } from './secretPlaces.ts';
import { eachSecretStep, lastOf, secretPlaces, secretStep } from './secretPlaces.ts';

/**
 * Seals the plain secrets, which a release that did not seal left. With `again`, also those that a key other
 * than the first sealed. Returns how many rows it wrote. It may stop at any moment, run beside others and be
 * run again: each row is read and written under its lock, and sealed ones are skipped. A secret that no key
 * opens stays as it is, except an expired previous secret, which is cleared.
 */
export async function sealSecrets(db: Db, box: SecretBox, again = false): Promise<number> {
  const pattern = `${again ? box.marks[0] : sealedMark}%`;
  let sealed = 0;
  await eachSecretStep(db, async (trx, place, after) => {
    const step = await sealStep(trx, box, { place, pattern, after });
    sealed += step.sealed;
    return step.last;
  });
  return sealed;
}

interface Step {
  readonly place: SecretPlace;
  readonly pattern: string;
  /** The id at which the previous step ended. */
  readonly after: string;
}

async function sealStep(
  trx: Db,
  box: SecretBox,
  { place, pattern, after }: Step,
): Promise<{ readonly sealed: number; readonly last: string | undefined }> {
  const [table, secret, previous] = [sql.table(place.table), sql.ref(place.secret), sql.ref(place.previous)];
  // '' means that the endpoint's own secret was erased.
  const { rows } = await sql<SecretRow & { readonly expired: boolean }>`
    select id, ${secret} as secret, ${previous} as previous,
      coalesce(previous_secret_until <= now(), false) as expired from ${table}
    where id > ${after} and ((${secret} <> '' and ${secret} not like ${pattern}) or ${previous} not like ${pattern})
    order by id limit ${secretStep} for no key update
  `.execute(trx);
  let sealed = 0;
  for (const { id, secret: current, previous: before, expired } of rows) {
    const opened = current ? openIfKnown(box, current, id) : undefined;
    const openedBefore = before ? openIfKnown(box, before, id) : undefined;
    const now = opened === undefined ? current : box.seal(opened, id);
    const nowBefore = openedBefore === undefined ? (expired ? null : before) : box.seal(openedBefore, id);
    if (now === current && nowBefore === before) continue;
    await sql`update ${table} set ${secret} = ${now}, ${previous} = ${nowBefore} where id = ${id}`.execute(
      trx,
    );
    sealed += 1;
  }
  return { sealed, last: lastOf(rows) };
}

/** Throws `CannotOpen` if none of the keys sealed a secret that still signs. */
export async function requireKeys(db: Db, box: SecretBox): Promise<void> {
  const known = sql.join(box.marks.map(mark => sql`${`${mark}%`}`));
  for (const place of secretPlaces) {
    const [secret, previous] = [sql.ref(place.secret), sql.ref(place.previous)];
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(place.table)}
      where (${secret} like ${`${sealedMark}%`} and not ${secret} like any (array[${known}]))
        or (${previous} like ${`${sealedMark}%`} and not ${previous} like any (array[${known}])
          and previous_secret_until > now())
      limit 1
    `.execute(db);
    const [row] = rows;
    if (row) throw noKeyOpens(row.id);
  }
}
