import { sql } from 'kysely';
import type { ChecksumAddress } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { JsonObject } from '../../domain/events.ts';
import type { AccountId, CustomerId, FormId, ProductId, SessionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Price } from '../../domain/sessions/price.ts';
import type { Asked } from '../accounts/sameRequest.ts';
import { isSameRequest } from '../accounts/sameRequest.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import { lockCustomer } from '../customers/customers.ts';
import { signalSessions } from '../outbox/signalSessions.ts';
import type { CustomerRow } from '../schema.ts';
import { endOpenSessions } from './endSession.ts';

/** How many sessions may wait to expire, for each session that may be open. */
const closedForOpen = 10;

export interface NewSession extends Asked {
  readonly accountId: AccountId;
  readonly formId: FormId;
  readonly receiver: ChecksumAddress | null;
  readonly customerId: CustomerId;
  readonly customerData: JsonObject | null;
  readonly product: {
    readonly id: ProductId;
    readonly name: string | null;
    readonly data: JsonObject | null;
  } | null;
  readonly price: readonly Price[];
  readonly clientId: string | null;
  readonly expiresInSeconds: number;
  /** What the new session replaces: a session of the same customer, or all that are open. */
  readonly replaces?: SessionId | 'open' | null;
  /** How many sessions of the customer may be open, this one among them. */
  readonly mostOpen: number;
}

/**
 * Creates a session, or returns the one with the same `clientId`. A signal starts its workflow. Throws
 * `client_id_conflict` if that session was created by another request, `customer_blocked`, `purse_declined`,
 * `too_many_sessions`, `session_not_found` if the session to replace is not the customer's, and
 * `temporarily_unavailable` if the customer's purse or name ended meanwhile: the next call issues another.
 */
export async function createSession(trx: Db, wanted: NewSession): Promise<SessionId> {
  // Everything that gives money to sessions, or ends them, takes this lock.
  const customer = await lockCustomer(trx, wanted.accountId, { id: wanted.customerId });
  const known = await sameClientId(trx, wanted);
  if (known !== undefined) return known;
  // The customer was erased or renamed since it was looked up: the next call looks again.
  if (wanted.customer && !isNamed(customer, wanted.customer))
    throw new PurserError('temporarily_unavailable');
  if (customer.blocked) throw new PurserError('customer_blocked');
  const purse = await trx
    .selectFrom('purses')
    .select(['id', 'state'])
    .where('customer_id', '=', wanted.customerId)
    .where('state', '<>', 'ARCHIVED')
    .where('released_at', 'is', null)
    // Either an archiving sees the session, or the session sees that the purse is archived.
    .forShare()
    .executeTakeFirst();
  if (purse?.state === 'DECLINED') throw new PurserError('purse_declined');
  if (purse?.state !== 'ACTIVE') throw new PurserError('temporarily_unavailable');

  await closeReplaced(trx, wanted);

  // The customer's lock makes the limits hold for concurrent calls. Closed sessions that wait for their
  // scanners cost a deposit as much as open ones do.
  const { open, waiting } = await trx
    .selectFrom('sessions')
    .select(sql<number>`count(*) filter (where expires_at > clock_timestamp())`.as('open'))
    .select(sql<number>`count(*)`.as('waiting'))
    .where('customer_id', '=', wanted.customerId)
    .where('status', 'in', ['open', 'processing'])
    .executeTakeFirstOrThrow();
  if (open >= wanted.mostOpen || waiting >= wanted.mostOpen * closedForOpen) {
    throw new PurserError('too_many_sessions');
  }

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
      expires_at: sql<Date>`date_trunc('milliseconds', now()) + make_interval(secs => ${wanted.expiresInSeconds})`,
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

function isNamed({ external_id: name }: CustomerRow, ref: CustomerRef): boolean {
  return 'id' in ref || ref.externalId === name;
}

/** Lets the sessions that the new one replaces expire now. Money sent for them until now still counts. */
async function closeReplaced(
  trx: Db,
  { customerId, replaces }: Pick<NewSession, 'customerId' | 'replaces'>,
): Promise<void> {
  if (replaces === undefined || replaces === null) return;
  if (replaces === 'open') {
    await endOpenSessions(trx, customerId);
    return;
  }
  const known = await trx
    .selectFrom('sessions')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('id', '=', replaces)
    .executeTakeFirst();
  if (!known) throw new PurserError('session_not_found');
  await endOpenSessions(trx, customerId, replaces);
}

/** The session that has the `clientId` already. Throws `client_id_conflict`. */
export async function sameClientId(
  db: Db,
  { accountId, clientId, ...asked }: Asked & Pick<NewSession, 'accountId' | 'clientId'>,
): Promise<SessionId | undefined> {
  if (clientId === null) return undefined;
  const known = await db
    .selectFrom('sessions')
    .select(['id', 'request_hash'])
    .where('account_id', '=', accountId)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  if (known && !(await isSameRequest(db, accountId, asked, known.request_hash))) {
    throw new PurserError('client_id_conflict');
  }
  return known?.id;
}
