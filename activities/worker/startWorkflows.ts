import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import type { OutboxSignal } from '../../db/outbox/relaySignals.ts';
import { sendWithinMs } from '../../db/outbox/relaySignals.ts';
import type { AccountId, EndpointId } from '../../domain/ids.ts';
import {
  purseSummary,
  purseTaskQueue,
  purseWorkflowId,
  purseWorkflowType,
  workflowTaskTimeoutMs,
} from '../../domain/messages.ts';
import type { Network } from '../../domain/registry.ts';
import { chainWorkflowId, chainWorkflowType } from '../../domain/scanning/messages.ts';
import { sessionWorkflowId, sessionWorkflowType } from '../../domain/sessions/messages.ts';
import type { WebhookInput } from '../../domain/webhooks/messages.ts';
import {
  endpointBrokenSignal,
  endpointWorkflowId,
  endpointWorkflowType,
  webhookTaskQueue,
  webhookWorkflowId,
  webhookWorkflowType,
} from '../../domain/webhooks/messages.ts';

const account = defineSearchAttributeKey('PurserAccount', 'KEYWORD');

/** How often a signal is sent at once again that met the start of its workflow by another. */
const meetings = 3;

/**
 * What the worker starts of workflows by itself. Every call may be repeated: their ids are business identity. Each
 * fails with `DEADLINE_EXCEEDED` when Temporal has not answered within 8 s.
 */
export function createStarters(client: Pick<Client, 'workflow' | 'withDeadline'>) {
  const { workflow } = client;
  const within = <T>(call: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + sendWithinMs, call);
  return {
    /** Signals a purse or a session; what comes late reopens the story of one that had ended. */
    sendSignal: async (message: OutboxSignal): Promise<void> => {
      const common = {
        taskQueue: purseTaskQueue,
        workflowTaskTimeout: workflowTaskTimeoutMs,
        signal: message.signal,
        signalArgs: message.payload === null ? [] : [message.payload],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      } as const;
      const signal = (): Promise<unknown> => {
        if ('sessionId' in message) {
          const { sessionId } = message;
          return workflow.signalWithStart(sessionWorkflowType, {
            ...common,
            workflowId: sessionWorkflowId(sessionId),
            args: [{ sessionId }],
            staticSummary: `Session ${sessionId}`,
          });
        }
        const { purseId } = message;
        return workflow.signalWithStart(purseWorkflowType, {
          ...common,
          workflowId: purseWorkflowId(purseId),
          args: [{ purseId }],
          staticSummary: purseSummary(purseId, message.owner),
        });
      };
      await within(async () => {
        for (let meeting = 1; ; meeting++) {
          try {
            await signal();
            return;
          } catch (error) {
            // Another call started the workflow at the same moment: now it is there to be signalled.
            if (!(error instanceof WorkflowExecutionAlreadyStartedError) || meeting === meetings) throw error;
          }
        }
      });
    },

    /**
     * Starts the retries of a delivery. One that runs still is of an earlier beginning, and waits for hours maybe:
     * who redelivers begins the schedule anew.
     */
    retryWebhook: async (input: WebhookInput): Promise<void> => {
      await within(() =>
        workflow.start(webhookWorkflowType, {
          workflowId: webhookWorkflowId(input.eventId, input.endpointId),
          taskQueue: webhookTaskQueue,
          args: [input],
          workflowIdConflictPolicy: 'TERMINATE_EXISTING',
          staticSummary: `Webhook ${input.eventId} to ${input.endpointId}`,
        }),
      );
    },

    /** Starts the workflow of a broken endpoint, or has the one that runs look at its row. */
    retryEndpoint: async (endpoint: {
      readonly endpointId: EndpointId;
      readonly accountId: AccountId;
    }): Promise<void> => {
      const { endpointId, accountId } = endpoint;
      await within(() =>
        workflow.signalWithStart(endpointWorkflowType, {
          workflowId: endpointWorkflowId(endpointId),
          taskQueue: webhookTaskQueue,
          args: [{ endpointId }],
          signal: endpointBrokenSignal,
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          typedSearchAttributes: [{ key: account, value: accountId }],
          staticSummary: `Webhook endpoint ${endpointId}, which is broken`,
        }),
      );
    },

    /** Starts the watcher of a chain; one that runs already is as good. */
    watchChain: async ({ code }: Network): Promise<void> => {
      try {
        await within(() =>
          workflow.start(chainWorkflowType, {
            workflowId: chainWorkflowId(code),
            taskQueue: purseTaskQueue,
            args: [{ network: code }],
            staticSummary: `Scanner of ${code}`,
          }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
  };
}
