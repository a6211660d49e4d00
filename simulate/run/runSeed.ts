import { auditStack } from '../../cli/audit/auditStack.ts';
import type { Balance, Deposit, Difference } from '../model/compare.ts';
import { compareBalances, compareDeposits, dustLeft, unitsOf } from '../model/compare.ts';
import { compareEvents, creditedTooEarly } from '../model/compareEvents.ts';
import { comparePayments } from '../model/comparePayments.ts';
import { compareSweeps } from '../model/compareSweeps.ts';
import { expectDeposits } from '../model/expect.ts';
import { readTransfers } from '../model/readTransfers.ts';
import type { Journal } from '../journal.ts';
import type { Plan } from '../plan/steps.ts';
import type { World } from '../world/startWorld.ts';
import { perform } from './perform.ts';
import type { SeedWorld } from './seedWorld.ts';
import { beginSeed } from './seedWorld.ts';
import { settle } from './settle.ts';
import { stuckWorkflows } from './stuckWorkflows.ts';

export interface SeedResult {
  readonly seed: number;
  readonly deposits: number;
  /** Those that are in a sweep. */
  readonly swept: number;
  readonly reorgs: number;
  readonly kills: number;
  readonly differences: readonly Difference[];
  readonly ms: number;
}

/** How long the engine may take until nothing is left to do, in ms. A dead worker's tasks time out in 10 s. */
const usuallySettlesWithinMs = 60_000;
/** Longer, if money is swept: a sweep whose signer died is tried again after up to 40 s. */
const sweepsWithinMs = 60_000;

/** Runs a plan on the real engine and says in what the end differs from what it must be. */
export async function runSeed(world: World, plan: Plan, journal: Journal): Promise<SeedResult> {
  try {
    return await runStory(world, plan, journal, async seedWorld => {
      for (const [at, step] of plan.steps.entries()) {
        journal.wrote(at, step, await perform(seedWorld, step, at));
      }
    });
  } finally {
    if (plan.steps.some(step => step.do === 'source')) await world.restartWorker(new Map());
  }
}

/** The same for a story that is no plan. */
export async function runStory(
  world: World,
  { seed, sweeps = false }: Pick<Plan, 'seed'> & Partial<Pick<Plan, 'sweeps'>>,
  journal: Pick<Journal, 'waits'>,
  play: (world: SeedWorld) => Promise<void>,
  settlesWithinMs = usuallySettlesWithinMs + (sweeps ? sweepsWithinMs : 0),
): Promise<SeedResult> {
  const began = performance.now();
  const seedWorld = await beginSeed(world, seed, sweeps);
  const result = ({ deposits, swept, differences }: Judgement): SeedResult => ({
    ...{ seed, deposits, swept, differences },
    reorgs: seedWorld.counts.reorgs,
    kills: seedWorld.counts.kills,
    ms: performance.now() - began,
  });
  try {
    await play(seedWorld);
    const left = await settle(seedWorld, settlesWithinMs, waiting => {
      journal.waits(waiting);
    });
    if (left.length === 0) return result(await judge(seedWorld));
    const what = `not settled: ${left.join(', ')}`;
    return result({ deposits: 0, swept: 0, differences: [{ kind: 'other', what }] });
  } finally {
    await seedWorld.end();
  }
}

type Judgement = Pick<SeedResult, 'deposits' | 'swept' | 'differences'>;

async function judge(world: SeedWorld): Promise<Judgement> {
  const { api, story, coins, stack, accountId } = world;
  const transfers = (
    await Promise.all(
      stack.networks.map(async network => {
        const own = coins.filter(coin => coin.network === network.code);
        const head = Number(await network.request('eth_blockNumber'));
        const ask = (method: string, params: readonly unknown[]) => network.request(method, params);
        return readTransfers(ask, own, world.firstBlock.get(network.code) ?? 0, head);
      }),
    )
  ).flat();
  const hadReorg = world.counts.reorgs > 0;
  const expected = expectDeposits(story, transfers, hadReorg);
  const ofAccount: readonly Deposit[] = await all(
    api.paginate('/v1/transactions', { query: { limit: 100 } }),
  );
  const customers = new Set(story.customers.map(({ id }) => id));
  // Seeds that sweep have one account in common.
  const deposits = world.sweeps ? ofAccount.filter(({ customerId }) => customers.has(customerId)) : ofAccount;
  const observed = { deposits, balances: await balancesOf(world) };
  const events = await all(api.events.after(world.eventsBefore));
  const payments = await Promise.all(
    story.sessions
      .filter(({ id }) => id !== '')
      .map(({ id }) => api.get('/v1/payments', { query: { sessionId: id } })),
  );
  const isDust = ({ currency, amount }: Deposit): boolean => {
    const coin = coins.find(({ code }) => code === currency);
    return coin !== undefined && unitsOf(amount, coin) < coin.minimum;
  };
  const treasury = stack.running.treasury ?? '';
  const unclean = await auditStack(world.db, stack.running);
  const differences = [
    ...compareDeposits(expected, observed, coins),
    ...compareBalances(story, observed, coins, hadReorg),
    ...dustLeft(story, observed, coins),
    ...comparePayments(story, payments, deposits, coins),
    ...compareEvents(events, world.delivered(), deposits, isDust, world.eventsBefore),
    ...(world.sweeps ? compareSweeps(story, transfers, deposits, { coins, treasury }) : []),
    ...creditedTooEarly(events, deposits, coins, { forks: story.forks, finality: world.finality }),
    ...(await stuckWorkflows(world.temporal, accountId)).map(what => ({ kind: 'other', what }) as const),
    ...(unclean === undefined
      ? []
      : [{ kind: 'other', what: `the audit is not clean:\n${unclean}` } as const]),
  ];
  const swept = deposits.filter(({ sweptIn }) => sweptIn !== null).length;
  return { deposits: expected.length, swept, differences };
}

async function balancesOf({ api, story }: SeedWorld): Promise<readonly Balance[]> {
  const pages = await Promise.all(
    story.customers.map(({ id }) => api.get('/v1/balances', { query: { customerId: id, limit: 100 } })),
  );
  return pages.flat();
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
