import { decideByHand } from '../db/decisions/decideByHand.ts';
import { recordFacts } from '../db/events/recordFacts.ts';
import { readDecision } from '../domain/deposits/decision.ts';
import type { PurseId } from '../domain/ids.ts';
import type { HandOutcome } from '../domain/messages.ts';
import { currencyIn } from '../domain/registry.ts';
import type { ActivityDeps } from './deps.ts';
import { mapErrors } from './mapErrors.ts';

export interface DecisionInput {
  readonly purseId: PurseId;
  /** As a person typed it into Temporal: anything. */
  readonly decision: unknown;
  /** Identifies this decision: when it is carried out again after a crash, it is found recorded. */
  readonly token?: string;
}

/**
 * Carries out what an operator decided in Temporal. Never throws because of the input: a decision that cannot
 * be read, is about another purse's deposit, or comes second changes nothing, and the outcome says so.
 */
export function createDecideByHand({ db, registry }: Pick<ActivityDeps, 'db' | 'registry'>) {
  return ({ purseId, decision, token }: DecisionInput): Promise<HandOutcome> =>
    mapErrors(async () => {
      const readable = readDecision(decision).decision;
      if (!readable) return { outcome: 'malformed' };
      const { transactionId, verdict, reason, by: decidedBy } = readable;
      return recordFacts(db, async trx => {
        const { outcome, standing, events } = await decideByHand(trx, currencyIn(registry), transactionId, {
          verdict,
          reason,
          by: null,
          decidedBy,
          token,
          purseId,
        });
        return { result: standing ? { outcome, standing } : { outcome }, events };
      });
    });
}
