import { recordApprovals } from '../../db/decisions/recordApprovals.ts';
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
 * approvals, and one posts all plain dust. Takes them out of `claimed`: whoever empties that meanwhile has the rest.
 */
export function createJudgeDust(deps: JudgeDeps) {
  return (purseId: PurseId, claimed: TransactionId[]): Promise<void> =>
    mapErrors(async () => {
      const { db, registry } = deps;
      const { ids, answers, failure } = await askAll(deps, claimed);
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
  claimed: TransactionId[],
): Promise<{
  /** Those that were taken, asked about or not. */
  readonly ids: readonly TransactionId[];
  readonly answers: readonly Answer[];
  readonly failure: unknown;
}> {
  const ids: TransactionId[] = [];
  const answers: Answer[] = [];
  let failure: unknown;
  let failures = 0;
  const askOn = async (): Promise<void> => {
    for (let id = claimed.shift(); id !== undefined; id = claimed.shift()) {
      ids.push(id);
      if (failures >= mostFailures) continue;
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
  return { ids, answers, failure };
}
