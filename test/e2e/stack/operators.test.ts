import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requireSecret } from '../../../cli/requireSecret.ts';
import { createSecretBox } from '../../../db/secrets/secretBox.ts';
import { newId } from '../../../domain/ids.ts';
import { readSecretsKeys } from '../../../env.ts';
import { findTemporal } from '../../../testkit/servers/findTemporal.ts';
import { claimPort } from '../../../testkit/servers/freePort.ts';
import { silentProgress } from '../../../testkit/servers/progress.ts';
import { figuresIn, readQueries } from '../../static/monitoring.ts';
import type { TestStack } from '../testStack.ts';
import { eventually, newHome, startTestStack } from '../testStack.ts';

/** The one query of docs/operating.md. */
const waitsForPerson = '(PurserNeedsAttention = true OR PurserHeld = true) AND ExecutionStatus = "Running"';
/** Another query of it. */
const heldMoney =
  'WorkflowType = "purse" AND PurserStatus IN ("DECLINED", "ARCHIVED") AND ExecutionStatus = "Running"';
/**
 * What logs, histories and search attributes must never contain: in every field that a merchant can write.
 */
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

const waiting = (): Promise<readonly string[]> => found(waitsForPerson);

async function found(query: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { workflowId } of run.temporal.workflow.list({ query })) ids.push(workflowId);
  return ids;
}

it('one visibility query finds a deposit that waits for a person, and no longer does after the decision', async () => {
  expect(await waiting()).toEqual([]);
  const purse = await newPurse(`${canary}-a`);
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
  await eventually('it is found', async () => (await waiting()).length > 0);
  expect(await waiting()).toEqual([`purse/${purse.purseId}`]);

  const deposit = await run.transactionOf(hash);
  await run.api.post('/v1/transactions/{id}/compliance', {
    path: { id: String(deposit?.id) },
    body: { verdict: 'approve', reason: canary },
  });
  await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
  await eventually('it is found no more', async () => (await waiting()).length === 0);
});

it('an operator finds it there, and decides it there', async () => {
  const purse = await newPurse(`${canary}-b`);
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
  await eventually('it is found', async () => (await waiting()).length > 0);
  const transactionId = (await run.transactionOf(hash))?.id;
  const handle = run.temporal.workflow.getHandle(`purse/${purse.purseId}`);
  expect(await handle.query('status')).toMatchObject({ unfinished: [{ transactionId, step: 'decide' }] });
  await eventually('it says how much', async () =>
    (await detailsOf(`purse/${purse.purseId}`)).includes(
      `- \`${String(transactionId)}\`: **1 ETH** from \`0x`,
    ),
  );
  await handle.signal('decide', { transactionId, verdict: 'decline', reason: 'a person looked' });
  await run.awaitEvent('CUSTOMER_PURSE_COMPLIANCE_DECLINED', hash);
  await eventually('it is found no more', async () => (await waiting()).length === 0);
});

it('a decision in Temporal that changes nothing is refused there, also after the purse’s workflow ended', async () => {
  const purse = await newPurse(`${canary}-c`);
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
  const transactionId = String((await run.transactionOf(hash))?.id);
  const workflowId = `purse/${purse.purseId}`;
  const handle = run.temporal.workflow.getHandle(workflowId);
  await eventually('it is found', async () => (await waiting()).includes(workflowId));
  const right = { transactionId, verdict: 'decline', reason: 'a stolen coin', by: 'grace' };
  const decide = (decision: unknown) =>
    temporal(
      'workflow',
      'update',
      'execute',
      '--workflow-id',
      workflowId,
      '--name',
      'decide',
      '--input',
      JSON.stringify(decision),
    );

  const { by: _, ...nameless } = right;
  const unknown = newId('txn');
  for (const [decision, sentence] of [
    [{ ...right, verdict: 'aprove' }, "verdict must be approve or decline, not 'aprove'."],
    [
      nameless,
      'by is missing: it must be the name of the person who decided, in 1 to 255 characters, and not the id of an API key.',
    ],
    [{ ...right, transactionId: unknown }, `${unknown} is not a deposit of this purse.`],
  ] as const) {
    const { code, output } = await decide(decision);
    expect(output).toContain(sentence);
    expect(code).not.toBe(0);
  }
  expect((await run.transactionOf(hash))?.complianceStatus).toBe('IN_PROGRESS');

  expect(await decide(right)).toMatchObject({ code: 0 });
  await run.awaitEvent('CUSTOMER_PURSE_COMPLIANCE_DECLINED', hash);
  const audits = async () => (await run.api.get('/v1/audits', { query: { resourceId: transactionId } })).data;
  expect(await audits()).toMatchObject([
    { action: 'decline', reason: 'a stolen coin', apiKeyId: null, by: 'grace' },
  ]);

  await eventually('it says what it holds', async () =>
    (await detailsOf(workflowId)).includes('**Holds 1 ETH**, of 1 deposit.'),
  );
  expect(await detailsOf(workflowId)).toMatch(
    new RegExp(
      `- \`${transactionId}\`: \\*\\*1 ETH\\*\\* from \`0x[0-9a-fA-F]{40}\`, since 20\\S+Z\\. Declined by grace\\.`,
    ),
  );
  expect(await waiting()).toEqual([]);
  await eventually('it is found', async () => (await found(heldMoney)).includes(workflowId));

  // Like a purse ended by hand, or one that ended before it stayed open for the money it holds.
  await handle.terminate();
  const signal = await temporal(
    'workflow',
    'signal',
    '--workflow-id',
    workflowId,
    '--name',
    'decide',
    '--input',
    JSON.stringify(right),
  );
  expect(signal.code).not.toBe(0);
  const reopen = (decision: unknown) =>
    temporal(
      'workflow',
      'execute-update-with-start',
      ...['--workflow-id', workflowId, '--type', 'purse', '--task-queue', 'purser'],
      ...['--id-conflict-policy', 'UseExisting', '--input', JSON.stringify({ purseId: purse.purseId })],
      ...['--update-name', 'decide', '--update-input', JSON.stringify(decision)],
    );
  const again = await reopen(right);
  expect(again.output).toContain(`${transactionId} was decided already: decline, by grace, at `);
  expect(again.code).not.toBe(0);
  expect(await reopen({ ...right, verdict: 'approve', reason: 'it was not', by: 'ada' })).toMatchObject({
    code: 0,
  });
  await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
  expect((await audits()).map(({ action, by }) => [action, by])).toEqual([
    ['approve', 'ada'],
    ['decline', 'grace'],
  ]);
  await eventually('it ends again', async () => (await handle.describe()).status.name === 'COMPLETED');
});

it('a failing node is named in the log once, by network, endpoint and reason, and in the row of its chain for the API', async () => {
  const chain = run.network('ETHEREUM');
  const lines = () =>
    readFileSync(join(home, 'logs', 'worker.log'), 'utf8')
      .split('\n')
      .filter(line => line.includes('network problem begins'))
      .map(line => JSON.parse(line) as Record<string, unknown>);
  chain.fault({ kind: 'server_error' });
  try {
    const line = await eventually('it is told', () =>
      Promise.resolve(lines().find(({ endpoint }) => endpoint === 'ETHEREUM#1')),
    );
    expect(line).toMatchObject({ level: 40, network: 'ETHEREUM', times: 1 });
    expect(String(line['reason'])).toContain('HTTP 502');
    const [row] = await eventually('it is in the row of its chain', async () => {
      const rows = await run.db
        .selectFrom('chain_cursors')
        .select('trouble_detail')
        .where('network', '=', 'ETHEREUM' as never)
        .where('trouble_detail', 'is not', null)
        .execute();
      return rows.length > 0 && rows;
    });
    expect(row?.trouble_detail).toContain('ETHEREUM#1');
  } finally {
    chain.clearFaults();
  }
  const reports = lines().map(({ endpoint, kind, reason }) => [endpoint, kind, reason].join(' '));
  expect(new Set(reports).size).toBe(reports.length);
  expect(reports.join(' ')).not.toContain('http://');
});

it('Temporal accepts every documented query, and its search attributes exist', async () => {
  const documented = readDocumentedQueries();
  expect(documented).toEqual(expect.arrayContaining([waitsForPerson, heldMoney]));
  expect(documented.length).toBeGreaterThanOrEqual(12);
  const refused: string[] = [];
  for (const query of [...documented, 'PurserHolds = true', 'ExecutionStatus = "Ended"']) {
    await found(query).catch(() => refused.push(query));
  }
  // The last two: Temporal does refuse.
  expect(refused).toEqual(['PurserHolds = true', 'ExecutionStatus = "Ended"']);
});

it('every metric of the dashboard and the alerts exists, with the labels that they use', async () => {
  const texts = await Promise.all(
    [run.stack.running.api, workerUrl, sdkUrl].map(async url => (await fetch(`${url}/metrics`)).text()),
  );
  const exported = new Map<string, Set<string>>();
  for (const line of texts.join('\n').split('\n')) {
    const [, type, kind] = /^# TYPE (\w+) (\w+)$/.exec(line) ?? [];
    if (type !== undefined) {
      const parts = kind === 'histogram' ? ['_bucket', '_count', '_sum'] : [''];
      // A scraper adds these two.
      for (const part of parts) exported.set(type + part, new Set(['job', 'instance']));
    }
    const [, name, labels = ''] = /^(\w+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    if (name === undefined) continue;
    for (const [, label = ''] of labels.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g)) exported.get(name)?.add(label);
  }
  // Metrics that appear with the first failure, with a remote provider, with a network that is never quiet, and
  // with the first finding.
  const laterNames = new Set(['temporal_workflow_task_execution_failed_total']);
  const laterLabels = new Set([
    'purser_compliance_duration_seconds_count outcome',
    'purser_scanner_head_age_seconds network',
    'purser_findings_open kind',
  ]);
  const missing = readQueries()
    .flatMap(figuresIn)
    .flatMap(({ name, labels }) => {
      const known = exported.get(name);
      if (!known) return laterNames.has(name) ? [] : [name];
      return labels.map(label => (known.has(label) ? '' : `${name} ${label}`));
    })
    .filter(what => what !== '' && !laterLabels.has(what));
  expect(missing).toEqual([]);
});

it('neither logs nor Temporal’s records contain personal data or secrets', async () => {
  const url = `http://127.0.0.1:1/${canary}`;
  await run.api.post('/v1/webhook-endpoints', { body: { url } });
  await run.api.post('/v1/customers/{id}', {
    path: { id: `${canary}-a` },
    body: { notificationUrl: `${url}?token=${canary}` },
  });
  const purse = await run.api.get('/v1/purse', { query: { customerId: `${canary}-a`, currency: 'ETH' } });
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
  await eventually('a delivery fails', async () => {
    const failed = await run.db
      .selectFrom('delivery_attempts')
      .select('event_id')
      .where('status', 'is', null)
      .execute();
    return failed.length > 1;
  });
  await fetch(`${run.stack.running.api}/v1/nothing/${canary}`);

  const account = requireSecret(await run.api.post('/v1/account/rotate-secret', { body: {} }));
  const box = createSecretBox(readSecretsKeys({ PURSER_SECRETS_KEY: run.stack.running.secretsKey }));
  const endpoints = await run.db.selectFrom('webhook_endpoints').select(['id', 'secret']).execute();
  const secrets = [
    canary,
    run.stack.running.key,
    account,
    run.stack.running.secretsKey,
    ...endpoints.map(({ id, secret }) => secret && box.open(secret, id)),
    ...run.stack.networks.map(({ faucetKey }) => faucetKey),
  ].filter(secret => typeof secret === 'string');
  expect(secrets.length).toBeGreaterThanOrEqual(5);

  const logs = ['api.log', 'worker.log'].map(name => readFileSync(join(home, 'logs', name), 'utf8'));
  const lines = (logs[1] ?? '').split('\n').filter(line => line !== '');
  expect(lines.map(line => typeof JSON.parse(line)).filter(type => type !== 'object')).toEqual([]);
  const histories: string[] = [];
  for await (const workflow of run.temporal.workflow.list()) {
    const handle = run.temporal.workflow.getHandle(workflow.workflowId);
    const { workflowId, typedSearchAttributes, memo } = workflow;
    histories.push(readable([workflowId, typedSearchAttributes.getAll(), memo, await handle.fetchHistory()]));
  }
  expect(histories.length).toBeGreaterThanOrEqual(6);
  // Payloads are read too: this is what the operator said above.
  expect(histories.filter(text => text.includes('a person looked'))).toHaveLength(1);
  for (const secret of secrets) {
    expect([...logs, ...histories].filter(text => text.includes(secret))).toEqual([]);
  }
});

/** The queries of workflows in the documents: in commands, and in the tables of views. */
function readDocumentedQueries(): readonly string[] {
  const docs = join(import.meta.dirname, '../../../docs');
  const texts = readdirSync(docs)
    .filter(name => name.endsWith('.md'))
    .map(name => readFileSync(join(docs, name), 'utf8'));
  const queries = texts.flatMap(text => [
    ...text.matchAll(/--query '([^']+)'/g),
    ...text.matchAll(/`([^`\n]*\b(?:Purser[A-Z][a-z]+|ExecutionStatus|WorkflowType)\b (?:=|IN) [^`\n]*)`/g),
  ]);
  return [...new Set(queries.map(([, query]) => query ?? ''))];
}

/** What the UI shows of a workflow as Current Details. */
async function detailsOf(workflowId: string): Promise<string> {
  const handle = run.temporal.workflow.getHandle(workflowId);
  const metadata = await handle.query<{ readonly currentDetails: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails;
}

/** Temporal's command line, as operators have it. */
async function temporal(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly output: string }> {
  const binary = await findTemporal({ env: process.env, fallbackToolFolder: home, progress: silentProgress });
  return new Promise(resolve => {
    execFile(binary, [...args, '--address', run.stack.running.temporal], (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, output: stdout + stderr });
    });
  });
}

/** As text, with decoded payloads: a history's own JSON has their bytes in base64. */
function readable(value: unknown): string {
  return JSON.stringify(value, (key, given: unknown) =>
    key === 'data' && typeof given === 'string' ? Buffer.from(given, 'base64').toString('utf8') : given,
  );
}
