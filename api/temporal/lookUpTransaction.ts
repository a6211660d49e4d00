import type { Client } from '@temporalio/client';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { purseTaskQueue, workflowTaskTimeoutMs } from '../../domain/messages.ts';
import type { LookupInput, TransactionOnChain } from '../../domain/scanning/messages.ts';
import { lookupWorkflowId, lookupWorkflowType } from '../../domain/scanning/messages.ts';
import type { LookUpTransaction } from '../deps.ts';
import { callUntil, patienceMs } from './callUntil.ts';

/**
 * The most lookups at once, for an account and for all accounts together. A lookup reads a whole block, and a
 * key that may only read must not make the node read without end.
 */
const atOnce = { account: 20, all: 200 } as const;
/** A lookup that nobody waits for ends after this time, in ms. */
const runTimeoutMs = 30_000;

type LookupWorkflow = (input: LookupInput) => Promise<TransactionOnChain>;

/** Looks up through a workflow. All who ask for the same transaction at the same time share it. */
export function createLookUpTransaction(client: Client): LookUpTransaction {
  const running = new Map<AccountId, number>();
  let all = 0;
  return async ({ code, chainId }, txHash, accountId) => {
    const own = running.get(accountId) ?? 0;
    if (own >= atOnce.account || all >= atOnce.all) {
      throw new PurserError('rate_limited', 'Too many transactions are being looked up now.');
    }
    running.set(accountId, own + 1);
    all += 1;
    try {
      return await callUntil(client, Date.now() + patienceMs, () =>
        client.workflow.execute<LookupWorkflow>(lookupWorkflowType, {
          workflowId: lookupWorkflowId(chainId, txHash),
          taskQueue: purseTaskQueue,
          workflowTaskTimeout: workflowTaskTimeoutMs,
          args: [{ network: code, txHash }],
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowExecutionTimeout: runTimeoutMs,
          staticSummary: `Lookup on ${code}`,
        }),
      );
    } catch (cause) {
      throw new PurserError('temporarily_unavailable', undefined, { cause });
    } finally {
      const left = (running.get(accountId) ?? 1) - 1;
      if (left > 0) running.set(accountId, left);
      else running.delete(accountId);
      all -= 1;
    }
  };
}
