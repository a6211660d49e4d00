import { sql } from 'kysely';
import type { AccountId, EndpointId } from '../../domain/ids.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import { newWebhookSecret } from './newSecret.ts';
import type { SecretBox } from './secretBox.ts';
import { openIfKnown, sealedMark } from './secretBox.ts';
import type { SecretPlace, SecretRow } from './secretPlaces.ts';
import { eachSecretStep, lastOf, secretStep } from './secretPlaces.ts';

/** An endpoint, or an account that signs for its customers' own URLs, whose secrets were forgotten. */
export interface Forgotten {
  readonly id: AccountId | EndpointId;
  readonly accountId: AccountId;
  /** False: only the secret before its last rotation was forgotten, and the current one still signs. */
  readonly isFresh: boolean;
}

/**
 * Replaces each secret that no key opens by a fresh one, sealed by the first key, and clears the previous
 * one. If only the previous secret does not open, only that is cleared. Each change is audited. It is final:
 * if the lost key is found later, it opens none of these secrets. It may stop at any point and be run again:
 * each row is examined under its lock.
 *
 * Nobody is shown the fresh secret: the merchant rotates, and is shown the next one.
 */
export async function forgetSecrets(db: Db, box: SecretBox): Promise<readonly Forgotten[]> {
  const forgotten: Forgotten[] = [];
  await eachSecretStep(db, async (trx, place, after) => {
    const step = await forgetStep(trx, box, place, after);
    forgotten.push(...step.forgotten);
    return step.last;
  });
  return forgotten;
}

type Row = SecretRow & { readonly account_id: AccountId };

async function forgetStep(
  trx: Db,
  box: SecretBox,
  place: SecretPlace,
  after: string,
): Promise<{ readonly forgotten: readonly Forgotten[]; readonly last: string | undefined }> {
  const [table, secret, previous] = [sql.table(place.table), sql.ref(place.secret), sql.ref(place.previous)];
  const isEndpoint = place.table === 'webhook_endpoints';
  const { rows } = await sql<Row>`
    select id, ${sql.ref(isEndpoint ? 'account_id' : 'id')} as account_id, ${secret} as secret, ${previous} as previous
    from ${table}
    where id > ${after} and (${secret} like ${`${sealedMark}%`} or ${previous} like ${`${sealedMark}%`})
    order by id limit ${secretStep} for no key update
  `.execute(trx);
  const forgotten: Forgotten[] = [];
  for (const row of rows) {
    const { id, account_id: accountId } = row;
    const opens = (text: string | null): boolean => !text || openIfKnown(box, text, id) !== undefined;
    const isFresh = !opens(row.secret);
    if (!isFresh && opens(row.previous)) continue;
    const current = isFresh ? box.seal(newWebhookSecret(), id) : row.secret;
    await sql`
      update ${table} set ${secret} = ${current}, ${previous} = null, previous_secret_until = null where id = ${id}
    `.execute(trx);
    await recordAudit(trx, {
      accountId,
      action: 'rotate',
      resourceType: isEndpoint ? 'webhook_endpoint' : 'account',
      resourceId: id,
      reason: isFresh ? 'no key opened the secret' : 'no key opened the previous secret',
      by: null,
    });
    forgotten.push({ id, accountId, isFresh });
  }
  return { forgotten, last: lastOf(rows) };
}
