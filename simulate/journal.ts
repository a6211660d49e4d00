import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan, Step } from './plan/steps.ts';
import { planSchema } from './plan/steps.ts';

/** A plan with what became of each step, as lines of JSON. The first line is the plan, so that it can run again. */
export interface Journal {
  readonly file: string;
  wrote(at: number, step: Step, outcome: string): void;
  /** What the engine has still to do after all steps. */
  waits(left: readonly string[]): void;
  /** Removes it: the seed went well. */
  discard(): void;
}

export function openJournal(folder: string, plan: Plan): Journal {
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

/** The plan of a journal. Throws if the file is none. */
export function readPlan(file: string): Plan {
  const [first = ''] = readFileSync(file, 'utf8').split('\n');
  return planSchema.parse(JSON.parse(first));
}
