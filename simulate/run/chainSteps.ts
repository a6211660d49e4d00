// What happens on the chains: payments, reorgs, and nodes that fail.

import { baseUnits } from '../../domain/money.ts';
import { steeringUrl } from '../../testkit/chain/rpc/steeringUrl.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { payAs } from '../../testkit/payAs.ts';
import type { StepOf } from '../plan/steps.ts';
import { unlessRefused } from './refusals.ts';
import type { SeedWorld } from './seedWorld.ts';

export async function payTo(
  world: SeedWorld,
  to: string,
  payment: Pick<StepOf<'pay'>, 'currency' | 'via' | 'verdict' | 'count'> & { readonly amount: bigint },
): Promise<string> {
  const currency = world.coin(payment.currency);
  const { rpcUrl, faucetKey } = world.network(currency.network);
  const { via, verdict, count } = payment;
  if (payment.amount === 0n) return 'nothing';
  const amount = baseUnits(payment.amount);
  const { artifacts } = world;
  const { txHashes } = await payAs({
    // The node's faults are for the engine alone.
    ...{ rpcUrl: steeringUrl(rpcUrl), faucetKey, artifacts, to, currency, amount, via, verdict, count },
    timeoutMs: 10_000,
  });
  return txHashes.join(' ');
}

export async function reorg(
  world: SeedWorld,
  { network: code, depth, blocks, lose }: StepOf<'reorg'>,
  at: number,
): Promise<string> {
  const network = world.network(code);
  const head = Number(await network.request('eth_blockNumber'));
  const own = head - (world.firstBlock.get(code) ?? head);
  const reach = Math.min(depth, own);
  if (reach < 1) return 'too few blocks';
  const drop = lose === 0 ? [] : await everyNth(network, { from: head - reach + 1, to: head, lose, at });
  return unlessRefused(async () => {
    await network.reorg({ depth: reach, blocks, drop });
    world.counts.reorgs += 1;
    world.reorged.add(code);
  });
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
  return unlessRefused(async () => {
    await world.network(code).reorg({ restore: true });
    world.counts.reorgs += 1;
  });
}

export function nodeOf(world: SeedWorld, { network, node }: StepOf<'fault'>): Pick<TestNetwork, 'fault'> {
  const second = node === 'second' ? world.stack.secondNodes.get(network) : undefined;
  return second ?? world.network(network);
}
