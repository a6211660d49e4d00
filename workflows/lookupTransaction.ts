import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/createActivities.ts';
import type { LookupInput, TransactionOnChain } from '../domain/scanning/messages.ts';

const activities = proxyActivities<Activities>({
  startToCloseTimeout: 10_000,
  summary: 'Read one transaction from the chain',
  // Nobody waits for the answer longer than 8 s; a slightly later answer serves whoever asks again.
  scheduleToCloseTimeout: 20_000,
  retry: { initialInterval: 200, maximumInterval: 2000 },
});

/**
 * Finds out what one transaction does for our purses. The API asks this, as it never reads a chain itself.
 */
export async function lookupTransaction(input: LookupInput): Promise<TransactionOnChain> {
  return activities.lookupTransaction(input);
}
