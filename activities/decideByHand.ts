import { findPendingRequest } from '../db/approvals/approvalRequests.ts';
import { pinned } from '../db/approvals/pinned.ts';
import { requestApproval } from '../db/approvals/requestApproval.ts';
import type { Db } from '../db/connect.ts';
import { decideByHand } from '../db/decisions/decideByHand.ts';
import type { Facts } from '../db/events/recordFacts.ts';
import { recordFacts } from '../db/events/recordFacts.ts';
import type { TransactionRow } from '../db/schema.ts';
import { hasSweeper } from '../db/sweepers/hasSweeper.ts';
import { readDecision } from '../domain/deposits/decision.ts';
import { PurserError } from '../domain/errors.ts';
import type { PurseId } from '../domain/ids.ts';
import type { HandOutcome, ManualDecision } from '../domain/messages.ts';
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
        const { outcome, standing, deposit, events } = await decideByHand(
          trx,
          currencyIn(registry),
          transactionId,
          {
            verdict,
            reason,
            by: null,
            decidedBy,
            token,
            purseId,
            mayFree: async ({ account_id }) => !(await hasSweeper(trx, account_id)),
          },
        );
        if (outcome === 'needs_approval' && deposit) return askAnother(trx, readable, deposit);
        if (outcome === 'needs_approval') throw new PurserError('internal');
        return { result: standing ? { outcome, standing } : { outcome }, events };
      });
    });
}

/** Whoever reaches Temporal has no key: freeing held money that can leave the purses takes somebody who has one. */
async function askAnother(
  trx: Db,
  { transactionId, verdict, reason, by: byName }: ManualDecision,
  deposit: TransactionRow,
): Promise<Facts<HandOutcome>> {
  const about = { accountId: deposit.account_id, kind: 'free_deposit', resourceId: transactionId } as const;
  const waiting = await findPendingRequest(trx, about);
  if (waiting) return { result: { outcome: 'needs_approval', approvalRequestId: waiting.id } };
  const { request, events } = await requestApproval(trx, {
    ...{ ...about, change: { verdict, asked: pinned(deposit) } },
    ...{ reason, by: null, byName },
  });
  return { result: { outcome: 'needs_approval', approvalRequestId: request.id }, events };
}
