import type { Db } from '../../db/connect.ts';

/** What a gauge is called in a sample, its value (null: none is known), and its labels. */
export type Sample<Name extends string = string> = readonly [
  name: Name,
  value: number | null,
  labels?: Readonly<Record<string, string>>,
];

/** Gauges that one statement of the database fills. */
export interface Gauges {
  readonly name: string;
  /** True where the answer costs more, and serves longer. */
  readonly slow: boolean;
  readonly gauges: readonly {
    readonly name: string;
    readonly help: string;
    readonly labels: readonly string[];
  }[];
  readonly read: (db: Db) => Promise<readonly Sample[]>;
}

type Told = string | { readonly help: string; readonly labels: readonly string[] };

/** A reading whose samples name none but its own gauges. */
export function gaugesOf<Name extends string>(of: {
  readonly name: string;
  readonly slow?: boolean;
  readonly labels?: readonly string[];
  /** What each gauge tells, by its name. All have the same labels unless they say otherwise. */
  readonly gauges: Readonly<Record<Name, Told>>;
  readonly read: (db: Db) => Promise<readonly Sample<Name>[]>;
}): Gauges {
  const { name, slow = false, labels = [], read } = of;
  const gauges = Object.entries<Told>(of.gauges).map(([gauge, told]) =>
    typeof told === 'string' ? { name: gauge, help: told, labels } : { name: gauge, ...told },
  );
  return { name, slow, gauges, read };
}
