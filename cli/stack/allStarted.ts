/** Waits for all, also if one fails, so that whatever has started is known and can be stopped. Throws the first failure. */
export async function allStarted(starts: readonly Promise<void>[]): Promise<void> {
  const started = await Promise.allSettled(starts);
  for (const one of started) if (one.status === 'rejected') throw one.reason;
}
