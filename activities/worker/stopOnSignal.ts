/** Aborted when the process is told to stop. */
export function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  // A parent that dies without a word takes its worker with it.
  process.once('disconnect', () => stop.abort());
  return stop.signal;
}
