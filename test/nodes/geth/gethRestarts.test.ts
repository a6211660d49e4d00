import { describe, expect, it } from 'vitest';
import { readScanners } from '../../../db/scanning/readScanners.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import type { Owner } from '../../db/fixtures.ts';
import type { NodeWatcher } from '../../e2e/scanning/nodeWatcher.ts';
import { eventually } from '../../e2e/testStack.ts';
import { audit } from '../expectOnce.ts';
import { blockOf, deployUsdt, headOf } from '../realChain.ts';
import type { GethPair } from './startPair.ts';
import { startPair, watchPair } from './startPair.ts';

const whole = 10n ** 18n;
const clean = { verdict: 'clean', differences: [], failure: null };
let pair: GethPair;
let watcher: NodeWatcher;
let owner: Owner;
/** A pair that credited a deposit of one ether. */
async function start(args: readonly string[] = []): Promise<void> {
  pair = await startPair({ args });
  watcher = await watchPair(pair, { nativeSource: 'trace' });
  owner = await watcher.newOwner();
  await payOwner(whole);
  await pair.mine(4);
  await watcher.caughtUp();
  await eventually('it is credited', async () => (await credited()) === whole);
}
const payOwner = (amount: bigint, rpcUrl = pair.rpcUrl): Promise<string> =>
  pay({ rpcUrl, key: pair.faucetKey, to: owner.address, currency: { contract: null }, amount });
const credited = () => watcher.credited(owner, watcher.eth);
const rows = () => watcher.db.selectFrom('transactions').selectAll().orderBy('id').execute();

describe('nodes restarted', () => {
  it('one after the other with their data go on where they were, with their tags', async () => {
    await start();
    const { height } = await headOf(pair);
    await pair.tag(height - 1, height - 2);
    await payOwner(2n * whole);
    await pair.mine(1);
    for (const node of pair.nodes) {
      await node.restart();
      expect(await blockOf(node, 'finalized')).toEqual(await blockOf(pair.nodes[0], height - 2));
    }
    await pair.mine(3);
    await watcher.caughtUp();
    await eventually('it is credited', async () => (await credited()) === 3n * whole);
    expect(await rows()).toHaveLength(2);
    expect(await audit(watcher)).toEqual(clean);
  });

  it('after a power cut of the first: the second shows the money, which is credited once the first has it again', async () => {
    // A full node writes states only now and then; without them it would ask its peers for all of its chain.
    await start(['--state.scheme', 'hash', '--gcmode', 'archive']);
    const [first, second] = pair.nodes;
    await payOwner(2n * whole);
    const block = await pair.build(first);
    await pair.follow(pair.nodes, block);
    await first.kill();
    for (let n = 0; n < 3; n++) await pair.follow([second], await pair.build(second));
    await eventually('the deposit is seen', async () => (await rows()).length === 2);
    await first.restart();
    await pair.feed(first, second);
    await pair.mine(2);
    await watcher.caughtUp(60_000);
    await eventually('it is credited', async () => (await credited()) === 3n * whole, 60_000);
    expect(await rows()).toHaveLength(2);
    expect(await audit(watcher)).toEqual(clean);
  });

  it('at block 0 without its data, the first is left for the second, and credits nothing again once it was fed', async () => {
    await start();
    const [first, second] = pair.nodes;
    await first.startAnew(pair.genesisFile);
    expect((await headOf(first)).height).toBe(0);
    await payOwner(2n * whole, second.rpcUrl);
    for (let n = 0; n < 4; n++) await pair.follow([second], await pair.build(second));
    await eventually('the deposit is seen', async () => (await rows()).length === 2);
    // One node alone makes nothing final.
    expect(await credited()).toBe(whole);

    await pair.feed(first, second);
    await pair.mine(1);
    await watcher.caughtUp(60_000);
    await eventually('it is credited', async () => (await credited()) === 3n * whole, 60_000);
    expect(await rows()).toHaveLength(2);
    expect(await audit(watcher)).toEqual(clean);
  });

  it('both on another chain of the same id are refused, and credit nothing twice once that is followed', async () => {
    await start();
    const genesis = await pair.anotherGenesis();
    for (const node of pair.nodes) await node.startAnew(genesis);
    await pair.moveTo(pair.nodes, (await headOf(pair)).hash);
    await deployUsdt(pair);
    await pair.mine(12);
    expect((await watcher.stoppedBy()).code).toBe('wrong_chain');
    // A restarted worker takes the genesis as it is.
    watcher.resumeWith({});
    expect((await watcher.stoppedBy()).code).toBe('reorg_too_deep');
    expect(await credited()).toBe(whole);
    const fork = (await readScanners(watcher.db)).get(watcher.network.code)?.stopped?.fork;
    expect(fork).toMatchObject({ deposits: 1, sums: { ETH: '1' } });

    watcher.resume({ acceptDeepReorg: true });
    await eventually('the old chain is taken back', async () => (await credited()) === 0n);
    await payOwner(3n * whole);
    await pair.mine(3);
    await watcher.caughtUp(60_000);
    await eventually('it is credited', async () => (await credited()) === 3n * whole);
    expect(await audit(watcher)).toEqual(clean);
  });
});
