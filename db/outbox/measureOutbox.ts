import { sql } from 'kysely';
import type { Db } from '../connect.ts';

export interface MeasuredOutbox {
  readonly signals: number;
  /** Null if no signal waits. */
  readonly oldestSeconds: number | null;
}

/** The signals that Temporal has not taken yet: the table is empty nearly always. */
export async function measureOutbox(db: Db): Promise<MeasuredOutbox> {
  const { rows } = await sql<MeasuredOutbox>`
    select count(*) as signals, extract(epoch from now() - min(created_at))::float8 as "oldestSeconds"
    from signal_outbox
  `.execute(db);
  return rows[0] ?? { signals: 0, oldestSeconds: null };
}
