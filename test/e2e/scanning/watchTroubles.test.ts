import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TroubleReport } from '../../../activities/nodes/troubles.ts';
import { createTroubles } from '../../../activities/nodes/troubles.ts';
import { createScanChain } from '../../../activities/scanning/scanChain.ts';
import { checksumAddress } from '../../../chain/deriveAddress.ts';
import { createRpcPool } from '../../../chain/rpc/rpcPool.ts';
import { readScanners } from '../../../db/scanning/readScanners.ts';
import type { ChainId, Network, NetworkCode } from '../../../domain/registry.ts';
import { RpcError } from '../../../testkit/chain/rpc/rpcError.ts';
import type { RpcServer } from '../../../testkit/chain/rpc/serveRpc.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { eth } from '../../db/fixtures.ts';
import { eventually } from '../testStack.ts';
import type { Answer } from './answeringNodes.ts';
import { honest, openNodes } from './answeringNodes.ts';
import { startTwin } from './identicalChains.ts';

const code = 'ETHEREUM' as NetworkCode;
/** Must be in no line and no row. */
const key = 'k3y-of-a-provider';
let chain: TestNetwork;
let database: TestDatabase;
let opened: RpcServer[];
let lines: TroubleReport[];
let end: () => Promise<unknown>;
/** Scans once more, as a resumed workflow does; resolves at its end. */
let again: () => Promise<unknown>;
beforeEach(async () => {
  chain = await startTwin();
  await chain.pauseMining();
  database = await createTestDatabase();
  lines = [];
  opened = [];
});
afterEach(async () => {
  await end();
  expect(JSON.stringify(lines)).not.toContain(key);
  await Promise.all(opened.map(node => node.close(Promise.resolve())));
  await chain.stop();
  await database.drop();
});

/** Scans with nodes that answer so, as a worker does: looks at an unchanged head are 25 ms apart. */
async function scan(answers: readonly Answer[], over: Partial<Network> = {}): Promise<void> {
  const nodes = await openNodes(chain, answers);
  opened.push(...nodes);
  const network: Network = {
    code,
    chainId: 31_337 as ChainId,
    name: 'test',
    finality: { kind: 'confirmations', blocks: 2 },
    tiers: [],
    nativeSource: 'topLevel',
    rpc: nodes.map(({ url }) => url.replace('//', `//user:${key}@`)),
    ws: null,
    genesisHash: null,
    rpcPerSecond: 100_000,
    auditedPurses: 0,
    pollMs: 25,
    quietForMs: 0,
    rpcTimeoutMs: 2000,
    explorer: null,
    publicRpc: null,
    ...over,
  };
  const stopping = new AbortController();
  const troubles = createTroubles(trouble => lines.push(trouble));
  const pool = createRpcPool({
    network,
    stop: stopping.signal,
    onPlight: (endpoint, reason) => {
      if (reason === null) troubles.over(code, endpoint, 'unasked');
      else troubles.met({ network: code, endpoint, kind: 'unasked', reason }, { lasts: true });
    },
  });
  const run = createScanChain({
    db: database.db,
    registry: { networks: [network], currencies: [eth], groups: [] },
    checksum: checksumAddress,
    poolOf: () => pool,
    signalsWaiting: () => undefined,
    blockScanned: () => undefined,
    troubles,
    stopping: stopping.signal,
  });
  let running: Promise<unknown>;
  again = () => {
    running = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })
      .run(run, { network: code })
      .catch((error: unknown) => error);
    return running;
  };
  void again();
  end = () => {
    stopping.abort();
    return running;
  };
}

const reportOf = (kind: string, phase: TroubleReport['phase'] = 'begins') =>
  eventually(`${kind} ${phase}`, () =>
    Promise.resolve(lines.find(line => line.kind === kind && line.phase === phase)),
  );
const state = async () => (await readScanners(database.db)).get(code);
const atHead = () =>
  eventually('the scanner is at the head', async () => typeof (await state())?.caughtUpMsAgo === 'number');
const down: Answer = () => Promise.reject(new RpcError(-32_603, 'the backend is down'));

it('a scanner that is told to stop leaves its chain to a retry: that needs no task of a workflow', async () => {
  await scan([honest]);
  await atHead();
  const left = await end();
  expect(left).toMatchObject({ type: 'temporarily_unavailable', nonRetryable: false, category: 'BENIGN' });
});

it('a dead second endpoint is reported by network, number and reason although no money waits for it, and so is its recovery', async () => {
  let second = down;
  await scan([honest, (...call) => second(...call)]);
  await atHead();
  expect(await reportOf('unasked')).toMatchObject({ network: code, endpoint: 'ETHEREUM#2', times: 1 });
  expect((await reportOf('unasked')).reason).toContain('the backend is down');
  second = honest;
  expect(await reportOf('unasked', 'is over')).toMatchObject({ endpoint: 'ETHEREUM#2' });
  expect(lines.filter(({ phase }) => phase === 'begins')).toHaveLength(1);
});

it('a second endpoint whose quota is used up is reported, and so is its recovery', async () => {
  let second: Answer = () => Promise.reject(new RpcError(-32_005, 'daily request count exceeded'));
  await scan([honest, (...call) => second(...call)]);
  await atHead();
  expect(await reportOf('unasked')).toMatchObject({
    endpoint: 'ETHEREUM#2',
    reason: 'hits its rate limit at every check',
  });
  second = honest;
  expect(await reportOf('unasked', 'is over')).toMatchObject({ endpoint: 'ETHEREUM#2' });
});

it('a second endpoint of another chain is reported, with both chains', async () => {
  const other: Answer = async (method, _params, truth) => (method === 'eth_chainId' ? '0x1bbe' : truth());
  await scan([honest, other]);
  expect(await reportOf('unasked')).toMatchObject({
    endpoint: 'ETHEREUM#2',
    reason: 'serves chain 7102 instead of 31337',
  });
});

it('a chain that stopped because its endpoint served another continues at once when that is corrected and it is resumed', async () => {
  let first: Answer = async (method, _params, truth) => (method === 'eth_chainId' ? '0x1bbe' : truth());
  await scan([(...call) => first(...call)]);
  await eventually('it is stopped', async () => (await state())?.stopped?.code === 'wrong_chain');
  await again();
  expect((await state())?.stopped?.code).toBe('wrong_chain');
  first = honest;
  void again();
  await atHead();
});

it('an endpoint that is behind is reported, whether it is in use or not, and one that has the scanned blocks is not', async () => {
  await chain.mine(5);
  const stuck = await chain.request('eth_blockNumber', []);
  let lags = false;
  const behind: Answer = async (method, _params, truth) =>
    lags && method === 'eth_blockNumber' ? stuck : truth();
  await scan([honest, behind]);
  await atHead();
  await chain.mine(5);
  await eventually('it is scanned', async () => (await state())?.height === Number(stuck) + 5);
  lags = true;
  expect(await reportOf('behind')).toMatchObject({ network: code, endpoint: 'ETHEREUM#2' });
  lags = false;
  await reportOf('behind', 'is over');
  expect(lines.filter(({ endpoint }) => endpoint === 'ETHEREUM#1')).toEqual([]);
});

it.each([
  [null, 'so no block becomes final'],
  [50, 'so blocks become final 50 blocks below the head instead'],
])(
  'a finality tag that a node refuses is reported, with the consequence if maxLag is %s',
  async (maxLag, consequence) => {
    const refusing: Answer = (method, params, truth) =>
      method === 'eth_getBlockByNumber' && params[0] === 'finalized'
        ? Promise.reject(new RpcError(-32_602, 'no such tag'))
        : truth();
    await chain.mine(5);
    const finality = { kind: 'tag', tag: 'finalized', maxLag, atHead: true } as const;
    await scan([honest, refusing], { finality });
    const trouble = await reportOf('tag');
    expect(trouble).toMatchObject({ network: code, endpoint: 'ETHEREUM#2' });
    expect(trouble.reason).toContain('its finalized block is refused');
    expect(trouble.reason).toContain(consequence);
  },
);

it('an unreadable chain has its last trouble in its row, with each endpoint and its reason, until it is read', async () => {
  let first: Answer = down;
  await scan([(...call) => first(...call), down]);
  const trouble = await eventually('both are out', async () => {
    const found = (await state())?.trouble;
    return found?.detail.includes('ETHEREUM#2') ? found : undefined;
  });
  expect(trouble.code).toBe('rpc_unavailable');
  for (const name of ['ETHEREUM#1', 'ETHEREUM#2']) {
    expect(trouble.detail).toMatch(
      new RegExp(`${name} (is open|does not pass the identity check) .*the backend is down`),
    );
  }
  expect(trouble.detail).not.toContain(key);
  first = honest;
  await atHead();
  await eventually('it has passed', async () => (await state())?.trouble === null);
});

it('a method that a node lacks is named in the row of its chain', async () => {
  const noTrace: Answer = (method, _params, truth) =>
    method.startsWith('debug_')
      ? Promise.reject(new RpcError(-32_601, 'the method is not available'))
      : truth();
  await scan([noTrace], { nativeSource: 'trace' });
  const trouble = await eventually('it is met', async () => (await state())?.trouble ?? undefined);
  expect(trouble.detail).toContain('ETHEREUM#1: debug_traceBlockByHash was refused with -32601');
});

it('a trouble that goes on is reported once, however often it is met', async () => {
  const broken: Answer = (method, _params, truth) =>
    method === 'eth_getLogs' ? Promise.reject(new RpcError(-32_000, 'disk full')) : truth();
  await scan([honest]);
  await atHead();
  await end();
  await chain.mine(1);
  await scan([broken]);
  await reportOf('rpc_unavailable');
  await eventually('it was met again', async () => ((await state())?.trouble?.msAgo ?? 0) > 1000);
  const begun = lines.filter(({ kind, phase }) => kind === 'rpc_unavailable' && phase === 'begins');
  expect(new Set(begun.map(({ reason }) => reason)).size).toBe(begun.length);
  expect(begun.length).toBeLessThanOrEqual(2);
});
