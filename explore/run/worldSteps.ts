// What happens around the payer: money, blocks, forks, and what the merchant does.

import { baseUnits, formatAmount, parseAmount } from '../../domain/money.ts';
import { unlessRefused } from '../../simulate/run/refusals.ts';
import { steeringUrl } from '../../testkit/chain/rpc/steeringUrl.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { payAs } from '../../testkit/payAs.ts';
import { reviewedAddress } from '../../testkit/sanctionedPayer.ts';
import { expectPage } from '../model/expectPage.ts';
import type { StepOf } from '../plan/steps.ts';
import type { SeedWorld } from './seedWorld.ts';
import { newSession } from './seedWorld.ts';

export async function pay(
  world: SeedWorld,
  { currency: code, percent, verdict }: StepOf<'pay'>,
): Promise<string> {
  const currency = world.coin(code);
  const { ways } = expectPage(await world.readFacts(), world.currencies, Date.now());
  const due = ways.find(each => each.currency === code)?.due;
  const asked = due === undefined ? undefined : parseAmount(due, currency.decimals);
  // Where nothing is due, as in another coin, some money comes all the same.
  const amount = ((asked ?? currency.minimum * 3n) * BigInt(percent)) / 100n;
  if (amount === 0n) return 'nothing';
  const { rpcUrl, faucetKey } = world.network(currency.network);
  const { txHashes } = await payAs({
    ...{ rpcUrl: steeringUrl(rpcUrl), faucetKey, artifacts: world.artifacts, to: world.address, currency },
    ...{ amount: baseUnits(amount), via: 'direct', verdict, count: 1, timeoutMs: 10_000 },
  });
  const isDust = amount < currency.minimum;
  for (const hash of txHashes) world.sent.set(hash, { network: currency.network, isDust });
  world.counts.deposits += 1;
  return `${formatAmount(baseUnits(amount), currency.decimals)} ${code} ${txHashes.join(' ')}`;
}

export async function pause(world: SeedWorld, { network }: StepOf<'pause'>): Promise<string> {
  await world.network(network).pauseMining();
  world.paused.add(network);
  return '';
}

export function resume(world: SeedWorld, { network }: StepOf<'resume'>): string {
  world.network(network).resumeMining();
  world.paused.delete(network);
  return '';
}

export async function reorg(
  world: SeedWorld,
  { network: code, depth, lose }: StepOf<'reorg'>,
): Promise<string> {
  const network = world.network(code);
  const head = Number(await network.request('eth_blockNumber'));
  const reach = Math.min(depth, head - (world.firstBlock.get(code) ?? head));
  if (reach < 1) return 'too few blocks';
  const drop = lose ? await transactionsIn(network, head - reach + 1, head) : [];
  return unlessRefused(() => network.reorg({ depth: reach, drop }));
}

async function transactionsIn(network: TestNetwork, from: number, to: number): Promise<string[]> {
  const found: string[] = [];
  for (let number = from; number <= to; number++) {
    const block = (await network.request('eth_getBlockByNumber', [`0x${number.toString(16)}`, false])) as {
      readonly transactions: readonly string[];
    };
    found.push(...block.transactions);
  }
  return found;
}

export async function decide(world: SeedWorld, { verdict }: StepOf<'decide'>): Promise<string> {
  const { deposits } = await world.readFacts();
  const waiting = deposits.findLast(
    ({ addressFrom, status }) =>
      addressFrom.toLowerCase() === reviewedAddress.toLowerCase() && status === 'PENDING_COMPLIANCE_CHECK',
  );
  if (!waiting) return 'nothing waits';
  const body = { verdict, reason: 'explored' };
  await world.api.post('/v1/transactions/{id}/compliance', { path: { id: waiting.id }, body });
  world.decided.add(waiting.transactionHash);
  return waiting.id;
}

export async function endSession({ api, sessionId, state }: SeedWorld): Promise<string> {
  const { status } = await api.post('/v1/sessions/{id}/expire', { path: { id: sessionId }, body: {} });
  // One that is over stays as it is.
  if (status === 'open' || status === 'processing') state.wasEnded = true;
  return status;
}

export async function block({ api, customerId }: SeedWorld): Promise<string> {
  await api.post('/v1/customers/{id}/block', { path: { id: customerId }, body: {} });
  return '';
}

export async function otherOrder(world: SeedWorld): Promise<string> {
  try {
    const { sessionId } = await newSession(world, world.plan, world.customerId);
    return sessionId;
  } catch (error) {
    // A customer who is blocked, or whose address was declined, begins no order.
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

/** A new release, or a crash: the pages find the API again by themselves. */
export async function restartApi({ stack, complaints }: SeedWorld): Promise<string> {
  complaints.mayFail = true;
  await stack.engine.kill('api');
  await stack.engine.start('api');
  return '';
}
