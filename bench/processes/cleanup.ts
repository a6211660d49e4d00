/** What a run has started and must end, in the order of starting. */
export interface Cleanup {
  add(stop: () => Promise<void>): void;
}

/** The person at the terminal, or a supervisor, ended the run. */
export class Interrupted extends Error {
  /** By the convention of shells: 128 plus the signal's number. */
  readonly exitCode: number;
  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`ended by ${signal}`);
    this.exitCode = signal === 'SIGINT' ? 130 : 143;
  }
}

/**
 * Does the work, then ends what it started, the last first. Does so also if the work fails or a signal comes.
 */
export async function untilInterrupted<T>(work: (cleanup: Cleanup) => Promise<T>): Promise<T> {
  const stops: (() => Promise<void>)[] = [];
  const interrupted = Promise.withResolvers<never>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupted.reject(new Interrupted(signal));
    });
  }
  const working = work({
    add: stop => {
      stops.push(stop);
    },
  });
  // After an interruption nothing waits for the work, and it fails because its processes end.
  working.catch(() => undefined);
  try {
    return await Promise.race([working, interrupted.promise]);
  } finally {
    for (const stop of stops.toReversed()) {
      await stop().catch((error: unknown) => {
        process.stderr.write(`bench: cleanup failed: ${String(error)}\n`);
      });
    }
  }
}
