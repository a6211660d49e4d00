import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { registryFile } from '../registry.ts';
import type { Merchant } from '../startApi.ts';
import { newMerchant } from '../startApi.ts';

let database: TestDatabase;
let folder: string;
let merchant: Merchant;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'purser-stopping-'));
  await writeFile(join(folder, 'registry.json'), JSON.stringify(registryFile));
  merchant = await newMerchant(database.db);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

async function start(): Promise<{ child: ChildProcess; port: number; exited: Promise<unknown> }> {
  const child = fork('server.ts', {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      PURSER_MODE: 'test',
      PURSER_REGISTRY: join(folder, 'registry.json'),
      PURSER_PORT: '0',
      PURSER_RATE_LIMIT: '100000',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = new Promise(resolve => child.once('exit', resolve));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', message => {
      resolve((message as { port: number }).port);
    });
    child.once('exit', code => {
      reject(new Error(`exited with ${String(code)}`));
    });
  });
  return { child, port, exited };
}

interface Answered {
  readonly status: number;
  readonly closes: boolean;
}

function ask(port: number, agent: Agent, method: string, path: string, body?: object): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${merchant.keys.admin}` };
    const sent = request({ port, host: '127.0.0.1', agent, method, path, headers }, response => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, closes: response.headers.connection === 'close' });
      });
    });
    sent.once('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}

const keptConnection = () => new Agent({ keepAlive: true, maxSockets: 1 });

it('cuts off no client with an open connection, and asks each by an answer to close it', async () => {
  const { child, port, exited } = await start();
  let answers = 0;
  const client = async (at: number): Promise<'told'> => {
    const agent = keptConnection();
    for (;;) {
      const writes = at % 3 === 0;
      const answer = writes
        ? await ask(port, agent, 'POST', '/v1/customers', {})
        : await ask(port, agent, 'GET', '/v1/customers');
      expect(answer.status).toBe(writes ? 201 : 200);
      answers += 1;
      // The client would connect again, to another process.
      if (answer.closes) return 'told';
      await sleep(at * 5);
    }
  };
  const clients = Array.from({ length: 20 }, (_, at) => client(at));
  await expect.poll(() => answers).toBeGreaterThan(100);
  child.kill('SIGTERM');
  expect(new Set(await Promise.all(clients))).toEqual(new Set(['told']));
  expect(await exited).toBe(0);
}, 60_000);

it('answers all requests from before the stop, however long they take, and then ends', async () => {
  const { child, port, exited } = await start();
  const agent = keptConnection();
  await ask(port, agent, 'POST', '/v1/customers', { externalId: 'slow' });
  // A connection without a request, and an idle one, delay nothing.
  const silent = connect(port, '127.0.0.1');
  const idle = keptConnection();
  await ask(port, idle, 'GET', '/v1/customers');
  let exitedAt = Number.POSITIVE_INFINITY;
  void exited.then(() => (exitedAt = performance.now()));

  const { asked, releasedAt } = await database.db.transaction().execute(async trx => {
    await sql`select 1 from customers where external_id = 'slow' for update`.execute(trx);
    const asked = [ask(port, agent, 'POST', '/v1/customers/slow', { description: 'late' })];
    // Behind the two that wait for the row, others wait for their turn.
    for (let n = 0; n < 4; n++) {
      asked.push(ask(port, keptConnection(), 'POST', '/v1/customers/slow', { description: 'later' }));
    }
    await expect
      .poll(async () => {
        const { rows } = await sql`
          select from pg_stat_activity
          where datname = current_database() and application_name = 'purser-api' and wait_event_type = 'Lock'
        `.execute(database.db);
        return rows.length;
      })
      .toBe(2);
    child.kill('SIGTERM');
    await sleep(600);
    expect(exitedAt).toBe(Number.POSITIVE_INFINITY);
    return { asked, releasedAt: performance.now() };
  });
  for (const answer of await Promise.all(asked)) expect(answer).toEqual({ status: 200, closes: true });
  expect(await exited).toBe(0);
  expect(exitedAt - releasedAt).toBeLessThan(4000);
  silent.destroy();
}, 60_000);
