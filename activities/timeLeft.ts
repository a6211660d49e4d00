import { asyncLocalStorage } from '@temporalio/activity';

/**
 * Says whether the attempt that runs now still has time to begin something. False from the half of its time on: at
 * its end Temporal starts another, and hears nothing of this one, which would work beside its successor. Always true
 * where no activity runs.
 */
export function createTimeLeft(): () => boolean {
  const context = asyncLocalStorage.getStore();
  if (!context) return () => true;
  const { info, cancellationSignal } = context;
  const until = performance.now() + info.startToCloseTimeoutMs / 2;
  return () => performance.now() < until && !cancellationSignal.aborted;
}
