import type { PurserError } from '../../domain/errors.ts';

/**
 * Runs `work` when the key's turn comes. Refuses if too many wait, or if the turn has not come by `until`.
 */
export type Turns = <T>(key: string, until: number, work: () => Promise<T>) => Promise<T>;

interface Queue {
  running: number;
  readonly waiting: Set<() => void>;
}

/**
 * For each key, runs `atOnce` works at a time in this process. The others wait in order, and hold nothing
 * meanwhile, not even a database connection. `until` is a time of `performance.now()`.
 *
 * An unused key is forgotten, so memory follows what runs and waits.
 */
export function createTurns(
  { atOnce, waiting }: { readonly atOnce: number; readonly waiting: number },
  refusal: () => PurserError,
): Turns {
  const queues = new Map<string, Queue>();

  function enter(key: string, until: number): Promise<void> | void {
    const queue = queues.get(key) ?? { running: 0, waiting: new Set() };
    queues.set(key, queue);
    if (queue.running < atOnce) {
      queue.running += 1;
      return;
    }
    if (queue.waiting.size >= waiting) throw refusal();
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(
        () => {
          queue.waiting.delete(begin);
          reject(refusal());
        },
        Math.max(0, until - performance.now()),
      );
      queue.waiting.add(begin);
    });
  }

  function leave(key: string): void {
    const queue = queues.get(key);
    const [next] = queue?.waiting ?? [];
    if (next) {
      // The place passes to the next in line: no later call gets in between.
      queue?.waiting.delete(next);
      next();
    } else if (queue) {
      queue.running -= 1;
      if (queue.running === 0) queues.delete(key);
    }
  }

  return async (key, until, work) => {
    await enter(key, until);
    try {
      return await work();
    } finally {
      leave(key);
    }
  };
}
