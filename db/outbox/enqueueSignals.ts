import { sql } from 'kysely';
import type { PurseId, SessionId } from '../../domain/ids.ts';
import type { PurseSignal } from '../../domain/messages.ts';
import { purseChangedSignal } from '../../domain/messages.ts';
import type { sessionChangedSignal } from '../../domain/sessions/messages.ts';
import type { Db } from '../connect.ts';
import { insertSignals } from './insertSignals.ts';

/**
 * Enqueues signals to purses in the transaction of the fact that they report; the relay sends them after the
 * commit.
 */
export async function enqueueSignals(
  trx: Db,
  signals: readonly (PurseSignal & { readonly purseId: PurseId })[],
): Promise<void> {
  const bySignal = Map.groupBy(signals, ({ signal }) => signal);
  const changed = bySignal.get(purseChangedSignal) ?? [];
  await enqueueOnce(trx, purseChangedSignal, [...new Set(changed.map(({ purseId }) => purseId))]);
  bySignal.delete(purseChangedSignal);
  for (const [signal, group] of bySignal) {
    const ids = group.map(({ purseId }) => purseId);
    const payloads = group.map(({ payload }) => JSON.stringify(payload));
    const rows = sql`select id, payload::jsonb from unnest(${ids}::text[], ${payloads}::text[]) as d (id, payload)`;
    await insertSignals(signal, rows).execute(trx);
  }
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
  await sql`
    with waiting as materialized (
      select workflow from signal_outbox
      where workflow = any (${ids}) and signal = ${signal} and priority = 0 and leased_by is null
      for key share skip locked
    )
    ${insertSignals(
      signal,
      sql`select id, 'null'::jsonb from unnest(${ids}::text[]) as id
        where not exists (select from waiting where workflow = id)`,
    )}
  `.execute(trx);
}
