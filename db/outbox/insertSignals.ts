import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OutboxMessage } from '../../domain/messages.ts';
import { sessionChangedSignal } from '../../domain/sessions/messages.ts';

/**
 * The one insert into `signal_outbox`, as a statement or as a part of one. `rows` selects a workflow's id and a payload
 * (jsonb) for each signal; signals to the same workflow are sent in this order. A `wakeup` reports no fact, and is sent
 * after all signals that do.
 */
export function insertSignals(
  signal: OutboxMessage['signal'],
  rows: RawBuilder<unknown>,
  urgency: 'fact' | 'wakeup' = 'fact',
): RawBuilder<unknown> {
  const receiver = signal === sessionChangedSignal ? sql.ref('session_id') : sql.ref('purse_id');
  const priority = urgency === 'fact' ? 0 : 1;
  return sql`
    insert into signal_outbox (${receiver}, signal, payload, priority)
    select workflow, ${signal}, payload, ${priority}::smallint from (${rows}) as signals (workflow, payload)
  `;
}
