import { PurserError } from '../../domain/errors.ts';
import { keyIn } from './authenticate.ts';
import { clientKey } from './limitClients.ts';
import { createRateLimit } from './rateLimit.ts';

/** How many unknown keys a client may try at once, and how many more a second. */
const tries = { atOnce: 100, perSecond: 10 };

/**
 * Limits how often a client hears that its keys are unknown. Every key is still looked up, many in one
 * statement: behind an untrusted proxy all clients count as one, and strangers must not shut out callers with
 * a valid key, even just after a start. Throws `rate_limited`, with the seconds to wait for `setRetryAfter`.
 */
export function createFailureLimit(): <T>(
  client: {
    readonly ip: string | undefined;
    readonly header: string | undefined;
    readonly setRetryAfter: (seconds: number) => void;
  },
  authenticate: () => Promise<T>,
) => Promise<T> {
  const take = createRateLimit(tries.perSecond, tries.atOnce);
  return async ({ ip, header, setRetryAfter }, authenticate) => {
    try {
      return await authenticate();
    } catch (error) {
      const isNobodys =
        error instanceof PurserError && error.code === 'unauthorized' && keyIn(header) !== undefined;
      if (!isNobodys) throw error;
      const { allowed, retryAfter } = take(clientKey(ip));
      if (allowed) throw error;
      setRetryAfter(retryAfter);
      throw new PurserError('rate_limited');
    }
  };
}
