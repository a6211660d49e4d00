import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from './installTool.ts';
import type { RunningServer } from './runServer.ts';
import { StartError } from './StartError.ts';

const PATIENCE = 60_000;
const ENDED = new Error('it ended immediately');

/**
 * Repeats the attempt until it succeeds. Stops the server again if it ends, does not answer in time, is
 * aborted by `signal`, or fails the attempt with a `StartError`. So nothing half-started is left.
 */
export async function untilReady(
  server: RunningServer,
  /** The log line with the reason for a failed start. The first group is quoted. */
  reasonInLog: RegExp,
  attempt: () => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  let ended = false;
  void server.exited.then(() => (ended = true));
  try {
    for (;;) {
      signal?.throwIfAborted();
      try {
        await attempt();
        return;
      } catch (error) {
        if (error instanceof StartError) throw error;
        if (ended || performance.now() > deadline)
          throw await failure(server, reasonInLog, ended ? ENDED : error);
        await sleep(50);
      }
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function failure(server: RunningServer, reasonInLog: RegExp, cause: unknown): Promise<StartError> {
  const why = reasonInLog.exec(await server.log())?.[1] ?? reasonOf(cause);
  return new StartError(`${server.name} did not start: ${why}`, `its log ${server.logFile} has more`, {
    cause,
  });
}
