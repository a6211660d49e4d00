import { Context } from '@temporalio/activity';
import { sleepUntilStopped } from '../loops/sleepUntilStopped.ts';

/**
 * Ends the shift of a scanner at once, in a process that does not scan: its workflow continues as new, and its next
 * shift is given to a process that does. Rests before, as an older worker may hand the shift over again. Returns a
 * height as `scanChain` does; nobody uses it.
 */
export async function passShiftOn(): Promise<number> {
  await sleepUntilStopped(1000, Context.current().cancellationSignal);
  return -1;
}
