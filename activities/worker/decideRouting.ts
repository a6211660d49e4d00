/** Who gets the tasks of a queue, as Temporal says, from the view of one worker. */
export interface Routing {
  /** The build whose workers get the tasks; null: those without one. */
  readonly current: string | null;
  readonly isOurs: boolean;
  /** What the server knows of our build. `new`: its workers never got the tasks. */
  readonly build: 'unknown' | 'new' | 'known';
  /** When a worker of the current build last asked for tasks, by the server's clock; undefined if long ago. */
  readonly lastPoll: string | undefined;
  /** Names this state of the routing. */
  readonly token: Uint8Array | undefined;
}

/**
 * Decides what a worker does about the routing, whenever it looked, `now` in ms of any clock that never goes back:
 * 1. `have`: its own build gets the tasks.
 * 2. `wait`: the server does not know its build yet; the worker's first poll tells it.
 * 3. `take`: its build never had the tasks. It is a new release.
 * 4. `take`: no worker of the current build asked for tasks for `absentAfterMs`. The release was rolled back, or
 *    versioning was turned off: those who are left go on.
 * 5. `leave`: its build was replaced. A worker of the release before that is started again, or lives a little longer,
 *    must not take the tasks back: runs that took a new path would fail on its code.
 */
export function createRoutingDecision(
  absentAfterMs: number,
): (routing: Routing, now: number) => 'have' | 'wait' | 'take' | 'leave' {
  let seen:
    { readonly current: string | null; readonly poll: string | undefined; readonly at: number } | undefined;
  return ({ current, isOurs, build, lastPoll }, now) => {
    if (isOurs) {
      seen = undefined;
      return 'have';
    }
    if (build === 'unknown') return 'wait';
    if (build === 'new') return 'take';
    // Only what changed since the last look counts, as a server that was just restarted knows of no polls.
    if (seen?.current !== current || seen.poll !== lastPoll) seen = { current, poll: lastPoll, at: now };
    return now - seen.at >= absentAfterMs ? 'take' : 'leave';
  };
}
