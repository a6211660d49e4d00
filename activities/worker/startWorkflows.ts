import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
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
import type { Network, NetworkCode } from '../../domain/registry.ts';
import { chainWorkflowId, chainWorkflowType } from '../../domain/scanning/messages.ts';
import { account } from '../../domain/searchAttributes.ts';
import { sessionWorkflowId, sessionWorkflowType } from '../../domain/sessions/messages.ts';
import { plannerWorkflowId, plannerWorkflowType } from '../../domain/sweeping/messages.ts';
import type { WebhookInput } from '../../domain/webhooks/messages.ts';
import {
  endpointBrokenSignal,
  endpointWorkflowId,
  endpointWorkflowType,
  webhookTaskQueue,
  webhookWorkflowId,
  webhookWorkflowType,
} from '../../domain/webhooks/messages.ts';

/** How many times a signal is sent at once while another call starts its workflow at the same moment. */
const meetings = 3;

/**
 * Starts the workflows that the worker starts by itself. Every call may be repeated: workflow ids are
 * business identity. Each call fails with `DEADLINE_EXCEEDED` when Temporal has not answered within 8 s.
 */
export function createStarters(client: Pick<Client, 'workflow' | 'withDeadline'>) {
  const { workflow } = client;
  const within = <T>(call: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + sendWithinMs, call);
  return {
    /** Signals a purse or a session; a late signal reopens the story of one that had ended. */
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
     * Starts the retries of a delivery. A workflow that still runs is from an earlier start, and may wait for
     * hours. It is terminated: redelivering begins the schedule anew.
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

    /** Starts the workflow of a broken endpoint, or makes the running one look at its row. */
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

    /** Starts the planner of a network's sweeps, unless it runs already. */
    planSweeps: async (network: NetworkCode): Promise<void> => {
      try {
        await within(() =>
          workflow.start(plannerWorkflowType, {
            workflowId: plannerWorkflowId(network),
            taskQueue: purseTaskQueue,
            args: [{ network }],
            staticSummary: `Planner of the sweeps on ${network}`,
          }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },

    /**
     * Starts the watcher of a chain, unless it runs already. After `heartbeatMs` without a sign of life its scanner
     * counts as dead.
     */
    watchChain: async ({ code }: Network, heartbeatMs: number): Promise<void> => {
      try {
        await within(() =>
          workflow.start(chainWorkflowType, {
            workflowId: chainWorkflowId(code),
            taskQueue: purseTaskQueue,
            args: [{ network: code, heartbeatMs }],
            staticSummary: `Scanner of ${code}`,
          }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
  };
}
