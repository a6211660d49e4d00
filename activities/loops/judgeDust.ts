import { recordApprovals } from '../../db/decisions/recordApprovals.ts';
import { giveDustBack } from '../../db/deposits/giveDustBack.ts';
import { postDust } from '../../db/deposits/postDust.ts';
import { PurserError } from '../../domain/errors.ts';
import type { PurseId, TransactionId } from '../../domain/ids.ts';
import { currencyIn } from '../../domain/registry.ts';
import type { Answer, JudgeDeps } from '../judgeDeposits.ts';
import { ask, recordVerdict } from '../judgeDeposits.ts';
import { mapErrors } from '../mapErrors.ts';
import { settle } from '../settleDeposits.ts';

/** How many questions of one batch a provider is asked at a time. */
const askedAtOnce = 5;
/** After this many failures the rest of a batch is not screened: nobody answers, and other purses wait. */
const mostFailures = 5;

/**
 * Screens and settles quiet deposits of one purse as `judgeDeposits` does. But one transaction records all
 * approvals, and one posts all plain dust. After `stop` the provider is asked nothing more, and deposits that were not
 * begun are given back first: what becomes of the others must not delay them.
 */
export function createJudgeDust(deps: JudgeDeps, stop: AbortSignal) {
  return (purseId: PurseId, claimed: readonly TransactionId[]): Promise<void> =>
    mapErrors(async () => {
      const { db, registry } = deps;
      const { answers, failure, notBegun } = await askAll(deps, claimed, stop);
      await giveDustBack(db, purseId, notBegun);
      const ids = claimed.filter(id => !notBegun.includes(id));
      if (ids.length === 0) return;
      const approvals = answers.filter(({ judgement }) => judgement.verdict === 'approve');
      for (const answer of answers) {
        if (!approvals.includes(answer)) await recordVerdict(db, answer);
      }
      if (approvals.length > 0) await recordApprovals(db, purseId, approvals);
      for (const id of await postDust(db, currencyIn(registry), purseId, ids)) {
        await settle(db, registry, id);
      }
      if (failure !== undefined) throw failure;
    });
}

async function askAll(
  deps: JudgeDeps,
  ids: readonly TransactionId[],
  stop: AbortSignal,
): Promise<{
  readonly answers: readonly Answer[];
  readonly failure: unknown;
  readonly notBegun: readonly TransactionId[];
}> {
  const answers: Answer[] = [];
  const notBegun: TransactionId[] = [];
  let failure: unknown;
  let failures = 0;
  const left = ids.values();
  const askOn = async (): Promise<void> => {
    // All share one iterator: each takes the next id that nobody has taken.
    for (const id of left) {
      if (failures >= mostFailures) return;
      if (stop.aborted) {
        notBegun.push(id);
        continue;
      }
      try {
        const answer = await ask(deps, id);
        if (answer) answers.push(answer);
      } catch (error) {
        failure ??= error;
        if (!(error instanceof PurserError && error.code === 'verdict_pending')) failures += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: askedAtOnce }, askOn));
  return { answers, failure, notBegun };
}
