// What happens to the processes, and what operators do.

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { StepOf } from '../plan/steps.ts';
import { isRefusal } from './refusals.ts';
import type { SeedWorld } from './seedWorld.ts';

/** How long a process that froze goes on beside its successor, in ms. */
const goesOnForMs = 1000;

/** The step ends at once: the death comes in the middle of what follows. */
export function kill(world: SeedWorld, { part, afterMs }: StepOf<'kill'>): string {
  const { engine } = world.stack;
  const before = Promise.allSettled([...world.restarts]);
  world.restarts.push(
    (async () => {
      await sleep(afterMs);
      // One at a time: a part that is being started again is not killed before it runs.
      await before;
      await engine.kill(part);
      world.counts.kills += 1;
      await world.start(part);
    })(),
  );
  return '';
}

/**
 * A process that froze, as a machine that is paused does: another takes over, then the first goes on with what it was
 * doing and must find that it may not. It is then ended.
 */
export function freeze(world: SeedWorld, { forMs }: StepOf<'freeze'>): string {
  const before = Promise.allSettled([...world.restarts]);
  world.restarts.push(
    (async () => {
      await before;
      const frozen = world.stack.engine.process('worker');
      if (!frozen) return;
      process.kill(frozen.pid, 'SIGSTOP');
      try {
        await world.start('worker');
        await sleep(forMs);
        process.kill(frozen.pid, 'SIGCONT');
        await sleep(goesOnForMs);
      } finally {
        await frozen.kill();
      }
      world.counts.kills += 1;
    })(),
  );
  return '';
}

export async function cut({ db }: SeedWorld, role: string): Promise<string> {
  const { rows } = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity where usename = ${role}`.execute(db);
  return `${String(rows.length)} connections`;
}

/** As an operator does it: the registry changes, the worker starts again, the blocks are read anew. */
export async function changeSource(world: SeedWorld, { network, source }: StepOf<'source'>): Promise<string> {
  await Promise.all(world.restarts);
  // A balance may show money long after its block was read.
  world.story.doubtful.add(network);
  await world.restartWorker(new Map([[network, source]]));
  return rescan(world, network);
}

/** Asks for it, and does not wait: a rescan runs beside the walk. */
export function rescan(world: SeedWorld, code: string): string {
  world.beside.push(
    (async () => {
      const { chainId } = world.network(code);
      const fromBlock = world.firstBlock.get(code) ?? 0;
      const toBlock = Number(await world.network(code).request('eth_blockNumber'));
      if (toBlock < fromBlock) return;
      await world.api
        .post('/v1/rescans', { body: { chainId, fromBlock, toBlock } })
        .catch((error: unknown) => {
          // Blocks that are not scanned yet are refused, and so is a second rescan at a time.
          if (!isRefusal(error, 'invalid_request', 'too_many_rescans', 'temporarily_unavailable'))
            throw error;
        });
    })(),
  );
  return '';
}
