import { setTimeout as sleep } from 'node:timers/promises';
import { perform } from '../run/perform.ts';
import type { SeedResult } from '../run/runSeed.ts';
import { runStory } from '../run/runSeed.ts';
import type { SeedWorld } from '../run/seedWorld.ts';
import type { World } from '../world/startWorld.ts';
import { isSounding } from './alarm.ts';
import type { Outage } from './outages.ts';
import { stories } from './stories.ts';

/** How long it lasts, in ms. */
const lastsMs = 30_000;

/**
 * Begins the outage in the middle of a deposit, and ends it after 30 s. It is a difference if no alarm sounds meanwhile,
 * if a write is answered in another way than 503 with `Retry-After`, or if the end is not as the model says.
 */
export async function runOutage(world: World, outage: Outage, seed: number): Promise<SeedResult> {
  const wrong: string[] = [];
  const result = await runStory(world, { seed }, { waits: () => undefined }, async seedWorld => {
    const [customer, session, paySession, makeFinal] = stories.paid;
    const play = async (...lines: readonly (typeof customer)[]): Promise<void> => {
      for (const line of lines) {
        if (typeof line === 'function') await line(seedWorld);
        else if (line) await perform(seedWorld, line, 0);
      }
    };
    await play(customer, session);
    const until = performance.now() + lastsMs;
    const end = await outage.begin(world);
    try {
      await play(paySession, makeFinal);
      if (outage.writesFail) wrong.push(...(await writeMeanwhile(seedWorld)));
      if (!(await alarmSounds(world, outage, until))) {
        wrong.push(`none of ${outage.alarms.map(({ alert }) => alert).join(', ')} is on the way`);
      }
      await sleep(Math.max(0, until - performance.now()));
    } finally {
      await end();
    }
  });
  const differences = wrong.map(what => ({ kind: 'other', what }) as const);
  return { ...result, differences: [...differences, ...result.differences] };
}

/** What is wrong with the answer to a write; nothing if it is 503 with a `Retry-After`. */
async function writeMeanwhile({ stack, apiKey }: SeedWorld): Promise<readonly string[]> {
  const response = await fetch(`${stack.running.api}/v1/customers`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${apiKey}`,
      'idempotency-key': 'meanwhile',
    },
    body: JSON.stringify({ externalId: 'meanwhile' }),
  });
  const isAsDocumented = response.status === 503 && response.headers.has('retry-after');
  if (isAsDocumented) return [];
  return [`a write meanwhile was answered ${String(response.status)}: ${await response.text()}`];
}

async function alarmSounds({ stack }: World, { alarms }: Outage, until: number): Promise<boolean> {
  while (performance.now() < until) {
    if (await isSounding(stack.running.api, alarms)) return true;
    await sleep(500);
  }
  return false;
}
