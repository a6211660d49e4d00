import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';

export interface DepositWatch {
  /** The longest time without a credit since this moment of `performance.now()`, in ms. */
  longestPause(since: number): number;
  /** Waits until so many deposits that are recorded from now on are credited. Throws if that takes over two minutes. */
  creditMore(deposits: number): Promise<void>;
  stop(): Promise<void>;
}

const lookEveryMs = 100;
const creditedWithinMs = 120_000;

/** Watches the rows themselves, also while the database is away. */
export function watchDeposits(db: Db, accountId: string): DepositWatch {
  const changes: number[] = [performance.now()];
  const stopping = new AbortController();
  const ending = stopping.signal;
  /** The deposits that were recorded since then and are credited; undefined while the database does not answer. */
  const creditedSince = async (from: string): Promise<number | undefined> => {
    try {
      const { rows } = await sql<{ credited: number }>`
        select count(*) as credited from transactions
        where account_id = ${accountId} and credited_to is not null and created_at > ${from}::timestamptz
      `.execute(db);
      return rows[0]?.credited;
    } catch {
      return undefined;
    }
  };
  const watch = (async () => {
    let known = 0;
    while (!ending.aborted) {
      const credited: number = (await creditedSince('-infinity')) ?? known;
      if (credited !== known) changes.push(performance.now());
      known = credited;
      await sleep(lookEveryMs);
    }
  })();
  return {
    longestPause: since => {
      const times = [since, ...changes.filter(time => time > since), performance.now()];
      return Math.max(...times.slice(1).map((time, nth) => time - (times[nth] ?? time)));
    },
    creditMore: async deposits => {
      // The database runs on this machine: their clock is ours.
      const from = new Date().toISOString();
      for (const until = performance.now() + creditedWithinMs; ; await sleep(lookEveryMs)) {
        const credited = (await creditedSince(from)) ?? 0;
        if (credited >= deposits) return;
        if (performance.now() < until) continue;
        const what = `${String(credited)} of ${String(deposits)} new deposits`;
        throw new Error(`only ${what} were credited within ${String(creditedWithinMs / 1000)} s`);
      }
    },
    stop: async () => {
      stopping.abort();
      await watch;
    },
  };
}
