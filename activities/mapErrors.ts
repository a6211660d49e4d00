import { ApplicationFailure } from '@temporalio/activity';
import { PurserError } from '../domain/errors.ts';

/**
 * The one mapping of the catalogue to Temporal: type is the code, and what is final is not retried. Anything
 * else is passed on as it is, and retried: a defect is mended by a deployment, not by giving up.
 */
function asFailure(error: unknown): unknown {
  if (!(error instanceof PurserError)) return error;
  return ApplicationFailure.create({
    type: error.code,
    message: error.message,
    nonRetryable: !error.retryable,
    cause: error,
  });
}

/** Runs an activity's work with its errors mapped. */
export async function mapErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asFailure(error);
  }
}
