/** Waits, or returns at once when `stop` is aborted. */
export async function sleepUntilStopped(ms: number, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return;
  await new Promise<void>(resolve => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    }
    stop.addEventListener('abort', done);
  });
}

/** Rests that `wake` cuts short. Without a rest under way, `wake` cuts the next one. */
export function createRest(stop: AbortSignal): {
  readonly for: (ms: number) => Promise<void>;
  readonly wake: () => void;
} {
  let wakeUp = new AbortController();
  return {
    for: async ms => {
      await sleepUntilStopped(ms, AbortSignal.any([stop, wakeUp.signal]));
      wakeUp = new AbortController();
    },
    wake: () => {
      wakeUp.abort();
    },
  };
}
