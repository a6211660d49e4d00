import { saveRound, readRound } from '../../db/audit/auditRounds.ts';
import type { PursesToCompare, WatchedPurse } from '../../db/audit/nextPurses.ts';
import { countPurses, nextPurses } from '../../db/audit/nextPurses.ts';
import type { Db } from '../../db/connect.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';

/**
 * Which purses an audit compares: all that ever had a transfer, and a share of the others, so that all have
 * their turn.
 */
export interface Turn {
  /** After this number of audits all purses have been compared. */
  readonly nights: number;
  /** At least this number of the others. If there are no more than that, all are compared each time. */
  readonly atLeast: number;
}

export interface PursesOfChain {
  /** How many are compared in this audit. */
  readonly total: number;
  /** How many are left to the next audits. */
  readonly left: number;
  /** Call `done` after comparing these purses. It saves the place of the round. */
  pages(): AsyncGenerator<{ readonly purses: readonly WatchedPurse[]; done(): Promise<void> }>;
}

const saveNothing = (): Promise<void> => Promise.resolve();

/**
 * The purses to compare on a chain, `pageSize` at a time. With a turn, first come those that ever had a
 * transfer on any network, as money sent on the wrong network is at such an address. Then come the others,
 * from the place where the last audit ended. Without a turn, all purses come and no place is saved.
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
      // The last of all purses ends the round.
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
        for await (const { purses } of pagesOf('all', null, Infinity)) yield { purses, done: saveNothing };
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
      for await (const { purses } of pagesOf('used', null, Infinity)) yield { purses, done: saveNothing };
      const from = unused <= share ? null : await readRound(db, chainId);
      // If no purse follows the saved place, the round begins again.
      for (const start of from === null ? [null] : [from, null]) {
        let compared = 0;
        for await (const { purses, place } of pagesOf('unused', start, unused <= share ? Infinity : share)) {
          compared += purses.length;
          yield { purses, done: () => saveRound(db, chainId, place) };
        }
        if (compared > 0) return;
      }
    },
  };
}
