// What happens on the chains: payments, reorgs, and nodes that fail.

import { baseUnits } from '../../domain/money.ts';
import { transportFaults } from '../../domain/testMode.ts';
import { steeringUrl } from '../../testkit/chain/rpc/steeringUrl.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { payAs } from '../../testkit/payAs.ts';
import type { StepOf } from '../plan/steps.ts';
import { fillGaps } from './fillGaps.ts';
import { unlessRefused } from './refusals.ts';
import type { SeedWorld } from './seedWorld.ts';

/** The ways in which a coin is paid so that it is credited. */
const crediting: ReadonlySet<StepOf<'pay'>['via']> = new Set([
  'direct',
  'internal',
  'self-destruct',
  'batch',
]);

/** Returns the hashes of the transactions. */
export async function payTo(
  world: SeedWorld,
  to: string,
  payment: Pick<StepOf<'pay'>, 'currency' | 'via' | 'verdict' | 'count'> & { readonly amount: bigint },
): Promise<readonly string[]> {
  const currency = world.coin(payment.currency);
  const { rpcUrl, faucetKey } = world.network(currency.network);
  const { via, verdict, count } = payment;
  if (payment.amount === 0n) return [];
  const amount = baseUnits(payment.amount);
  const { artifacts } = world;
  const { txHashes } = await payAs({
    // The node's faults are for the engine alone.
    ...{ rpcUrl: steeringUrl(rpcUrl), faucetKey, artifacts, to, currency, amount, via, verdict, count },
    timeoutMs: 10_000,
  });
  const isCredited = verdict === 'approve' && crediting.has(via) && amount >= currency.minimum;
  world.story.payments.push({ network: currency.network, txHashes, isCredited });
  return txHashes;
}

export async function reorg(
  world: SeedWorld,
  { network: code, depth, blocks, lose }: StepOf<'reorg'>,
  at: number,
): Promise<string> {
  const network = world.network(code);
  const head = await headOf(network);
  const reach = Math.min(depth, ownBlocks(world, code, head));
  if (reach < 1) return 'too few blocks';
  const drop = lose === 0 ? [] : await everyNth(network, { from: head - reach + 1, to: head, lose, at });
  return fork(world, code, { depth: reach, blocks, drop });
}

/** Takes out the block of the network's last payment, whatever has become of it. */
export async function undo(world: SeedWorld, { network: code, lose }: StepOf<'undo'>): Promise<string> {
  const network = world.network(code);
  const { txHashes = [] } = world.story.payments.findLast(each => each.network === code) ?? {};
  const block = await blockOf(network, txHashes.at(-1));
  if (!block) return 'nothing was paid';
  const head = await headOf(network);
  const depth = head - block.number + 1;
  if (depth > ownBlocks(world, code, head)) return 'too few blocks';
  const outcome = await fork(world, code, { depth, blocks: depth + 1, drop: lose ? [...txHashes] : [] });
  // What follows is paid from the same account.
  if (lose) await fillGaps(network);
  return outcome;
}

const headOf = async (network: TestNetwork): Promise<number> =>
  Number(await network.request('eth_blockNumber'));

/** How many blocks of the seed may leave the chain: its first one stays. */
const ownBlocks = ({ firstBlock }: SeedWorld, code: string, head: number): number =>
  head - (firstBlock.get(code) ?? head);

/** The block of a transaction; undefined while it is in none. */
export async function blockOf(
  network: TestNetwork,
  txHash: string | undefined,
): Promise<{ readonly number: number; readonly hash: string } | undefined> {
  if (txHash === undefined) return undefined;
  const receipt = (await network.request('eth_getTransactionReceipt', [txHash])) as {
    readonly blockNumber: string;
    readonly blockHash: string;
  } | null;
  return receipt ? { number: Number(receipt.blockNumber), hash: receipt.blockHash } : undefined;
}

/** One in `lose` of the transactions of these blocks. */
async function everyNth(
  network: TestNetwork,
  {
    from,
    to,
    lose,
    at,
  }: { readonly from: number; readonly to: number; readonly lose: number; readonly at: number },
): Promise<string[]> {
  const found: string[] = [];
  for (let number = from; number <= to; number++) {
    const block = (await network.request('eth_getBlockByNumber', [`0x${number.toString(16)}`, false])) as {
      readonly transactions: readonly string[];
    };
    found.push(...block.transactions.filter((_, nth) => (nth + at) % lose === 0));
  }
  return found;
}

/** Only what a reorg of this seed removed: otherwise the blocks since an earlier seed's reorg would leave the chain. */
export async function restore(world: SeedWorld, code: string): Promise<string> {
  if (!world.reorged.has(code)) return 'nothing left the chain';
  world.story.doubtful.add(code);
  return fork(world, code, { restore: true });
}

async function fork(
  world: SeedWorld,
  code: string,
  options: Parameters<TestNetwork['reorg']>[0],
): Promise<string> {
  const network = world.network(code);
  const { highest, story, counts, reorged } = world;
  return unlessRefused(async () => {
    const head = Math.max(highest.get(code) ?? 0, await headOf(network));
    const { fork: last } = await network.reorg(options);
    counts.reorgs += 1;
    reorged.add(code);
    highest.set(code, head);
    story.forks.set(code, Math.max(story.forks.get(code) ?? 0, head - last));
  });
}

export function fault(world: SeedWorld, step: StepOf<'fault'>): string {
  const { network, node, kind, percent, seed, count, ms } = step;
  const second = node === 'second' ? world.stack.secondNodes.get(network) : undefined;
  // Slow, not silent: a call has some seconds.
  const slow = kind === 'delay' ? { ms: ms ?? 300 } : {};
  (second ?? world.network(network)).fault({ kind, rate: percent / 100, seed, count, ...slow });
  if (!transportFaults.some(each => each === kind)) world.story.doubtful.add(network);
  return '';
}
