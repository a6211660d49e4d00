import { appendEvents } from '../db/appendEvents.ts';
import { decideByHand } from '../db/decideByHand.ts';
import type { HandDecision } from '../db/decideByHand.ts';
import { isKeepable } from '../domain/compliance.ts';
import type { PurseId, TransactionId } from '../domain/ids.ts';
import { parseId } from '../domain/ids.ts';
import type { HandOutcome } from '../domain/messages.ts';
import { currencyIn } from '../domain/registry.ts';
import type { ActivityDeps } from './createActivities.ts';
import { mapErrors } from './mapErrors.ts';

export interface DecisionInput {
  readonly purseId: PurseId;
  /** As a person typed it into Temporal: anything. */
  readonly decision: unknown;
}

/**
 * Carries out what an operator decided by signal. Never throws for what was said: a decision that cannot be read,
 * is over a deposit of another purse, or comes second, changes nothing, and the outcome says so.
 */
export function createDecideByHand({ db, registry }: Pick<ActivityDeps, 'db' | 'registry'>) {
  return ({ purseId, decision }: DecisionInput): Promise<{ readonly outcome: HandOutcome }> =>
    mapErrors(async () => {
      const said = parseDecision(decision);
      if (!said) return { outcome: 'malformed' };
      return db.transaction().execute(async trx => {
        const { outcome, events } = await decideByHand(trx, currencyIn(registry), said.id, {
          ...said,
          purseId,
        });
        await appendEvents(trx, events);
        return { outcome };
      });
    });
}

function parseDecision(input: unknown): (HandDecision & { readonly id: TransactionId }) | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const { transactionId, verdict, reason }: Partial<Record<string, unknown>> = { ...input };
  const id = typeof transactionId === 'string' ? parseId('txn', transactionId) : undefined;
  if (!id || (verdict !== 'approve' && verdict !== 'decline')) return undefined;
  // As long as the API takes it.
  if (typeof reason !== 'string' || reason === '' || reason.length > 1000 || !isKeepable(reason))
    return undefined;
  return { id, verdict, reason, by: null };
}
