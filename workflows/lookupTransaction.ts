import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/createActivities.ts';
import type { LookupInput, TransactionOnChain } from '../domain/scanning/messages.ts';

const activities = proxyActivities<Activities>({
  startToCloseTimeout: 10_000,
  summary: 'Read one transaction from the chain',
  // Nobody waits for the answer longer than 8 s; what comes a little later serves who asks again.
  scheduleToCloseTimeout: 20_000,
  retry: { initialInterval: 200, maximumInterval: 2000 },
});

/** Reads a chain for the API, which never does so itself: what one transaction does for purses of ours. */
export async function lookupTransaction(input: LookupInput): Promise<TransactionOnChain> {
  return activities.lookupTransaction(input);
}
