import { Context } from '@temporalio/activity';

const mostMs = 2000;

/**
 * The time between two heartbeats, in ms, of an activity whose worker counts as dead after `timeoutMs` without one.
 * 0 or undefined: the activity has no such limit.
 */
export const heartbeatEveryMs = (timeoutMs: number | undefined): number =>
  timeoutMs ? Math.min(mostMs, timeoutMs / 4) : mostMs;

/**
 * The same activity with heartbeats while it runs: what a dead worker had begun is begun again within its heartbeat's
 * time. A local activity has no heartbeats.
 */
export function withHeartbeats<Input, Output>(
  run: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  return async input => {
    const context = Context.current();
    const { heartbeatTimeoutMs } = context.info;
    if (!heartbeatTimeoutMs) return run(input);
    const timer = setInterval(() => {
      context.heartbeat();
    }, heartbeatEveryMs(heartbeatTimeoutMs));
    try {
      return await run(input);
    } finally {
      clearInterval(timer);
    }
  };
}
