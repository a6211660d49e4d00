import { describe, expect, it } from 'vitest';
import { openGap } from '../../../db/scanning/chainGaps.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import { payInternal } from '../../../testkit/chain/payers/payInternal.ts';
import { deployContract } from '../../../testkit/chain/contracts/deployContract.ts';
import type { NodeWatcher } from '../../e2e/scanning/nodeWatcher.ts';
import { eventually } from '../../e2e/testStack.ts';
import { audit } from '../expectOnce.ts';
import { headOf } from '../realChain.ts';
import type { GethPair } from './startPair.ts';
import { startPair, watchPair } from './startPair.ts';

const whole = 10n ** 18n;
const clean = { verdict: 'clean', differences: [], failure: null };
/** More than the 128 whose states a full node keeps. */
const outage = 140;
let pair: GethPair;
let watcher: NodeWatcher;
const rows = () => watcher.db.selectFrom('transactions').selectAll().orderBy('amount').execute();
const via = () => ({ rpcUrl: pair.rpcUrl, key: pair.faucetKey });
const wells = () => watcher.pool.health().map(({ state }) => state);
const refusal = (method: string, params: readonly unknown[]) =>
  pair.request(method, params).then(
    () => 'answered',
    (error: unknown) => String(error),
  );

/** While the scanner is away, a contract and a person pay, and both blocks grow old. */
async function missOldBlocks(args: readonly string[]) {
  pair = await startPair({ args });
  await deployContract({ ...via(), name: 'BatchPayer' });
  // A node may compute a state again from one of the 128 blocks before it, and always has that of block 0.
  await pair.mine(outage);
  watcher = await watchPair(pair, { nativeSource: 'trace' });
  const [byContract, plain] = [await watcher.newOwner(), await watcher.newOwner()];
  await watcher.caughtUp();
  await watcher.pause();
  await payInternal({ ...via(), to: byContract.address, amount: 2n * whole });
  const { hash } = await pair.mineBlock();
  await pay({ ...via(), to: plain.address, currency: watcher.eth, amount: whole });
  await pair.mine(outage);
  return { byContract, plain, hash };
}
const balanceAt = (height: number) =>
  refusal('eth_getBalance', [`0x${'11'.repeat(20)}`, `0x${height.toString(16)}`]);
const traceOf = (hash: string) => refusal('debug_traceBlockByHash', [hash, { tracer: 'callTracer' }]);

describe('full nodes that keep 128 states', () => {
  it.each([
    ['path', /historical state is not available/],
    ['hash', /required historical state unavailable/],
  ] as const)(
    'by trace (scheme %s) refuse old blocks, which are read without; balances show the rest',
    async (scheme, words) => {
      const { byContract, plain, hash } = await missOldBlocks(['--state.scheme', scheme]);
      expect(await traceOf(hash)).toMatch(words);
      expect(await balanceAt(outage)).toMatch(/historical state \w+ is not available/);

      watcher.resumeWith({});
      await watcher.caughtUp(60_000);
      await eventually('the gap is compared', async () => {
        const rowsNow = await rows();
        const gap = await openGap(watcher.db, watcher.network.chainId);
        return gap === undefined && rowsNow.length === 2;
      });
      expect((await rows()).map(row => [row.purse_id, row.kind, row.ordinal, row.amount])).toEqual([
        [plain.purseId, 'native', '0', whole],
        [byContract.purseId, 'internal', 'balance', 2n * whole],
      ]);
      await pair.mine(3);
      await watcher.caughtUp();
      expect(await watcher.credited(plain, watcher.eth)).toBe(whole);
      expect(wells()).toEqual(['well', 'well']);
      expect(watcher.troubles.filter(trouble => words.test(trouble))).not.toEqual([]);
      expect(await audit(watcher)).toEqual(clean);
    },
  );

  it('by topLevel, with money final behind their states, are not blamed, and balances are compared at the head', async () => {
    pair = await startPair();
    await deployContract({ ...via(), name: 'BatchPayer' });
    await pair.mine(outage);
    const finality = { kind: 'confirmations', blocks: outage } as const;
    watcher = await watchPair(pair, { nativeSource: 'topLevel', finality });
    const owner = await watcher.newOwner();
    await payInternal({ ...via(), to: owner.address, amount: 2n * whole });
    await pair.mine(3);
    await watcher.caughtUp();
    await eventually('the balance shows it', async () => (await rows()).length === 1);
    expect(await rows()).toMatchObject([{ purse_id: owner.purseId, ordinal: 'balance', amount: 2n * whole }]);
    expect(wells()).toEqual(['well', 'well']);
    // Once for each node, not for each look.
    const told = watcher.troubles.filter(trouble => trouble.includes('eth_getBalance'));
    expect(told).not.toEqual([]);
    expect(told.length).toBeLessThanOrEqual(pair.nodes.length);
  });
});

describe('full nodes without the debug API', () => {
  it('by trace stop the scan at the first block with a transaction, and say why; by topLevel it goes on', async () => {
    pair = await startPair({ args: ['--http.api', 'eth,net,txpool,testing'] });
    // Blocks without a transaction need no trace.
    await pair.mine(3);
    watcher = await watchPair(pair, { nativeSource: 'trace' });
    const owner = await watcher.newOwner();
    await pay({ ...via(), to: owner.address, currency: watcher.eth, amount: whole });
    await pair.mine(1);
    const missing = /debug_traceBlockByHash.* -32601/;
    await eventually('it says why', () =>
      Promise.resolve(watcher.troubles.some(trouble => missing.test(trouble))),
    );
    await eventually('both are left alone', () => Promise.resolve(wells().every(state => state === 'open')));
    const cursor = await watcher.db.selectFrom('chain_cursors').select('height').executeTakeFirst();
    expect(cursor?.height).toBe((await headOf(pair)).height - 1);

    await watcher.pause();
    watcher.resumeWith({ nativeSource: 'topLevel' });
    await pair.mine(2);
    await watcher.caughtUp();
    await eventually('it is credited', async () => (await watcher.credited(owner, watcher.eth)) === whole);
    expect(await audit(watcher)).toEqual(clean);
  });
});

describe('archive nodes', () => {
  it('by trace show what a contract paid in an old block', async () => {
    const archive = ['--state.scheme', 'path', '--gcmode', 'archive', '--history.state', '0'];
    const { byContract, plain, hash } = await missOldBlocks(archive);
    expect(await traceOf(hash)).toBe('answered');
    watcher.resumeWith({});
    await watcher.caughtUp(60_000);
    expect((await rows()).map(row => [row.purse_id, row.kind, row.amount])).toEqual([
      [plain.purseId, 'native', whole],
      [byContract.purseId, 'internal', 2n * whole],
    ]);
    await eventually('it is credited', async () => {
      return (await watcher.credited(byContract, watcher.eth)) === 2n * whole;
    });
    expect(await openGap(watcher.db, watcher.network.chainId)).toBeUndefined();
    expect(watcher.troubles).toEqual([]);
    expect(await audit(watcher)).toEqual(clean);
  });
});
