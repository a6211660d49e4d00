import type { Db } from '../../db/connect.ts';
import { claimWakeTurn } from '../../db/purses/claimWakeTurn.ts';
import type { OverdueKind, WakePlace } from '../../db/purses/wakeOverdue.ts';
import { overdueKinds, wakeOverdue } from '../../db/purses/wakeOverdue.ts';
import { forgetWakes } from '../../db/purses/wakesWaiting.ts';
import { sleepUntilStopped } from './sleepUntilStopped.ts';

export interface WakeDeps {
  readonly db: Db;
  readonly onError: (error: unknown) => void;
  /** How long it rests between two rounds, in ms. */
  readonly idleMs: number;
  /** How long all workers rest between two batches, in ms. */
  readonly paceMs: number;
}

/** How far the loop has come with one kind of what may be overdue. */
interface Round {
  readonly kind: OverdueKind;
  place: WakePlace | undefined;
  /** By `performance.now()`: when the next round begins. */
  restsUntil: number;
}

/**
 * Wakes workflows that should have acted long ago, until `stop` is aborted: lost ones begin anew from their
 * rows. A batch is ten or two workflows, at a pace that all workers share, as each workflow costs a worker
 * some 40 ms. No batch begins before those woken earlier took effect. So a deposit waits for one or two
 * batches, however many are overdue. The kinds take turns: a deposit whose workflow was lost does not wait
 * for a hundred thousand purses. Needs no single owner.
 */
export async function wakeWorkflows(deps: WakeDeps, stop: AbortSignal): Promise<void> {
  const rounds: Round[] = overdueKinds.map(kind => ({ kind, place: undefined, restsUntil: 0 }));
  while (!stop.aborted) {
    for (const round of rounds) {
      if (stop.aborted || performance.now() < round.restsUntil) continue;
      await goOn(deps, round).catch((error: unknown) => {
        rest(deps, round);
        deps.onError(error);
      });
      await sleepUntilStopped(deps.paceMs, stop);
    }
    const next = Math.min(...rounds.map(({ restsUntil }) => restsUntil));
    await sleepUntilStopped(Math.max(0, next - performance.now()), stop);
  }
}

/** One batch, if it is the turn of this worker. */
async function goOn(deps: WakeDeps, round: Round): Promise<void> {
  const { db, paceMs } = deps;
  if (!(await claimWakeTurn(db, paceMs))) return;
  if (!round.place) await forgetWakes(db);
  round.place = await wakeOverdue(db, round.kind, round.place);
  if (!round.place) rest(deps, round);
}

function rest({ idleMs }: WakeDeps, round: Round): void {
  round.restsUntil = performance.now() + idleMs;
}
