/** Aborted when the process is told to stop. */
export function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  // If the parent dies without a signal, its worker stops too.
  process.once('disconnect', () => stop.abort());
  return stop.signal;
}
