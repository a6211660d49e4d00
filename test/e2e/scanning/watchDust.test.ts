import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import type { RpcServer } from '../../../testkit/chain/rpc/serveRpc.ts';
import { eventually } from '../testStack.ts';
import type { Answer } from './answeringNodes.ts';
import { honest, openNodes } from './answeringNodes.ts';
import type { Watcher } from './watcher.ts';
import { startWatcher } from './watcher.ts';

let watcher: Watcher;
let nodes: readonly RpcServer[] = [];
afterEach(async () => {
  await watcher.stop();
  for (const node of nodes) await node.close(Promise.resolve());
  nodes = [];
});

/** Blocks with money in each of them. */
const flood = 30;

const countBlocks = async (state: 'all' | 'confirmed'): Promise<number> => {
  const paid = watcher.db
    .selectFrom('transactions as t')
    .innerJoin('blocks as b', join =>
      join.onRef('b.chain_id', '=', 't.chain_id').onRef('b.hash', '=', 't.block_hash'),
    )
    .select('b.number')
    .distinct();
  const rows = await (state === 'all' ? paid : paid.where('b.confirmed', '=', true)).execute();
  return rows.length;
};

/** Deposits that are final, or posted, in a block that no second node has confirmed. */
const finalUnproven = () =>
  watcher.db
    .selectFrom('transactions as t')
    .innerJoin('blocks as b', join =>
      join.onRef('b.chain_id', '=', 't.chain_id').onRef('b.hash', '=', 't.block_hash'),
    )
    .select('t.id')
    .where('b.proven', '=', false)
    .where(eb => eb.or([eb('t.final_block_hash', 'is not', null), eb('t.credited_to', 'is not', null)]))
    .execute();

it('money in each block does not delay the walk if a second node is slow, and none is credited unproven', async () => {
  let delayMs = 0;
  const slow: Answer = async (_method, _params, truth) => {
    await sleep(delayMs);
    return truth();
  };
  watcher = await startWatcher({
    rpc: async chain => {
      nodes = await openNodes(chain, [honest, slow]);
      return nodes.map(({ url }) => url);
    },
  });
  const owner = await watcher.newOwner();
  await watcher.pause();
  const least = watcher.eth.minDeposit;
  for (let n = 0; n < flood; n++) {
    await watcher.pay(owner.address, watcher.eth, least);
    await watcher.chain.mine(1);
  }
  const head = Number(await watcher.chain.request('eth_blockNumber'));
  delayMs = 150;
  watcher.resume({ acceptDeepReorg: false });
  await eventually('the walk is at the head', async () => {
    expect(await finalUnproven()).toEqual([]);
    const cursor = await watcher.db.selectFrom('chain_cursors').select('height').executeTakeFirst();
    return cursor?.height === head;
  });
  const [all, confirmed] = [await countBlocks('all'), await countBlocks('confirmed')];
  expect(all).toBe(flood);
  expect(confirmed).toBeLessThan(flood / 2);

  delayMs = 0;
  await watcher.chain.mine(3);
  await eventually('all is credited', async () => {
    expect(await finalUnproven()).toEqual([]);
    return (await watcher.credited(owner, watcher.eth)) === least * BigInt(flood);
  });
  expect(await countBlocks('confirmed')).toBe(flood);
});
