import { ApplicationFailure } from '@temporalio/activity';
import { ApplicationFailureCategory } from '@temporalio/common';
import { describeDatabaseError } from '../db/databaseError.ts';
import { PurserError } from '../domain/errors.ts';

/**
 * The one mapping of the error catalogue to Temporal: the failure's type is the code, and a final error is
 * not retried. Any other error is passed on and retried: a deployment mends a defect, giving up does not. Of
 * a Postgres error only the names of things are passed on: its message holds values of rows, which do not
 * belong in a history.
 */
function asFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const described = describeDatabaseError(error);
  if (described) {
    const { name, ...facts } = described;
    const message = Object.entries(facts)
      .flatMap(([fact, value]) => (value === undefined ? [] : [`${fact} ${value}`]))
      .join(', ');
    return ApplicationFailure.create({ message, ...(name === undefined ? {} : { type: name }) });
  }
  if (!(error instanceof PurserError)) return error;
  return ApplicationFailure.create({
    type: error.code,
    message: error.message,
    nonRetryable: !error.retryable,
    cause: error,
    // A request to wait is no failure: it is neither counted nor logged as one.
    ...(error.code === 'verdict_pending' ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });
}

/** True for an error that only asks to run the activity again, though nothing went wrong. */
export function isBenign(error: unknown): boolean {
  return error instanceof ApplicationFailure && error.category === ApplicationFailureCategory.BENIGN;
}

/** Runs an activity's work with its errors mapped. */
export async function mapErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asFailure(error);
  }
}
