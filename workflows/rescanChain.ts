import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/createActivities.ts';
import type { RescanInput, RescanResult } from '../domain/scanning/messages.ts';

const activities = proxyActivities<Activities>({
  // Enough for 10,000 blocks of a slow node. Heartbeats say what was read: another attempt goes on from
  // there.
  startToCloseTimeout: 60 * 60 * 1000,
  scheduleToCloseTimeout: 2 * 60 * 60 * 1000,
  heartbeatTimeout: 60_000,
  summary: 'Read the blocks again; its heartbeat says how far it is',
  retry: { initialInterval: 500, maximumInterval: 30_000 },
});

/** Reads scanned blocks again, and records what was missed in them. */
export async function rescanChain(input: RescanInput): Promise<RescanResult> {
  return activities.rescanChain(input);
}
