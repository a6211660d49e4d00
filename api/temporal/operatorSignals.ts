import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { PurserError } from '../../domain/errors.ts';
import { retrySignal } from '../../domain/messages.ts';
import { chainWorkflowId, resumeChainSignal } from '../../domain/scanning/messages.ts';
import type { OperatorSignals } from '../deps.ts';
import { callUntil, patienceMs } from './callUntil.ts';

/** Signals workflows, as an operator can by hand. */
export function createOperatorSignals(client: Client): OperatorSignals {
  const signal = async (workflowId: string, name: string, args: readonly unknown[]): Promise<void> => {
    const handle = client.workflow.getHandle(workflowId);
    try {
      await callUntil(client, Date.now() + patienceMs, () => handle.signal(name, ...args));
    } catch (cause) {
      if (cause instanceof WorkflowNotFoundError) throw new PurserError('not_waiting', undefined, { cause });
      throw new PurserError('temporarily_unavailable', undefined, { cause });
    }
  };
  return {
    resumeChain: (network, newChain) =>
      signal(chainWorkflowId(network), resumeChainSignal, newChain ? [newChain] : []),
    retry: workflowId => signal(workflowId, retrySignal, []),
  };
}
