import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { JsonObject } from '../../domain/events.ts';
import type { AccountId, ApiKeyId, SendingPauseId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { ChainId, NetworkCode } from '../../domain/registry.ts';
import { isOfSameHolder } from '../accounts/isOfSameHolder.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';

interface Place {
  readonly accountId: AccountId;
  readonly network: NetworkCode;
}

interface Pause extends Place {
  readonly id: SendingPauseId;
  readonly chainId: ChainId;
}

/**
 * Pauses an account's sending on a network: nothing is planned or signed from now on. What is signed already may still be mined.
 * Returns the event; none if it was paused so before, whose reason stands. Throws `sending_not_set_up`.
 */
export async function pauseSending(
  trx: Db,
  { accountId, network }: Place,
  { reason, by }: { readonly reason: string; readonly by: ApiKeyId },
): Promise<readonly AccountEvent[]> {
  const sweeper = await trx
    .selectFrom('sweepers')
    .select('chain_id')
    .where('account_id', '=', accountId)
    .where('network', '=', network)
    .executeTakeFirst();
  if (!sweeper) throw new PurserError('sending_not_set_up');
  const made = await trx
    .insertInto('sending_pauses')
    .values({
      ...{ id: newId('spz'), account_id: accountId, network, chain_id: sweeper.chain_id },
      ...{ reason, paused_by: by },
    })
    .onConflict(conflict =>
      conflict.columns(['account_id', 'network']).where('resumed_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (!made) return [];
  const pause = { id: made.id, accountId, network, chainId: sweeper.chain_id };
  await audit(trx, pause, { action: 'pause', reason, by });
  return [eventOf('SENDING_PAUSED', 1, pause, { reason: 'paused', detail: reason })];
}

/**
 * Ends an account's own pause of a network. Returns the event; none if there was no such pause. Throws `same_key` if the key, or one
 * whose holder may know it, paused it: whoever stole it could undo that.
 */
export async function resumeSending(
  trx: Db,
  { accountId, network }: Place,
  { explanation, by }: { readonly explanation: string; readonly by: ApiKeyId },
): Promise<readonly AccountEvent[]> {
  const ended = await trx
    .updateTable('sending_pauses')
    .set({ resumed_at: sql<Date>`now()`, resumed_by: by, explanation })
    .where('account_id', '=', accountId)
    .where('network', '=', network)
    .where('resumed_at', 'is', null)
    .returning(['id', 'chain_id', 'paused_by'])
    .executeTakeFirst();
  if (!ended) return [];
  if (await isOfSameHolder(trx, by, ended.paused_by)) throw new PurserError('same_key');
  const pause = { id: ended.id, accountId, network, chainId: ended.chain_id };
  await audit(trx, pause, { action: 'resume', reason: explanation, by });
  return [eventOf('SENDING_RESUMED', 2, pause, { explanation })];
}

/** Why a key of the account has paused its sending on a network; undefined if none has. */
export async function findPause(
  db: Db,
  accountId: AccountId,
  network: NetworkCode,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('sending_pauses')
    .select('reason')
    .where('account_id', '=', accountId)
    .where('network', '=', network)
    .where('resumed_at', 'is', null)
    .executeTakeFirst();
  return row?.reason;
}

function audit(
  trx: Db,
  { accountId, network }: Pause,
  by: { readonly action: 'pause' | 'resume'; readonly reason: string; readonly by: ApiKeyId },
): Promise<void> {
  return recordAudit(trx, { accountId, resourceType: 'sending', resourceId: network, ...by });
}

function eventOf(
  type: 'SENDING_PAUSED' | 'SENDING_RESUMED',
  version: number,
  { id, accountId, network, chainId }: Pause,
  more: JsonObject,
): AccountEvent {
  return {
    accountId,
    type,
    resource: { type: 'sending_pause', id, version },
    customerId: null,
    data: { network, chainId, findingId: null, allNetworks: false, ...more },
  };
}
