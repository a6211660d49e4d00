import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import type { OutboxSignal } from '../db/relaySignals.ts';
import type { AccountId, EndpointId } from '../domain/ids.ts';
import type { WebhookInput } from '../domain/messages.ts';
import {
  chainWorkflowId,
  chainWorkflowType,
  endpointBrokenSignal,
  endpointWorkflowId,
  endpointWorkflowType,
  purseTaskQueue,
  purseWorkflowId,
  purseWorkflowType,
  sessionWorkflowId,
  sessionWorkflowType,
  webhookTaskQueue,
  webhookWorkflowId,
  webhookWorkflowType,
} from '../domain/messages.ts';
import type { Network } from '../domain/registry.ts';

const account = defineSearchAttributeKey('PurserAccount', 'KEYWORD');

/** What the worker starts of workflows by itself. Every call may be repeated: their ids are business identity. */
export function createStarters({ workflow }: Pick<Client, 'workflow'>) {
  return {
    /** Signals a purse or a session; what comes late reopens the story of one that had ended. */
    sendSignal: async (message: OutboxSignal): Promise<void> => {
      const common = {
        taskQueue: purseTaskQueue,
        signal: message.signal,
        signalArgs: message.payload === null ? [] : [message.payload],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      } as const;
      if ('sessionId' in message) {
        const { sessionId } = message;
        await workflow.signalWithStart(sessionWorkflowType, {
          ...common,
          workflowId: sessionWorkflowId(sessionId),
          args: [{ sessionId }],
          staticSummary: `Session ${sessionId}`,
        });
        return;
      }
      const { purseId } = message;
      await workflow.signalWithStart(purseWorkflowType, {
        ...common,
        workflowId: purseWorkflowId(purseId),
        args: [{ purseId }],
        staticSummary: `Purse ${purseId}`,
      });
    },

    /**
     * Starts the retries of a delivery. One that runs still is of an earlier beginning, and waits for hours maybe:
     * who redelivers begins the schedule anew.
     */
    retryWebhook: async (input: WebhookInput): Promise<void> => {
      await workflow.start(webhookWorkflowType, {
        workflowId: webhookWorkflowId(input.eventId, input.endpointId),
        taskQueue: webhookTaskQueue,
        args: [input],
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
        staticSummary: `Webhook ${input.eventId} to ${input.endpointId}`,
      });
    },

    /** Starts the workflow of a broken endpoint, or has the one that runs look at its row. */
    retryEndpoint: async (endpoint: {
      readonly endpointId: EndpointId;
      readonly accountId: AccountId;
    }): Promise<void> => {
      const { endpointId, accountId } = endpoint;
      await workflow.signalWithStart(endpointWorkflowType, {
        workflowId: endpointWorkflowId(endpointId),
        taskQueue: webhookTaskQueue,
        args: [{ endpointId }],
        signal: endpointBrokenSignal,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        typedSearchAttributes: [{ key: account, value: accountId }],
        staticSummary: `Webhook endpoint ${endpointId}, which is broken`,
      });
    },

    /** Starts the watcher of a chain; one that runs already is as good. */
    watchChain: async ({ code }: Network): Promise<void> => {
      try {
        await workflow.start(chainWorkflowType, {
          workflowId: chainWorkflowId(code),
          taskQueue: purseTaskQueue,
          args: [{ network: code }],
          staticSummary: `Scanner of ${code}`,
        });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
  };
}
