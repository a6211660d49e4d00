import { keepRound, readRound } from '../../db/audit/auditRounds.ts';
import type { PursesToCompare, WatchedPurse } from '../../db/audit/nextPurses.ts';
import { countPurses, nextPurses } from '../../db/audit/nextPurses.ts';
import type { Db } from '../../db/connect.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';

/** Which purses are compared: those that ever had a transfer, and so many of the others that all had their turn. */
export interface Turn {
  /** After so many audits all purses were compared. */
  readonly nights: number;
  /** So many of the others at least: where there are few, all are compared each time. */
  readonly atLeast: number;
}

export interface PursesOfChain {
  /** How many are compared in this audit. */
  readonly total: number;
  /** How many are left to the next ones. */
  readonly left: number;
  /** `done` keeps the place of the round, once these were compared. */
  pages(): AsyncGenerator<{ readonly purses: readonly WatchedPurse[]; done(): Promise<void> }>;
}

const nothingToKeep = (): Promise<void> => Promise.resolve();

/**
 * The purses that are compared on a chain, `pageSize` at a time. With a turn it is those that ever had a transfer, on
 * whichever network, as money that came on the wrong one is at such an address; then the others from where the last
 * round's part ended. Without a turn it is all of them, and nothing is kept.
 */
export async function pursesInTurn(
  db: Db,
  chainId: ChainId,
  turn: Turn | null,
  pageSize: number,
): Promise<PursesOfChain> {
  async function* pagesOf(which: PursesToCompare, from: PurseId | null, most: number) {
    let after = from;
    for (let left = most; left > 0;) {
      const asked = Math.min(pageSize, left);
      const purses: readonly WatchedPurse[] = await nextPurses(db, which, after, asked);
      after = purses.at(-1)?.id ?? null;
      left -= purses.length;
      // The end of all purses ends the round.
      const ended = purses.length < asked;
      yield { purses, place: ended ? null : after };
      if (ended) return;
    }
  }
  const { all, used } = await countPurses(db);
  if (!turn) {
    return {
      total: all,
      left: 0,
      async *pages() {
        for await (const { purses } of pagesOf('all', null, Infinity)) yield { purses, done: nothingToKeep };
      },
    };
  }
  const unused = all - used;
  const share = Math.max(turn.atLeast, Math.ceil(unused / turn.nights));
  const compared = Math.min(unused, share);
  return {
    total: used + compared,
    left: unused - compared,
    async *pages() {
      for await (const { purses } of pagesOf('used', null, Infinity)) yield { purses, done: nothingToKeep };
      const from = unused <= share ? null : await readRound(db, chainId);
      // A round that ended with the last audit's last purse goes on at its beginning.
      for (const start of from === null ? [null] : [from, null]) {
        let compared = 0;
        for await (const { purses, place } of pagesOf('unused', start, unused <= share ? Infinity : share)) {
          compared += purses.length;
          yield { purses, done: () => keepRound(db, chainId, place) };
        }
        if (compared > 0) return;
      }
    },
  };
}
