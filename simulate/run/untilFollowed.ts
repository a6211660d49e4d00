import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../world/startWorld.ts';
import { placesOfChains, resumeStopped } from './resumeChains.ts';

const waitsMs = 30_000;
const lookAgainMs = 100;

/** Resumes each chain, which a deep fork stops, until the new chain is scanned. */
export async function untilFollowed(world: World): Promise<void> {
  for (const until = performance.now() + waitsMs; performance.now() < until; await sleep(lookAgainMs)) {
    const places = await placesOfChains(world);
    if (places.every(({ head, scanned }) => scanned?.hash === head.hash)) return;
    await resumeStopped(world, places);
  }
  throw new Error(`the fork was not followed within ${String(waitsMs / 1000)} s`);
}
