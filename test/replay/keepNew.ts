import { basename, dirname } from 'node:path';
import { readHistory } from './historyText.ts';
import { turnsOf } from './stepsOf.ts';

/** A recorded history: its file ends with `{workflow type}/{name}.json`. */
export interface Recorded {
  readonly file: string;
  readonly text: string;
}

/**
 * The files of those histories that show something for the first time: a step after which, in the same type of
 * workflow, no history in `known` and none that was kept before goes on like this.
 */
export function keepNew(recorded: readonly Recorded[], known: readonly Recorded[]): readonly string[] {
  const seen = new Map<string, Set<string>>();
  const addTurns = ({ file, text }: Recorded): boolean => {
    const type = basename(dirname(file));
    const turns = seen.get(type) ?? new Set<string>();
    seen.set(type, turns);
    const before = turns.size;
    for (const turn of turnsOf(readHistory(text))) turns.add(turn);
    return turns.size > before;
  };
  for (const one of known) addTurns(one);
  return recorded.filter(addTurns).map(({ file }) => file);
}
