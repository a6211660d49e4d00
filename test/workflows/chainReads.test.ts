import { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { ApplicationFailure } from '@temporalio/activity';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createLookUpTransaction } from '../../api/temporal/lookUpTransaction.ts';
import { createRescans } from '../../api/temporal/rescans.ts';
import { newId } from '../../domain/ids.ts';
import { purseTaskQueue } from '../../domain/messages.ts';
import type {
  LookupInput,
  RescanInput,
  RescanResult,
  TransactionOnChain,
} from '../../domain/scanning/messages.ts';
import { rescanWorkflowId } from '../../domain/scanning/messages.ts';
import { network, txHash } from '../db/fixtures.ts';
import type { WorkflowServer } from './runPurse.ts';
import { recordsRuns, startWorkflowServer } from './runPurse.ts';

let server: WorkflowServer;
let worker: Worker;
let running: Promise<void>;
let client: Client;
let looked: LookupInput[] = [];
let look: () => Promise<TransactionOnChain>;
let rescan: () => Promise<RescanResult>;

beforeAll(async () => {
  server = await startWorkflowServer();
  worker = await Worker.create({
    connection: server.environment.nativeConnection,
    taskQueue: purseTaskQueue,
    workflowBundle: server.workflowBundle,
    activities: {
      lookupTransaction: (input: LookupInput) => {
        looked.push(input);
        return look();
      },
      rescanChain: () => rescan(),
    },
  });
  running = worker.run();
  // Not the environment's own client, whose waiting skips time: the caller's 8 s are real.
  client = new Client({
    connection: server.environment.connection,
    interceptors: { workflow: [recordsRuns] },
  });
});
afterAll(async () => {
  worker.shutdown();
  await running;
  await server.environment.teardown();
});
beforeEach(() => {
  looked = [];
});
const account = newId('acc');
const failure = (type: string) => ApplicationFailure.create({ type, nonRetryable: true });

it('looks up a transaction once for all simultaneous callers, and again for later ones', async () => {
  const hash = txHash();
  look = async () => {
    await sleep(500);
    return { place: 'failed', blockNumber: looked.length };
  };
  const lookUp = createLookUpTransaction(client);
  const answers = await Promise.all(Array.from({ length: 10 }, () => lookUp(network, hash, account)));
  expect(answers).toEqual(Array.from({ length: 10 }, () => ({ place: 'failed', blockNumber: 1 })));
  expect(looked).toEqual([{ network: 'ETHEREUM', txHash: hash }]);
  expect(await lookUp(network, hash, account)).toEqual({ place: 'failed', blockNumber: 2 });
});

it('refuses an account more simultaneous lookups than a node may get, until one has ended', async () => {
  const gate = Promise.withResolvers<TransactionOnChain>();
  look = () => gate.promise;
  const lookUp = createLookUpTransaction(client);
  const waiting = Array.from({ length: 20 }, () => lookUp(network, txHash(), account));
  await expect(lookUp(network, txHash(), account)).rejects.toMatchObject({ code: 'rate_limited' });
  // Another account has its own limit.
  const other = lookUp(network, txHash(), newId('acc'));
  await expect.poll(() => looked.length).toBe(21);
  gate.resolve({ place: 'unknown' });
  await Promise.all([...waiting, other]);
  expect(await lookUp(network, txHash(), account)).toEqual({ place: 'unknown' });
});

it('reports 503 if the chain cannot be read', async () => {
  look = () => Promise.reject(failure('wrong_chain'));
  await expect(createLookUpTransaction(client)(network, txHash(), account)).rejects.toMatchObject({
    code: 'temporarily_unavailable',
  });
});

it('returns the result of a rescan, its error, or that it still runs after 8 s', async () => {
  const rescans = createRescans(client);
  const blocks: RescanInput = { network: network.code, from: 1, to: 2 };
  expect(await rescans.find(blocks)).toBeUndefined();
  rescan = () => Promise.resolve({ from: 1, to: 2, found: 3 });
  const completed = { status: 'completed', from: 1, to: 2, found: 3 };
  expect(await rescans.run(blocks, account)).toEqual(completed);
  expect(await rescans.find(blocks)).toEqual(completed);

  const transaction: RescanInput = { network: network.code, txHash: txHash() };
  rescan = () => Promise.reject(failure('transaction_not_found'));
  const failed = { status: 'failed', code: 'transaction_not_found' };
  expect(await rescans.run(transaction, account)).toEqual(failed);
  expect(await rescans.find(transaction)).toEqual(failed);

  const gate = Promise.withResolvers<RescanResult>();
  rescan = () => gate.promise;
  const began = performance.now();
  expect(await rescans.run(blocks, account)).toEqual({ status: 'running' });
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await rescans.find(blocks)).toEqual({ status: 'running' });
  gate.resolve({ from: 1, to: 2, found: 0 });
  // It is joined, not started again.
  rescan = () => Promise.reject(failure('internal'));
  expect(await rescans.run(blocks, account)).toMatchObject({ found: 0 });
});

it.for([
  ['rpc_unavailable', 'ETHEREUM#1: no answer', 'ETHEREUM#1: no answer'],
  ['Error', 'postgres://secret', expect.stringContaining('log') as string],
] as const)(
  'reports why the last attempt of a running rescan failed: %s',
  async ([type, message, reason]) => {
    const rescans = createRescans(client);
    const blocks: RescanInput = { network: network.code, txHash: txHash() };
    let attempts = 0;
    rescan = () => {
      attempts += 1;
      return attempts < 3
        ? Promise.reject(
            ApplicationFailure.create({ type, message, nextRetryDelay: attempts === 2 ? '20 s' : '1 s' }),
          )
        : Promise.resolve({ from: 1, to: 1, found: 0 });
    };
    const running = { status: 'running', reason };
    const asked = rescans.run(blocks, account);
    await expect.poll(() => rescans.find(blocks), { timeout: 5000 }).toEqual(running);
    expect(await asked).toEqual(running);
    await client.workflow.getHandle(rescanWorkflowId(blocks)).terminate();
  },
);
