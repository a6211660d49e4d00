import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../../../db/connect.ts';
import type { Reply, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

it('answers 503 with Retry-After, and never 500, when connections are cut between statements', async () => {
  const cutter = connect(api.database.url, { max: 1 });
  await sql`select 1`.execute(cutter);
  const done = new AbortController();
  const cut = (async () => {
    while (!done.signal.aborted) {
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
      `.execute(cutter);
      await sleep(5);
    }
  })();
  const replies: Reply[] = [];
  const client = async (name: string): Promise<void> => {
    for (let n = 0; n < 40; n++) {
      const externalId = `${name}-${String(n)}`;
      const headers = { 'idempotency-key': externalId };
      const made = await api.call('POST', '/v1/customers', { body: { externalId }, headers });
      replies.push(made);
      replies.push(await api.call('GET', `/v1/purse?customerId=${externalId}&currency=ETH`));
      replies.push(await api.call('POST', `/v1/customers/${externalId}/block`, { body: {} }));
      replies.push(await api.call('GET', '/v1/customers'));
    }
  };
  await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(client));
  done.abort();
  await cut;
  await cutter.destroy();

  const failed = replies.filter(({ status }) => status >= 500);
  expect(failed.length).toBeGreaterThan(10);
  expect(failed.filter(({ status }) => status !== 503).map(({ text }) => text)).toEqual([]);
  expect(failed.filter(({ headers }) => !headers.has('retry-after'))).toEqual([]);
  expect(new Set(failed.map(({ body }) => body.code))).toEqual(new Set(['temporarily_unavailable']));
  // The same calls work once the connections stay open.
  expect((await api.call('GET', '/v1/customers')).status).toBe(200);
}, 60_000);
