import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { isLockTimeout } from '../classifyError.ts';
import type { Db } from '../connect.ts';
import { limitLockWaits } from '../limitLockWaits.ts';
import type { Asked } from './sameRequest.ts';
import { isSameRequest } from './sameRequest.ts';

/** How long a repetition waits for the first call with its key, in ms. */
const patienceMs = 5000;

export interface IdempotencyKey extends Asked {
  readonly accountId: AccountId;
  /** Method and path template: a key of one route says nothing about another. */
  readonly route: string;
  readonly key: string;
}

/** An answer as it was sent: `json` is stored as text, since `jsonb` would reorder its keys. */
export interface SavedResponse {
  readonly status: number;
  readonly json: string;
}

/**
 * Claims the key for this transaction, as its first statement; undefined if the claim is ours. A second call
 * waits on the unique index until the first commits (its response is returned) or rolls back (the claim is
 * ours). All later locks of the transaction wait as long as `limitLockWaits` says.
 *
 * Throws `idempotency_in_progress` after 5 s, `idempotency_key_reused` if the first call asked for something
 * else.
 */
export async function claimIdempotencyKey(
  trx: Db,
  claim: IdempotencyKey,
): Promise<SavedResponse | undefined> {
  const { accountId, route, key, requestHash } = claim;
  await limitLockWaits(trx, patienceMs);
  const claimed = await trx
    .insertInto('idempotency_keys')
    // Overwritten before the commit; nobody sees an uncommitted claim.
    .values({ account_id: accountId, route, key, request_hash: requestHash, status: 0, body: 'null' })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isLockTimeout(error) ? new PurserError('idempotency_in_progress') : error;
    });
  if (claimed.numInsertedOrUpdatedRows === 1n) {
    await limitLockWaits(trx);
    return undefined;
  }

  const saved = await trx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', sql<string>`body #>> '{}'`.as('json')])
    .where('account_id', '=', accountId)
    .where('route', '=', route)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  const isSame = await isSameRequest(trx, accountId, claim, saved.request_hash);
  if (!isSame) throw new PurserError('idempotency_key_reused');
  return { status: saved.status, json: saved.json };
}

/** Saves the answer with its claim, in the transaction of the effect. */
export async function saveResponse(
  trx: Db,
  { accountId, route, key }: IdempotencyKey,
  { status, json }: SavedResponse,
): Promise<void> {
  await trx
    .updateTable('idempotency_keys')
    .set({ status, body: JSON.stringify(json) })
    .where('account_id', '=', accountId)
    .where('route', '=', route)
    .where('key', '=', key)
    .execute();
}
