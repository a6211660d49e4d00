import { sql } from 'kysely';
import type { ChecksumAddress } from '../domain/address.ts';
import { PurserError } from '../domain/errors.ts';
import type { JsonObject } from '../domain/events.ts';
import type { AccountId, CustomerId, FormId, ProductId, SessionId } from '../domain/ids.ts';
import { newId } from '../domain/ids.ts';
import type { Price } from '../domain/session.ts';
import type { Db } from './connect.ts';
import { lockCustomer } from './customers.ts';
import { signalSessions } from './signalSessions.ts';

export interface NewSession {
  readonly accountId: AccountId;
  readonly formId: FormId;
  readonly receiver: ChecksumAddress;
  readonly customerId: CustomerId;
  readonly customerData: JsonObject | null;
  readonly product: {
    readonly id: ProductId;
    readonly name: string | null;
    readonly data: JsonObject | null;
  } | null;
  readonly price: readonly Price[];
  readonly clientId: string | null;
  /** SHA-256 over what was asked for. */
  readonly requestHash: Buffer;
  readonly expiresInSeconds: number;
}

/**
 * Makes a session, or gives the one of the same `clientId`; its workflow is begun by a signal. Throws
 * `client_id_conflict` where that one asked for something else, `customer_blocked`, `purse_declined`, and
 * `temporarily_unavailable` where the customer's purse ended meanwhile: the next call issues another.
 */
export async function createSession(trx: Db, wanted: NewSession): Promise<SessionId> {
  // All that gives money to sessions, or ends them, holds this lock.
  const customer = await lockCustomer(trx, wanted.accountId, { id: wanted.customerId });
  const known = await sameClientId(trx, wanted);
  if (known !== undefined) return known;
  if (customer.blocked) throw new PurserError('customer_blocked');
  const purse = await trx
    .selectFrom('purses')
    .select(['id', 'state'])
    .where('customer_id', '=', wanted.customerId)
    .where('state', '<>', 'ARCHIVED')
    .where('released_at', 'is', null)
    // An archiving sees the session, or the session that the purse is archived.
    .forShare()
    .executeTakeFirst();
  if (purse?.state === 'DECLINED') throw new PurserError('purse_declined');
  if (purse?.state !== 'ACTIVE') throw new PurserError('temporarily_unavailable');

  const row = await trx
    .insertInto('sessions')
    .values({
      id: newId('ses'),
      account_id: wanted.accountId,
      form_id: wanted.formId,
      customer_id: wanted.customerId,
      purse_id: purse.id,
      client_id: wanted.clientId,
      request_hash: wanted.requestHash,
      receiver: wanted.receiver,
      customer_data: wanted.customerData && JSON.stringify(wanted.customerData),
      product_id: wanted.product?.id ?? null,
      product_name: wanted.product?.name ?? null,
      product_data: wanted.product?.data ? JSON.stringify(wanted.product.data) : null,
      price: JSON.stringify(wanted.price),
      expires_at: sql<Date>`now() + make_interval(secs => ${wanted.expiresInSeconds})`,
    })
    .onConflict(conflict => conflict.columns(['account_id', 'client_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) {
    // Another customer's session took the clientId at the same time.
    const taken = await sameClientId(trx, wanted);
    if (taken === undefined) throw new PurserError('temporarily_unavailable');
    return taken;
  }
  await signalSessions(trx, [row.id]);
  return row.id;
}

/** The session that has the `clientId` already. Throws `client_id_conflict`. */
export async function sameClientId(
  db: Db,
  { accountId, clientId, requestHash }: Pick<NewSession, 'accountId' | 'clientId' | 'requestHash'>,
): Promise<SessionId | undefined> {
  if (clientId === null) return undefined;
  const known = await db
    .selectFrom('sessions')
    .select(['id', 'request_hash'])
    .where('account_id', '=', accountId)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  if (known && !known.request_hash.equals(requestHash)) throw new PurserError('client_id_conflict');
  return known?.id;
}
