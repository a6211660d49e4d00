import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';

/** How many attempts of one task or activity are still no sign of trouble: deaths of workers cost some. */
const usualAttempts = 4;

/** Longer than a provider that failed is left alone: what waits for that only waits. */
const patienceMs = 45_000;

/** Open workflows of the account that go on failing although everything is well again, each with what it fails at. */
export async function stuckWorkflows(client: Client, accountId: string): Promise<readonly string[]> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const failing = await failingWorkflows(client, accountId);
    if (failing.length === 0 || performance.now() > until) return failing;
    await sleep(1000);
  }
}

/** Open workflows of the account that fail at something again and again, each with what it fails at. */
async function failingWorkflows({ workflow }: Client, accountId: string): Promise<readonly string[]> {
  const stuck: string[] = [];
  const query = `PurserAccount = '${accountId}' and ExecutionStatus = 'Running'`;
  for await (const { workflowId } of workflow.list({ query })) {
    const { raw } = await workflow.getHandle(workflowId).describe();
    const task = raw.pendingWorkflowTask?.attempt ?? 0;
    if (task > usualAttempts) stuck.push(`${workflowId} is at attempt ${String(task)} of its task`);
    for (const { activityType, attempt, lastFailure } of raw.pendingActivities ?? []) {
      if ((attempt ?? 0) <= usualAttempts) continue;
      const name = activityType?.name ?? 'an activity';
      stuck.push(`${workflowId} is at attempt ${String(attempt)} of ${name}: ${lastFailure?.message ?? ''}`);
    }
  }
  return stuck;
}
