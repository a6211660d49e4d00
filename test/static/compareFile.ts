import { readFile, writeFile } from 'node:fs/promises';

/** The result of a check: nothing, or what to show. */
export interface Finding {
  readonly passed: boolean;
  readonly output: string;
}

export const passed: Finding = { passed: true, output: '' };

/** Compares a generated file with the committed one; `write` replaces it by the new text. */
export async function compareFile(file: string, text: string, write: boolean): Promise<Finding> {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed === text) return passed;
  if (write) {
    await writeFile(file, text);
    return { passed: true, output: `wrote ${file}` };
  }
  return {
    passed: false,
    output: `${file} is not what the code makes; see what changed, then \`npm run check -- --write\`:\n${firstDifference(committed, text)}`,
  };
}

function firstDifference(committed: string, text: string): string {
  const was = committed.split('\n');
  const is = text.split('\n');
  const at = is.findIndex((line, index) => line !== was[index]);
  const line = at === -1 ? is.length : at;
  return `  line ${String(line + 1)}\n  - ${was[line] ?? '(end of file)'}\n  + ${is[line] ?? '(end of file)'}`;
}
