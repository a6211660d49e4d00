import type { Finality, JournalEntry, Step } from './journal.ts';

/** The steps that a reorg removed from the chain. They allow restoring it. */
export interface CutOff {
  /** How many steps of the chain come before them. */
  readonly sharedSteps: number;
  readonly steps: readonly Step[];
}

interface CanonicalSteps {
  readonly steps: readonly { readonly step: Step; readonly line: number }[];
  /** The steps that the last reorg removed. */
  readonly cutOff: CutOff | undefined;
  readonly finality: Finality | undefined;
  /** The highest timestamp of any block, orphans included; 0 without blocks. */
  readonly latest: number;
}

/**
 * The steps of a journal that are still part of the chain. `line` is the step's line in the journal's file.
 */
export function canonicalSteps(entries: readonly JournalEntry[]): CanonicalSteps {
  let steps: { readonly step: Step; readonly line: number }[] = [];
  let cutOff: CutOff | undefined;
  let finality: Finality | undefined;
  let latest = 0;
  for (const [at, entry] of entries.entries()) {
    const line = at + 2;
    if ('finality' in entry) {
      finality = entry.finality;
      continue;
    }
    const added = 'reorg' in entry ? entry.steps : [entry];
    if ('reorg' in entry) {
      cutOff = { sharedSteps: entry.reorg, steps: steps.slice(entry.reorg).map(({ step }) => step) };
      steps = steps.slice(0, entry.reorg);
    }
    for (const step of added) {
      steps.push({ step, line });
      if ('mine' in step) latest = Math.max(latest, step.mine);
    }
  }
  return { steps, cutOff, finality, latest };
}
