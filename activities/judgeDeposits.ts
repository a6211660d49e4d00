import type { Db } from '../db/connect.ts';
import { depositToScreen } from '../db/depositToScreen.ts';
import { appendEvents } from '../db/appendEvents.ts';
import { decideDeposit } from '../db/decideDeposit.ts';
import { keepReference } from '../db/keepReference.ts';
import { signalSiblings } from '../db/signalSiblings.ts';
import type { ComplianceProvider } from '../domain/compliance.ts';
import { PurserError } from '../domain/errors.ts';
import type { TransactionId } from '../domain/ids.ts';
import type { DepositsStep } from '../domain/messages.ts';
import type { Registry } from '../domain/registry.ts';
import { currencyIn } from '../domain/registry.ts';
import type { ActivityDeps } from './createActivities.ts';
import { mapErrors } from './mapErrors.ts';
import type { DepositsInput } from './settleDeposits.ts';
import { settleAll } from './settleDeposits.ts';

/**
 * Screens each deposit that has no verdict, records the verdicts, and settles what is final already. Fails
 * closed: while the provider does not answer, or has not decided, this throws a retryable error and nothing is
 * credited.
 */
export function createJudgeDeposits({
  db,
  registry,
  provider,
}: Pick<ActivityDeps, 'db' | 'registry' | 'provider'>) {
  return (input: DepositsInput): Promise<DepositsStep> =>
    mapErrors(async () => {
      let failure: unknown;
      for (const id of input.transactionIds) {
        await judge(db, registry, provider, id).catch((error: unknown) => {
          failure ??= error;
        });
      }
      // Those that were judged are settled, whatever became of the others.
      const step = await settleAll(db, registry, input);
      if (failure !== undefined) throw failure;
      return {
        ...step,
        // The provider left these to a person: they are not asked for again until somebody decides.
        deposits: step.deposits.map(deposit =>
          deposit.step === 'judge' ? { ...deposit, step: 'decide' } : deposit,
        ),
      };
    });
}

/**
 * Asks about one deposit, and keeps what it hears:
 * 1. a verdict: recorded, unless somebody decided meanwhile: then that decision stands;
 * 2. a case that is pending: its reference is kept, and `verdict_pending` thrown, to be asked again. Should the
 *    process die before that, the provider is asked anew under the same idempotency key, and names the same case;
 * 3. nothing: a person decides.
 */
async function judge(
  db: Db,
  registry: Registry,
  provider: ComplianceProvider,
  id: TransactionId,
): Promise<void> {
  const open = await depositToScreen(db, currencyIn(registry), id);
  if (!open) return;
  const answer = await provider.screen(open.request, open.known);
  if (!answer) return;
  if ('pending' in answer) {
    await keepReference(db, id, answer.reference);
    throw new PurserError('verdict_pending');
  }
  await db.transaction().execute(async trx => {
    const { events, purseDeclined } = await decideDeposit(trx, open.request.currency, id, answer);
    if (purseDeclined) await signalSiblings(trx, id);
    await appendEvents(trx, events);
  });
}
