import type { Client } from '@temporalio/client';
import { PurserError } from '../../domain/errors.ts';
import type { LookupInput, TransactionOnChain } from '../../domain/messages.ts';
import { lookupWorkflowId, lookupWorkflowType, purseTaskQueue } from '../../domain/messages.ts';
import type { LookUpTransaction } from '../deps.ts';
import { callUntil, patienceMs } from './callUntil.ts';

/** A lookup reads a whole block: a key that may only read must not make the node read without end. */
const atOnce = 20;
/** What nobody waits for any more ends by itself, in ms. */
const runTimeoutMs = 30_000;

type LookupWorkflow = (input: LookupInput) => Promise<TransactionOnChain>;

/** Looks up through a workflow that all who ask for the same transaction at the same time share. */
export function createLookUpTransaction(client: Client): LookUpTransaction {
  let running = 0;
  return async ({ code, chainId }, txHash) => {
    if (running >= atOnce) throw new PurserError('rate_limited', 'Too many transactions are looked up now.');
    running += 1;
    try {
      return await callUntil(client, Date.now() + patienceMs, () =>
        client.workflow.execute<LookupWorkflow>(lookupWorkflowType, {
          workflowId: lookupWorkflowId(chainId, txHash),
          taskQueue: purseTaskQueue,
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
      running -= 1;
    }
  };
}
