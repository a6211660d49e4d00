// Steps that wait for the engine: what follows finds it where the plan needs it. None fails if that does not come.

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ToldCustomer } from '../model/story.ts';
import type { ChainPlace } from './resumeChains.ts';
import { placesOfChains, resumeStopped } from './resumeChains.ts';
import type { SeedWorld } from './seedWorld.ts';

/** Longer than money needs to become final: 6 blocks, one each 150 ms, and their proofs. */
const patienceMs = 6000;
const lookAgainMs = 50;

/** Waits until the network's last payment that is credited by itself was credited, and the chain is read. */
export async function credited(world: SeedWorld, code: string): Promise<string> {
  const { db, accountId, story } = world;
  const payment = story.payments.findLast(({ network, isCredited }) => network === code && isCredited);
  if (!payment) return 'nothing was paid';
  const hashes = [...payment.txHashes];
  return until(async () => {
    const { rows } = await sql<{ credited: number; waiting: number }>`
      select count(distinct tx_hash)::integer as credited, (count(*) filter (where credited_to is null))::integer as waiting
      from transactions where account_id = ${accountId} and tx_hash = any (${hashes})
    `.execute(db);
    const [row] = rows;
    return row?.credited === hashes.length && row.waiting === 0 && isRead(await placeOf(world, code));
  });
}

export async function expired({ db }: SeedWorld, { id }: ToldCustomer): Promise<string> {
  return until(async () => {
    const { rows } = await sql`
      select from purses where customer_id = ${id} and state = 'ACTIVE' and expires_at <= now()`.execute(db);
    return rows.length === 0;
  });
}

/** As an operator does: the chain goes on if a fork, or two nodes, have stopped it. Waits until it is read. */
export function resume(world: SeedWorld, code: string): Promise<string> {
  return until(async () => {
    const place = await placeOf(world, code);
    if (isRead(place)) return true;
    if (place) await resumeStopped(world, [place]);
    return false;
  });
}

async function placeOf(world: SeedWorld, code: string): Promise<ChainPlace | undefined> {
  return (await placesOfChains(world)).find(({ network }) => network.code === code);
}

const isRead = (place: ChainPlace | undefined): boolean => place?.scanned?.hash === place?.head.hash;

async function until(isSo: () => Promise<boolean>): Promise<string> {
  for (const end = performance.now() + patienceMs; performance.now() < end; await sleep(lookAgainMs)) {
    if (await isSo()) return '';
  }
  return `not within ${String(patienceMs / 1000)} s`;
}
