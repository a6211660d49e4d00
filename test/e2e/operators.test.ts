import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimPort } from '../../testkit/servers/freePort.ts';
import { figuresIn, readQueries } from '../static/monitoring.ts';
import type { TestStack } from './testStack.ts';
import { eventually, newHome, startTestStack } from './testStack.ts';

/** The one query of docs/operating.md. */
const waitsForPerson = 'PurserHeld = true AND ExecutionStatus = "Running"';
/** What logs, histories and search attributes must never hold: in whatever a merchant can write. */
const canary = 'lovelace-1815';

const home = newHome();
let run: TestStack;
let workerUrl: string;
let sdkUrl: string;

beforeAll(async () => {
  const [health, sdk] = [await claimPort(0, 'a test'), await claimPort(0, 'a test')];
  workerUrl = `http://127.0.0.1:${String(health)}`;
  sdkUrl = `http://127.0.0.1:${String(sdk)}`;
  run = await startTestStack({
    home,
    workerEnv: {
      PURSER_COMPLIANCE: 'manual',
      PURSER_WORKER_HEALTH_PORT: String(health),
      PURSER_WORKER_SDK_METRICS: `127.0.0.1:${String(sdk)}`,
    },
  });
});
afterAll(async () => {
  await run.stop();
  rmSync(home, { recursive: true, force: true });
});

async function newPurse(externalId: string) {
  const personal = { email: `${canary}@shop.example`, description: canary, metadata: { name: canary } };
  await run.api.post('/v1/customers', { body: { externalId, ...personal } });
  return run.api.get('/v1/purse', { query: { customerId: externalId, currency: 'ETH' } });
}

async function waiting(): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { workflowId } of run.temporal.workflow.list({ query: waitsForPerson }))
    ids.push(workflowId);
  return ids;
}

it('one visibility query finds a deposit that waits for a person, and no longer once one decided', async () => {
  expect(await waiting()).toEqual([]);
  const purse = await newPurse(`${canary}-a`);
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await run.heard('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
  await eventually('it is found', async () => (await waiting()).length > 0);
  expect(await waiting()).toEqual([`purse/${purse.purseId}`]);

  const deposit = await run.transactionOf(hash);
  await run.api.post('/v1/transactions/{id}/compliance', {
    path: { id: String(deposit?.id) },
    body: { verdict: 'approve', reason: canary },
  });
  await run.heard('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
  await eventually('it is found no more', async () => (await waiting()).length === 0);
});

it('an operator finds it there, and decides it there', async () => {
  const purse = await newPurse(`${canary}-b`);
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await run.heard('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
  await eventually('it is found', async () => (await waiting()).length > 0);
  const transactionId = (await run.transactionOf(hash))?.id;
  const handle = run.temporal.workflow.getHandle(`purse/${purse.purseId}`);
  expect(await handle.query('status')).toMatchObject({ unfinished: [{ transactionId, step: 'decide' }] });
  await handle.signal('decide', { transactionId, verdict: 'decline', reason: 'a person looked' });
  await run.heard('CUSTOMER_PURSE_COMPLIANCE_DECLINED', hash);
  await eventually('it is found no more', async () => (await waiting()).length === 0);
});

it('every figure of the dashboard and the alerts is told, with the labels it is asked for by', async () => {
  const texts = await Promise.all(
    [run.stack.running.api, workerUrl, sdkUrl].map(async url => (await fetch(`${url}/metrics`)).text()),
  );
  const told = new Map<string, Set<string>>();
  for (const line of texts.join('\n').split('\n')) {
    const [, type, kind] = /^# TYPE (\w+) (\w+)$/.exec(line) ?? [];
    if (type !== undefined) {
      const parts = kind === 'histogram' ? ['_bucket', '_count', '_sum'] : [''];
      // A scraper adds these two.
      for (const part of parts) told.set(type + part, new Set(['job', 'instance']));
    }
    const [, name, labels = ''] = /^(\w+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    if (name === undefined) continue;
    for (const [, label = ''] of labels.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g)) told.get(name)?.add(label);
  }
  // What comes with the first failure, and what comes with a remote provider.
  const laterNames = new Set(['temporal_workflow_task_execution_failed_total']);
  const laterLabels = new Set(['purser_compliance_duration_seconds_count outcome']);
  const missing = readQueries()
    .flatMap(figuresIn)
    .flatMap(({ name, labels }) => {
      const known = told.get(name);
      if (!known) return laterNames.has(name) ? [] : [name];
      return labels.map(label => (known.has(label) ? '' : `${name} ${label}`));
    })
    .filter(what => what !== '' && !laterLabels.has(what));
  expect(missing).toEqual([]);
});

it('neither logs nor what Temporal keeps hold persons or secrets', async () => {
  const url = `http://127.0.0.1:1/${canary}`;
  await run.api.post('/v1/webhook-endpoints', { body: { url } });
  await run.api.post('/v1/customers/{id}', {
    path: { id: `${canary}-a` },
    body: { notificationUrl: `${url}?token=${canary}` },
  });
  const purse = await run.api.get('/v1/purse', { query: { customerId: `${canary}-a`, currency: 'ETH' } });
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await run.heard('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
  await eventually('a delivery fails', async () => {
    const failed = await run.db
      .selectFrom('delivery_attempts')
      .select('event_id')
      .where('status', 'is', null)
      .execute();
    return failed.length > 1;
  });
  await fetch(`${run.stack.running.api}/v1/nothing/${canary}`);

  const [account] = await run.db.selectFrom('accounts').select('webhook_secret').execute();
  const endpoints = await run.db.selectFrom('webhook_endpoints').select('secret').execute();
  const secrets = [
    canary,
    run.stack.running.key,
    account?.webhook_secret,
    ...endpoints.map(({ secret }) => secret),
    ...run.stack.networks.map(({ faucetKey }) => faucetKey),
  ].filter(secret => typeof secret === 'string');
  expect(secrets.length).toBeGreaterThanOrEqual(5);

  const logs = ['api.log', 'worker.log'].map(name => readFileSync(join(home, 'logs', name), 'utf8'));
  const kept: string[] = [];
  for await (const workflow of run.temporal.workflow.list()) {
    const handle = run.temporal.workflow.getHandle(workflow.workflowId);
    const { workflowId, typedSearchAttributes, memo } = workflow;
    kept.push(readable([workflowId, typedSearchAttributes.getAll(), memo, await handle.fetchHistory()]));
  }
  expect(kept.length).toBeGreaterThanOrEqual(6);
  // Payloads are read too: this is what the operator said above.
  expect(kept.filter(text => text.includes('a person looked'))).toHaveLength(1);
  for (const secret of secrets) {
    expect([...logs, ...kept].filter(text => text.includes(secret))).toEqual([]);
  }
});

/** As text, with payloads as what they say: a history's own JSON has their bytes in base64. */
function readable(value: unknown): string {
  return JSON.stringify(value, (key, given: unknown) =>
    key === 'data' && typeof given === 'string' ? Buffer.from(given, 'base64').toString('utf8') : given,
  );
}
