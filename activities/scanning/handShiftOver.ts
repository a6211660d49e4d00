import { Context } from '@temporalio/activity';
import { sleepUntilStopped } from '../loops/sleepUntilStopped.ts';

/**
 * Ends a scanner's shift at once, in a process that does not scan. Its workflow continues as new, and a
 * process that scans gets the next shift. Rests before, as an older worker may hand the shift over again.
 * Returns a height because `scanChain` does; the height is not used.
 */
export async function handShiftOver(): Promise<number> {
  await sleepUntilStopped(1000, Context.current().cancellationSignal);
  return -1;
}
