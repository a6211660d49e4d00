import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { World } from '../world/startWorld.ts';

/** Shorter than a write waits for a lock. */
const longestMs = 700;
const lookAgainMs = 5;

/**
 * Begins work that charges, and lets no charge into its table until two wait for something, as if the disk were slow.
 * Charges that do not exclude each other have then read the same balance.
 */
export async function whileChargesWait<T>({ db }: Pick<World, 'db'>, work: () => Promise<T>): Promise<T> {
  const { begun } = await db.transaction().execute(async trx => {
    await sql`lock table charges in share mode`.execute(trx);
    const begun = work();
    // Its failure is thrown below.
    begun.catch(() => undefined);
    for (const end = performance.now() + longestMs; performance.now() < end; await sleep(lookAgainMs)) {
      // Not in this transaction, which would see the same activity each time.
      const { rows } = await sql<{ waiting: number }>`
        select count(*)::integer as waiting from pg_stat_activity
        where usename = 'purser_api' and wait_event_type = 'Lock'`.execute(db);
      if ((rows[0]?.waiting ?? 0) >= 2) break;
    }
    return { begun };
  });
  return begun;
}
