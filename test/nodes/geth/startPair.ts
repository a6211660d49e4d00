import { inject, onTestFinished } from 'vitest';
import type { Network } from '../../../domain/registry.ts';
import type { BlockHash } from '../../../domain/address.ts';
import { testAccounts } from '../../../testkit/chain/payers/testAccounts.ts';
import type { NodeWatcher } from '../../e2e/scanning/nodeWatcher.ts';
import { watchNodes } from '../../e2e/scanning/nodeWatcher.ts';
import { eventually } from '../../e2e/testStack.ts';
import type { RealChain } from '../realChain.ts';
import { blockOf, deployUsdt, headOf, newNodeFolder, usdtContract } from '../realChain.ts';
import type { BlockContents, Payload, Tags } from './consensus.ts';
import { buildBlock, followHead, giveBlock } from './consensus.ts';
import type { Fork } from './genesis.ts';
import { writeGenesis } from './genesis.ts';
import type { GethNode } from './gethNode.ts';
import { startGeth } from './gethNode.ts';

export interface PairOptions {
  readonly fork?: Fork;
  /** Further arguments of both nodes; one that is given again counts. */
  readonly args?: readonly string[];
}

/**
 * Two full nodes of one chain that know nothing of each other. Payments go to the first one's pool. Both end
 * with their test.
 */
export interface GethPair extends RealChain {
  readonly nodes: readonly [GethNode, GethNode];
  /** Builds a block on a node's head, which stays. */
  build(node: GethNode, contents?: BlockContents): Promise<Payload>;
  /** Gives nodes a block and makes it their head. */
  follow(nodes: readonly GethNode[], payload: Payload): Promise<void>;
  /** Makes a block that the nodes have their head: their chain may become shorter. */
  moveTo(nodes: readonly GethNode[], head: BlockHash): Promise<void>;
  /** Mines one block on both nodes. */
  mineBlock(contents?: BlockContents): Promise<Payload>;
  /** The tags that nodes get with each further block. */
  tag(safe: number, finalized: number, nodes?: readonly GethNode[]): Promise<void>;
  /** Gives a node every block of another node's chain that it lacks, and its head and tags. */
  feed(node: GethNode, from: GethNode): Promise<void>;
  /** The file of another chain with the same id. */
  anotherGenesis(): Promise<string>;
  readonly genesisFile: string;
}

export async function startPair({ fork = 'osaka', args = [] }: PairOptions = {}): Promise<GethPair> {
  const folder = await newNodeFolder();
  const program = inject('geth');
  const genesis = await writeGenesis(program, folder.path, fork);
  const options = { program, folder: folder.path, genesisFile: genesis.file, args };
  const start = async (name: string): Promise<GethNode> => {
    const node = await startGeth({ ...options, name });
    onTestFinished(() => node.stop());
    return node;
  };
  onTestFinished(() => folder.remove());
  const [first, second] = [await start('geth1'), await start('geth2')];
  const nodes = [first, second] as const;
  const payloads = new Map<BlockHash, Payload>();
  const tags = new Map<GethNode, Tags>();

  const pair: GethPair = {
    nodes,
    chainId: genesis.chainId,
    genesisFile: genesis.file,
    rpcUrl: first.rpcUrl,
    faucetKey: testAccounts().faucet.privateKey,
    request: first.request,
    async build(node, contents) {
      if (!contents?.transactions) await untilSorted(node);
      const payload = await buildBlock(node, fork, contents);
      payloads.set(payload.hash, payload);
      return payload;
    },
    async follow(given, payload) {
      for (const node of given) {
        await giveBlock(node, fork, payload);
        await followHead(node, payload.hash, tags.get(node));
      }
    },
    async moveTo(given, head) {
      for (const node of given) await followHead(node, head, tags.get(node));
    },
    async mineBlock(contents) {
      const payload = await pair.build(first, contents);
      await pair.follow(nodes, payload);
      return payload;
    },
    async mine(blocks) {
      for (let mined = 0; mined < blocks; mined++) await pair.mineBlock();
    },
    async tag(safe, finalized, given = nodes) {
      for (const node of given) {
        const at = {
          safe: (await blockOf(node, safe)).hash,
          finalized: (await blockOf(node, finalized)).hash,
        };
        tags.set(node, at);
        await followHead(node, (await headOf(node)).hash, at);
      }
    },
    async feed(node, from) {
      const head = await headOf(from);
      const lacked: Payload[] = [];
      for (let { height, hash } = head; !(await node.request('eth_getBlockByHash', [hash, false]));) {
        const payload = payloads.get(hash);
        if (!payload) throw new Error(`block ${String(height)} was not built here`);
        lacked.push(payload);
        ({ height, hash } = await blockOf(from, height - 1));
      }
      for (const payload of lacked.toReversed()) await giveBlock(node, fork, payload);
      await followHead(node, head.hash, tags.get(from));
    },
    async anotherGenesis() {
      return (await writeGenesis(program, folder.path, fork, 1)).file;
    },
  };
  // A node is in step with its consensus client once it was told a head.
  await pair.moveTo(nodes, (await headOf(first)).hash);
  await deployUsdt(pair);
  return pair;
}

/** A pool takes what it is sent at once, and finds out a moment later that it can be mined. */
async function untilSorted(node: GethNode): Promise<void> {
  await eventually(`${node.name} knows what can be mined`, async () => {
    const { queued } = (await node.request('txpool_status')) as { readonly queued: string };
    return Number(queued) === 0;
  });
}

/** The scanner on both nodes. It ends with its test. */
export async function watchPair(pair: GethPair, network: Partial<Network> = {}): Promise<NodeWatcher> {
  const watcher = await watchNodes({
    chainId: pair.chainId,
    rpc: pair.nodes.map(({ rpcUrl }) => rpcUrl),
    head: () => headOf(pair),
    usdt: usdtContract,
    network,
    rpcTimeoutMs: 10_000,
  });
  onTestFinished(() => watcher.stop());
  return watcher;
}
