import { sql } from 'kysely';
import type { PurseId, SessionId } from '../../domain/ids.ts';
import type { PurseSignal } from '../../domain/messages.ts';
import { purseChangedSignal } from '../../domain/messages.ts';
import { sessionChangedSignal } from '../../domain/sessions/messages.ts';
import type { Db } from '../connect.ts';

/**
 * Enqueues signals to purses in the transaction of the fact that they report; the relay sends them after the
 * commit.
 */
export async function enqueueSignals(
  trx: Db,
  signals: readonly (PurseSignal & { readonly purseId: PurseId })[],
): Promise<void> {
  const changed = signals.filter(({ signal }) => signal === purseChangedSignal);
  await enqueueOnce(trx, purseChangedSignal, [...new Set(changed.map(({ purseId }) => purseId))]);
  const others = signals.filter(({ signal }) => signal !== purseChangedSignal);
  if (others.length === 0) return;
  await trx
    .insertInto('signal_outbox')
    .values(
      others.map(({ purseId, signal, payload }) => ({
        purse_id: purseId,
        signal,
        payload: JSON.stringify(payload),
      })),
    )
    .execute();
}

/**
 * Enqueues a signal that says only "look" to each of these workflows that has none waiting. A waiting signal
 * is locked to the end of this transaction, so the relay cannot send it before the fact is visible. A signal
 * that a relay has claimed, or that is being removed, does not count: its receiver may have looked already.
 * Never waits for a lock.
 */
export async function enqueueOnce(
  trx: Db,
  signal: typeof purseChangedSignal | typeof sessionChangedSignal,
  ids: readonly (PurseId | SessionId)[],
): Promise<void> {
  if (ids.length === 0) return;
  const receiver = signal === sessionChangedSignal ? sql.ref('session_id') : sql.ref('purse_id');
  await sql`
    with waiting as materialized (
      select workflow from signal_outbox
      where workflow = any (${ids}) and signal = ${signal} and priority = 0 and leased_by is null
      for key share skip locked
    )
    insert into signal_outbox (${receiver}, signal, payload)
    select id, ${signal}, 'null' from unnest(${ids}::text[]) as id
    where not exists (select from waiting where workflow = id)
  `.execute(trx);
}
