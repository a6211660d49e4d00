import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Step } from '../plan/steps.ts';
import type { SeedWorld } from '../run/seedWorld.ts';
import { untilFollowed } from '../run/untilFollowed.ts';
import type { CrashStory } from './crashPoint.ts';
import { sweptOnce, transferredOnce } from './sweptStory.ts';

/** A step, or a wait for the engine. */
type Line = Step | ((world: SeedWorld) => Promise<void>);

const waitsMs = 30_000;
const lookAgainMs = 100;

const coin = 'USDT_ETH';
const network = 'ETHEREUM';
const price = '25000000';
const dust = '400000';

const customer: Step = { do: 'customer', currency: coin };
const session: Step = { do: 'session', customer: 0, currency: coin, amount: price };
const paySession: Step = { do: 'paySession', session: 0, percent: 100 };
/** More than anything needs to be final. */
const makeFinal: Step = { do: 'mine', network, blocks: 8 };
const pay = (amount: string, verdict: 'approve' | 'decline', count = 1): Step => ({
  ...{ do: 'pay', customer: 0, currency: coin, via: 'direct' },
  ...{ amount, verdict, count },
});

/** What each story does while a part is about to die. */
export const stories: Readonly<Record<CrashStory, readonly Line[]>> = {
  paid: [customer, session, paySession, makeFinal],
  // Payments stay in the pool until the part has seen them there.
  pending: [
    customer,
    session,
    world => world.network(network).pauseMining(),
    paySession,
    () => sleep(2000),
    async world => {
      world.network(network).resumeMining();
    },
    makeFinal,
  ],
  // Together they stay below the minimum.
  dust: [customer, pay(dust, 'approve', 2), makeFinal],
  declined: [customer, session, paySession, pay(price, 'decline'), makeFinal],
  // A fork below what was final, which an operator accepts, takes credited money back; then it comes again.
  forked: [
    // A reorg leaves the story's first block.
    { do: 'mine', network, blocks: 2 },
    customer,
    session,
    paySession,
    makeFinal,
    untilCredited,
    { do: 'reorg', network, depth: 15, blocks: 16, lose: 0 },
    untilFollowed,
    makeFinal,
  ],
  refused: [{ do: 'receiver', status: 500 }, customer, session, paySession, makeFinal],
  swept: [sweptOnce],
  transferred: [transferredOnce],
};

async function untilCredited({ db, accountId }: SeedWorld): Promise<void> {
  for (const until = performance.now() + waitsMs; performance.now() < until; await sleep(lookAgainMs)) {
    const { rows } = await sql<{ waits: boolean }>`
      select count(*) filter (where status = 'CONFIRMED') = 0 as waits from transactions where account_id = ${accountId}
    `.execute(db);
    if (rows[0]?.waits === false) return;
  }
  throw new Error(`nothing was credited within ${String(waitsMs / 1000)} s`);
}
