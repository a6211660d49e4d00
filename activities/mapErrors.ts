import { ApplicationFailure } from '@temporalio/activity';
import { ApplicationFailureCategory } from '@temporalio/common';
import { describeDatabaseError } from '../db/databaseError.ts';
import { PurserError } from '../domain/errors.ts';

/**
 * The one mapping of the catalogue to Temporal: type is the code, and what is final is not retried. Anything
 * else is passed on, and retried: a defect is mended by a deployment, not by giving up. Of an error of Postgres
 * only the names of things are: its message holds values of rows, and a history is no place for those.
 */
function asFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const told = describeDatabaseError(error);
  if (told) {
    const { name, ...facts } = told;
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
    // To be asked to wait is no trouble: it is neither counted nor logged as any.
    ...(error.code === 'verdict_pending' ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });
}

/** True of what an activity throws to be run again, though nothing went wrong. */
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
