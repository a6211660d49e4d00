import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { EventType } from '../../domain/events.ts';
import type { AccountId, EndpointId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { Page, Paged } from '../page.ts';
import { readPage } from '../page.ts';
import type { Database } from '../schema.ts';
import { newWebhookSecret } from '../secrets/newSecret.ts';
import type { SecretBox } from '../secrets/secretBox.ts';
import { sound } from './forgetFailures.ts';

export type EndpointRow = Selectable<Database['webhook_endpoints']>;

export interface EndpointFields {
  readonly url?: string | undefined;
  /** Null: every type. */
  readonly types?: readonly EventType[] | null | undefined;
  readonly description?: string | null | undefined;
}

/** Account-wide endpoints in use: no notification URLs of customers, and no retired endpoints. */
function selectEndpoints(db: Db, accountId: AccountId) {
  return db
    .selectFrom('webhook_endpoints as w')
    .selectAll()
    .where('w.account_id', '=', accountId)
    .where('w.customer_id', 'is', null)
    .where(sql<boolean>`w.types is distinct from '{}'`);
}

/**
 * Makes an endpoint with its own secret. With `most`, it locks the account's row until the end of the
 * transaction: of two endpoints made at once, the second counts the first. It throws `too_many_endpoints` if
 * the account already has `most`.
 */
export async function createEndpoint(
  trx: Db,
  secrets: SecretBox,
  accountId: AccountId,
  fields: EndpointFields & { readonly url: string },
  most?: number,
): Promise<{ readonly endpoint: EndpointRow; readonly secret: string }> {
  if (most !== undefined) await requireRoom(trx, accountId, most);
  const id = newId('whe');
  const secret = newWebhookSecret();
  const endpoint = await trx
    .insertInto('webhook_endpoints')
    .values({
      id,
      account_id: accountId,
      url: fields.url,
      types: fields.types ? [...fields.types] : null,
      description: fields.description ?? null,
      secret: secrets.seal(secret, id),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { endpoint, secret };
}

async function requireRoom(trx: Db, accountId: AccountId, most: number): Promise<void> {
  await trx.selectFrom('accounts').select('id').where('id', '=', accountId).forNoKeyUpdate().execute();
  const rows = await selectEndpoints(trx, accountId).clearSelect().select('w.id').limit(most).execute();
  if (rows.length < most) return;
  throw new PurserError('too_many_endpoints', `An account has ${String(most)} webhook endpoints at most.`);
}

/** Throws `endpoint_not_found`, also for an endpoint of another account. */
export async function findEndpoint(db: Db, accountId: AccountId, id: EndpointId): Promise<EndpointRow> {
  const row = await selectEndpoints(db, accountId).where('w.id', '=', id).executeTakeFirst();
  if (!row) throw new PurserError('endpoint_not_found');
  return row;
}

/** Like `findEndpoint`, and locks the endpoint until the end of the transaction. */
export async function lockEndpoint(trx: Db, accountId: AccountId, id: EndpointId): Promise<EndpointRow> {
  const row = await selectEndpoints(trx, accountId)
    .where('w.id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw new PurserError('endpoint_not_found');
  return row;
}

export async function listEndpoints(
  db: Db,
  accountId: AccountId,
  page: Page<EndpointId>,
): Promise<Paged<EndpointRow>> {
  return readPage(selectEndpoints(db, accountId), 'w.id', page);
}

/** An absent field stays; null clears. A new URL starts without failures. Throws `endpoint_not_found`. */
export async function updateEndpoint(
  trx: Db,
  accountId: AccountId,
  id: EndpointId,
  fields: EndpointFields,
): Promise<EndpointRow> {
  const before = await lockEndpoint(trx, accountId, id);
  const types = fields.types === undefined ? before.types : fields.types;
  return trx
    .updateTable('webhook_endpoints')
    .set({
      ...(fields.url === undefined || fields.url === before.url ? {} : sound),
      url: fields.url ?? before.url,
      types: types ? [...types] : null,
      description: fields.description === undefined ? before.description : fields.description,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
