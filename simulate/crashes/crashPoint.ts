import type { EnginePart } from '../../cli/stack/engine.ts';
import type { Place } from './place.ts';

/** What happens on the chain, and what the merchant's server answers, while a process dies. */
export type CrashStory =
  'paid' | 'pending' | 'dust' | 'declined' | 'forked' | 'refused' | 'swept' | 'transferred';

/** A place between two steps of a deposit, where a process may die. */
export interface CrashPoint extends Place {
  /** What was done last. */
  readonly name: string;
  readonly part: EnginePart;
  readonly story: CrashStory;
  /** Relative to the repository. */
  readonly file: string;
}
