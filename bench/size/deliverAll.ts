import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { dispatchWebhooks } from '../../activities/webhooks/dispatchWebhooks.ts';
import type { Db } from '../../db/connect.ts';
import { benchSecrets } from '../databases/benchSecrets.ts';

/** Has a dispatcher number all events and deliver them, to an endpoint that answers 204 at once. */
export async function deliverAll(db: Db): Promise<void> {
  const stop = new AbortController();
  const errors: unknown[] = [];
  const dispatching = dispatchWebhooks(
    {
      db,
      secrets: benchSecrets,
      sendWebhook: () =>
        Promise.resolve({
          delivered: true,
          gone: false,
          status: 204,
          address: '203.0.113.7',
          latencyMs: 20,
          answer: null,
          errorClass: null,
          retryAfterMs: 0,
        }),
      startRetry: () => Promise.resolve(),
      onError: error => errors.push(error),
      idleMs: 50,
    },
    stop.signal,
  );
  while (errors.length === 0 && (await isOwed(db))) await sleep(200);
  stop.abort();
  await dispatching;
  if (errors.length > 0) throw errors[0];
}

async function isOwed(db: Db): Promise<boolean> {
  const { rows } = await sql<{ owed: boolean }>`
    select exists (select from deliveries where state <> 'delivered')
      or exists (select from events where sequence is null)
      or exists (select from account_counters where fanned_out < sequence) as owed`.execute(db);
  return rows[0]?.owed ?? false;
}
