import type { ClaimedDust } from '../../db/deposits/claimQuietDust.ts';
import { claimQuietDust } from '../../db/deposits/claimQuietDust.ts';
import type { DustGroup } from '../../db/deposits/dustToGoOn.ts';
import { dustToGoOn } from '../../db/deposits/dustToGoOn.ts';
import { giveDustBack } from '../../db/deposits/giveDustBack.ts';
import { goOnPromoting } from '../../db/deposits/goOnPromoting.ts';
import { goOnWaking } from '../../db/scanning/wakeDust.ts';
import { currencyIn } from '../../domain/registry.ts';
import type { ActivityDeps } from '../deps.ts';
import { isBenign } from '../mapErrors.ts';
import { createJudgeDust } from './judgeDust.ts';
import { sleepUntilStopped } from './sleepUntilStopped.ts';

export interface DustDeps extends Pick<ActivityDeps, 'db' | 'registry' | 'provider'> {
  readonly onError: (error: unknown) => void;
  /** How long it rests when nothing is due, in ms. */
  readonly idleMs: number;
  /** How long a claimer has to settle a deposit before another tries, in seconds. */
  readonly leaseSeconds?: number;
}

/** How many deposits are claimed in one round, of all purses that have some. */
const claimedAtOnce = 100;
/** How many purses' sums are continued in one round. */
const groupsAtOnce = 10;

/**
 * Screens and posts deposits below the minimum until `stop` is aborted, without a signal to their purses'
 * workflows: whoever sends a million of them grows no purse's history. Deposits that add up to the minimum
 * belong to the workflow again. This loop also wakes and promotes the rest of those whose sums reached it.
 * Each round does one step for each purse that waits, in turn, so much dust of one purse delays another by no
 * more than that step. Needs no single owner.
 */
export async function settleDust(deps: DustDeps, stop: AbortSignal): Promise<void> {
  const { db, registry, onError } = deps;
  const judge = createJudgeDust(deps);
  const unlessBenign = (error: unknown): void => {
    if (!isBenign(error)) onError(error);
  };
  const goOn = async (
    step: 'wake_at' | 'promote_at',
    work: (group: DustGroup) => Promise<void>,
  ): Promise<number> => {
    const groups = await dustToGoOn(db, step, groupsAtOnce);
    for (const group of groups) await work(group).catch(unlessBenign);
    return groups.length;
  };
  /**
   * Judges purse after purse. When the process must stop, what was not begun is given back at once: a provider that
   * does not answer may outlast the process.
   */
  const judgeAll = async (due: readonly ClaimedDust[]): Promise<void> => {
    const waiting = [...Map.groupBy(due, deposit => deposit.purseId)].map(
      ([purseId, dust]) => [purseId, dust.map(({ id }) => id)] as const,
    );
    const giveBack = async (): Promise<void> => {
      const left = waiting.map(([purseId, ids]) => [purseId, ids.splice(0)] as const);
      for (const [purseId, ids] of left) await giveDustBack(db, purseId, ids);
    };
    let givenBack = Promise.resolve();
    const stopping = (): void => {
      givenBack = giveBack().catch(onError);
    };
    if (stop.aborted) stopping();
    else stop.addEventListener('abort', stopping);
    for (const [purseId, ids] of waiting) await judge(purseId, ids).catch(unlessBenign);
    stop.removeEventListener('abort', stopping);
    await givenBack;
  };

  while (!stop.aborted) {
    let worked = 0;
    try {
      worked += await goOn('wake_at', group => goOnWaking(db, group));
      worked += await goOn('promote_at', group => goOnPromoting(db, currencyIn(registry), group));
      const due = await claimQuietDust(db, claimedAtOnce, deps.leaseSeconds);
      await judgeAll(due);
      worked += due.length;
    } catch (error) {
      onError(error);
    }
    if (worked === 0) await sleepUntilStopped(deps.idleMs, stop);
  }
}
