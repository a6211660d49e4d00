import type { Db } from '../../db/connect.ts';
import { bookFees } from '../../db/sending/bookFees.ts';
import type { Registry } from '../../domain/registry.ts';
import { sleepUntilStopped } from './sleepUntilStopped.ts';

interface GasDeps {
  readonly db: Db;
  readonly registry: Registry;
  readonly onError: (error: unknown) => void;
  /** How long it rests when nothing is left to book, in ms. */
  readonly idleMs: number;
}

/** How many fees one transaction books. */
const atOnce = 500;

/** Books the fees of what our keys sent, until `stop` is aborted. Needs no single owner. */
export async function bookGas({ db, registry, onError, idleMs }: GasDeps, stop: AbortSignal): Promise<void> {
  const natives = registry.currencies.filter(({ contract }) => contract === null);
  while (!stop.aborted) {
    const booked = await bookFees(db, natives, atOnce).catch((error: unknown) => {
      onError(error);
      return 0;
    });
    if (booked < atOnce) await sleepUntilStopped(idleMs, stop);
  }
}
