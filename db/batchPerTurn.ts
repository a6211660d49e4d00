import type { Db } from './connect.ts';

/**
 * Turns a statement that answers many callers into a function that each caller calls. All calls of one turn
 * of the event loop go out together at its end. So a busy process pays one round trip for several callers,
 * and an idle process waits for nobody. The statement of each call still begins after the call.
 *
 * `find` returns an answer for each call, in their order. If it fails, all calls of the turn fail: every
 * value passed must be known to be text that PostgreSQL takes.
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
      throw new Error(`${String(turn.asked.length)} answers expected, ${String(answers.length)} found`);
    return answer;
  };
}
