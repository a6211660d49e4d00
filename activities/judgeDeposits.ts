import type { Db } from '../db/connect.ts';
import { depositToScreen } from '../db/depositToScreen.ts';
import { appendEvents } from '../db/appendEvents.ts';
import { decideDeposit } from '../db/decideDeposit.ts';
import { signalSiblings } from '../db/signalSiblings.ts';
import type { ComplianceProvider } from '../domain/compliance.ts';
import type { TransactionId } from '../domain/ids.ts';
import type { DepositsStep } from '../domain/messages.ts';
import type { Registry } from '../domain/registry.ts';
import type { ActivityDeps } from './createActivities.ts';
import { mapErrors } from './mapErrors.ts';
import type { DepositsInput } from './settleDeposits.ts';
import { currencyIn, settleAll } from './settleDeposits.ts';

/**
 * Screens each deposit that has no verdict, records the verdicts, and settles what is final already. Fails
 * closed: while the provider does not answer, this throws a retryable error and nothing is credited.
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

async function judge(
  db: Db,
  registry: Registry,
  provider: ComplianceProvider,
  id: TransactionId,
): Promise<void> {
  const request = await depositToScreen(db, currencyIn(registry), id);
  if (!request) return;
  const judgement = await provider.screen(request);
  // Somebody may have decided while the provider was asked: then that decision stands.
  if (!judgement) return;
  await db.transaction().execute(async trx => {
    const { events, purseDeclined } = await decideDeposit(trx, request.currency, id, judgement);
    if (purseDeclined) await signalSiblings(trx, id);
    await appendEvents(trx, events);
  });
}
