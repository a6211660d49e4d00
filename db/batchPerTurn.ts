import type { Db } from './connect.ts';

/**
 * Makes of a statement that answers many one that is called for each: what is asked for in one turn of the event loop
 * goes out together at its end. A busy process so pays one round trip for several callers, and an idle one waits for
 * nobody; each is still answered by a statement that began after it asked.
 *
 * `find` gives an answer to each that is asked, in their order. Where it fails, all of the turn fail: what is asked
 * must be known to be text that PostgreSQL takes.
 */
export function batchPerTurn<Asked, Found>(
  find: (db: Db, asked: readonly Asked[]) => Promise<readonly Found[]>,
): (db: Db, asked: Asked) => Promise<Found> {
  const turns = new WeakMap<Db, { readonly asked: Asked[]; readonly found: Promise<readonly Found[]> }>();
  const begin = (db: Db) => {
    const asked: Asked[] = [];
    const ended = new Promise<void>(resolve => setImmediate(resolve));
    const found = ended.then(() => {
      turns.delete(db);
      return find(db, asked);
    });
    const turn = { asked, found };
    turns.set(db, turn);
    return turn;
  };
  return async (db, wanted) => {
    const turn = turns.get(db) ?? begin(db);
    const place = turn.asked.push(wanted) - 1;
    const answers = await turn.found;
    const answer = answers[place];
    if (answer === undefined)
      throw new Error(`${String(turn.asked.length)} were asked for, ${String(answers.length)} found`);
    return answer;
  };
}
