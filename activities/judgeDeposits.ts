import type { Db } from '../db/connect.ts';
import { decideDeposit } from '../db/decisions/decideDeposit.ts';
import { depositToScreen } from '../db/decisions/depositToScreen.ts';
import { saveReference } from '../db/decisions/saveReference.ts';
import { signalOtherDeposits } from '../db/decisions/signalOtherDeposits.ts';
import { recordFacts } from '../db/events/recordFacts.ts';
import type { Judgement } from '../domain/deposits/compliance.ts';
import { PurserError } from '../domain/errors.ts';
import type { TransactionId } from '../domain/ids.ts';
import type { DepositsInput, DepositsStep } from '../domain/messages.ts';
import type { Currency } from '../domain/registry.ts';
import { currencyIn } from '../domain/registry.ts';
import type { ActivityDeps } from './deps.ts';
import { mapErrors } from './mapErrors.ts';
import { settleInTime, stepOf } from './settleDeposits.ts';
import { createTimeLeft } from './timeLeft.ts';

/**
 * How many deposits are judged before they are settled: the first of thousands must not wait for the last
 * verdict.
 */
const judgedAtOnce = 25;

/**
 * Screens each deposit that has no verdict, records the verdicts, and settles what is final already, a few at
 * a time. Fails closed: while the provider does not answer, or has not decided, this throws a retryable error
 * and nothing is credited.
 */
export function createJudgeDeposits(deps: JudgeDeps) {
  const { db, registry } = deps;
  return (input: DepositsInput): Promise<DepositsStep> =>
    mapErrors(async () => {
      const timeLeft = createTimeLeft();
      const done: TransactionId[] = [];
      let failure: unknown;
      for (let at = 0; at < input.transactionIds.length && (at === 0 || timeLeft()); at += judgedAtOnce) {
        const some = input.transactionIds.slice(at, at + judgedAtOnce);
        const judged: TransactionId[] = [];
        for (const id of some) {
          // A slow provider must not keep this attempt past its end.
          if (at + judged.length > 0 && !timeLeft()) break;
          await judge(deps, id).catch((error: unknown) => {
            failure ??= error;
          });
          judged.push(id);
        }
        // Those that were judged are settled, whatever became of the others.
        done.push(...(await settleInTime(db, registry, judged, timeLeft)));
        if (done.length < at + some.length) break;
      }
      if (failure !== undefined) throw failure;
      const step = await stepOf(db, input, done);
      return {
        ...step,
        // The provider left these to a person: it is not asked again until somebody decides.
        deposits: step.deposits.map(deposit =>
          deposit.step === 'judge' ? { ...deposit, step: 'decide' } : deposit,
        ),
      };
    });
}

export type JudgeDeps = Pick<ActivityDeps, 'db' | 'registry' | 'provider'>;

async function judge(deps: JudgeDeps, id: TransactionId): Promise<void> {
  const answer = await ask(deps, id);
  if (answer) await recordVerdict(deps.db, answer);
}

/** What a provider says about a deposit. */
export interface Answer {
  readonly id: TransactionId;
  readonly currency: Currency;
  readonly judgement: Judgement;
}

/**
 * Asks the provider about one deposit. It may answer
 * 1. a verdict: returned, to be recorded; if somebody decided meanwhile, that decision stands;
 * 2. a pending case: its reference is saved, and `verdict_pending` is thrown, so that the provider is asked
 *    again. If the process dies before that, the provider is asked anew under the same idempotency key, and
 *    names the same case;
 * 3. nothing: a person decides.
 */
export async function ask(
  { db, registry, provider }: JudgeDeps,
  id: TransactionId,
): Promise<Answer | undefined> {
  const open = await depositToScreen(db, currencyIn(registry), id);
  if (!open) return undefined;
  const answer = await provider.screen(open.request, open.known);
  if (!answer) return undefined;
  if ('pending' in answer) {
    await saveReference(db, id, answer.reference);
    throw new PurserError('verdict_pending');
  }
  return { id, currency: open.request.currency, judgement: answer };
}

export async function recordVerdict(db: Db, { id, currency, judgement }: Answer): Promise<void> {
  await recordFacts(db, async trx => {
    const { events, purseDeclined } = await decideDeposit(trx, currency, id, judgement);
    if (purseDeclined) await signalOtherDeposits(trx, id);
    return { result: undefined, events };
  });
}
