import { asyncLocalStorage } from '@temporalio/activity';

/**
 * Says whether the running attempt still has time to begin something. False after half of its time: at the
 * end Temporal starts another attempt and ignores this one, which would work beside its successor. Always
 * true outside an activity.
 */
export function createTimeLeft(): () => boolean {
  const context = asyncLocalStorage.getStore();
  if (!context) return () => true;
  const { info, cancellationSignal } = context;
  const until = performance.now() + info.startToCloseTimeoutMs / 2;
  return () => performance.now() < until && !cancellationSignal.aborted;
}
