import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../connect.ts';
import { requireKeys, sealSecrets } from './sealSecrets.ts';
import type { SecretBox } from './secretBox.ts';
import { CannotOpen } from './secretBox.ts';

const pauseMs = 5000;

interface Watch {
  readonly stop: AbortSignal;
  /** The database does not answer: it will be tried again. */
  readonly onError: (error: unknown) => void;
  /** None of the keys sealed a secret: only what it signs waits. */
  readonly onCannotOpen: (error: CannotOpen) => void;
}

/**
 * Runs at the start of a process that makes or uses secrets. It checks that its keys open them, and if so
 * seals what an earlier release left plain. Neither delays the start: if the database does not answer, both
 * are done once it does. A secret that no key opens concerns its endpoint alone.
 */
export async function readySecrets(db: Db, box: SecretBox, watch: Watch): Promise<void> {
  try {
    await ready(db, box, watch);
  } catch (error) {
    watch.onError(error);
    void later(db, box, watch);
  }
}

async function ready(db: Db, box: SecretBox, { onCannotOpen }: Watch): Promise<void> {
  try {
    await requireKeys(db, box);
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    onCannotOpen(error);
    // The key may be mistyped. Every process signs with the plain secrets, so they must stay plain.
    return;
  }
  await sealSecrets(db, box);
}

async function later(db: Db, box: SecretBox, watch: Watch): Promise<void> {
  const { stop, onError } = watch;
  while (!stop.aborted) {
    try {
      await sleep(pauseMs, undefined, { signal: stop, ref: false });
      await ready(db, box, watch);
      return;
    } catch (error) {
      if (stop.aborted) return;
      onError(error);
    }
  }
}
