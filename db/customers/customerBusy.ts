import { PurserError } from '../../domain/errors.ts';
import { isLockTimeout } from '../classifyError.ts';

/** For a statement that locks a customer's row. Throws `customer_busy` if the wait for the lock timed out. */
export function customerBusy(error: unknown): never {
  throw isLockTimeout(error) ? new PurserError('customer_busy', undefined, { cause: error }) : error;
}
