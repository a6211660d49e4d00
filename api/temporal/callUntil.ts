import type { Client } from '@temporalio/client';
import { isGrpcServiceError, ServiceError } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a caller waits for a workflow, in ms: callers are promised an answer within 10 s. */
export const patienceMs = 8000;
const pauseMs = 250;

/**
 * Calls Temporal, and retries until `deadline` (ms since 1970) while the server restarts. Throws what the
 * last call threw.
 */
export async function callUntil<T>(client: Client, deadline: number, call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await client.withDeadline(deadline, call);
    } catch (error) {
      if (!isPassing(error) || Date.now() + pauseMs >= deadline) throw error;
      await sleep(pauseMs);
    }
  }
}

// https://grpc.io/docs/guides/status-codes/
/**
 * CANCELLED and DEADLINE_EXCEEDED: the server may see first that the deadline is over, and cancels the call.
 */
const tooLate = [1, 4];
/** RESOURCE_EXHAUSTED, ABORTED and UNAVAILABLE: the same call may succeed in a moment. */
const passing = [8, 10, 14];

function isPassing(error: unknown): boolean {
  return passing.includes(grpcCode(error) ?? -1);
}

/** True if the result did not come before the deadline. */
export function isTooLate(error: unknown): boolean {
  return tooLate.includes(grpcCode(error) ?? -1);
}

function grpcCode(error: unknown): number | undefined {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) ? cause.code : undefined;
}
