import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A plan with what became of each step, as lines of JSON. The first line is the plan, so that it can run again. */
export interface Journal {
  readonly file: string;
  wrote(at: number, step: { readonly do: string }, outcome: string): void;
  /** What the engine has still to do after all steps. */
  waits(left: readonly string[]): void;
  /** Removes it: the seed went well. */
  discard(): void;
}

export function openJournal(folder: string, plan: { readonly seed: number }): Journal {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `seed-${String(plan.seed)}.jsonl`);
  writeFileSync(file, `${JSON.stringify(plan)}\n`);
  return {
    file,
    wrote: (at, step, outcome) => {
      appendFileSync(
        file,
        `${JSON.stringify({ at, do: step.do, time: new Date().toISOString(), outcome })}\n`,
      );
    },
    waits: left => {
      appendFileSync(file, `${JSON.stringify({ time: new Date().toISOString(), left })}\n`);
    },
    discard: () => {
      rmSync(file);
    },
  };
}

/** The plan of a journal, whose form `schema` knows. Throws if the file is none. */
export function readPlan<Plan>(file: string, schema: { parse(value: unknown): Plan }): Plan {
  const [first = ''] = readFileSync(file, 'utf8').split('\n');
  return schema.parse(JSON.parse(first));
}
