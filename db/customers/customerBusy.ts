import { PurserError } from '../../domain/errors.ts';
import { isLockTimeout } from '../classifyError.ts';

/** Of a statement that locks a customer's row. Throws `customer_busy` where it waited in vain for another to let go. */
export function customerBusy(error: unknown): never {
  throw isLockTimeout(error) ? new PurserError('customer_busy', undefined, { cause: error }) : error;
}
