import { setTimeout as sleep } from 'node:timers/promises';
import type { SanctionsList } from './sanctionsList.ts';
import { fingerprintFile } from './fingerprintFile.ts';

/** How often a file that is no list is reported while it does not change, in ms. */
const reportAgainMs = 60_000;

export interface WatchOptions {
  readonly onLoaded: (listed: number) => void;
  /** The new file is no list, or none is there: the old list is in force. */
  readonly onError: (error: unknown) => void;
}

/**
 * Makes the function that looks at the list's file, and reads it again if it changed. A change is read when
 * the file is the same at two looks in a row: half of a list that is being written may pass for a list. A
 * file that is no list is retried at each look, and reported when it changes and once a minute.
 */
export function createLook(list: SanctionsList, { onLoaded, onError }: WatchOptions): () => Promise<void> {
  let seen = list.fingerprint();
  let complaint = { about: '', at: 0 };
  return async () => {
    const now = await fingerprintFile(list.file);
    const settled = now === seen;
    seen = now;
    if (!settled || now === list.fingerprint()) return;
    try {
      await list.reload();
      complaint = { about: '', at: 0 };
      onLoaded(list.listed());
    } catch (error) {
      if (complaint.about === now && performance.now() - complaint.at < reportAgainMs) return;
      complaint = { about: now, at: performance.now() };
      onError(error);
    }
  };
}

/** Looks at the list's file every `everyMs`, until `stop` is aborted. */
export async function watchSanctions(
  list: SanctionsList,
  { everyMs, ...options }: WatchOptions & { readonly everyMs: number },
  stop: AbortSignal,
): Promise<void> {
  const look = createLook(list, options);
  while (!stop.aborted) {
    // The watch alone keeps no process alive; an abort ends the rest, and with it the loop.
    await sleep(everyMs, undefined, { signal: stop, ref: false }).catch(() => undefined);
    if (!stop.aborted) await look();
  }
}
