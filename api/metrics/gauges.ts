import type { Db } from '../../db/connect.ts';

/** A gauge's name, its value (null if unknown), and its labels. */
export type Sample<Name extends string = string> = readonly [
  name: Name,
  value: number | null,
  labels?: Readonly<Record<string, string>>,
];

/** Gauges that one statement of the database fills. */
export interface Gauges {
  readonly name: string;
  /** True if the statement costs more, so that its answer is reused for longer. */
  readonly slow: boolean;
  readonly gauges: readonly {
    readonly name: string;
    readonly help: string;
    readonly labels: readonly string[];
  }[];
  readonly read: (db: Db) => Promise<readonly Sample[]>;
}

type Described = string | { readonly help: string; readonly labels: readonly string[] };

/** Gauges whose samples can only name these gauges. */
export function gaugesOf<Name extends string>(of: {
  readonly name: string;
  readonly slow?: boolean;
  readonly labels?: readonly string[];
  /** What each gauge means, by its name. All have the same labels unless they say otherwise. */
  readonly gauges: Readonly<Record<Name, Described>>;
  readonly read: (db: Db) => Promise<readonly Sample<Name>[]>;
}): Gauges {
  const { name, slow = false, labels = [], read } = of;
  const gauges = Object.entries<Described>(of.gauges).map(([gauge, described]) =>
    typeof described === 'string' ? { name: gauge, help: described, labels } : { name: gauge, ...described },
  );
  return { name, slow, gauges, read };
}
