import type { Progress } from '../../testkit/servers/progress.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface StackOptions {
  /** The state folder: everything the stack keeps is in it. */
  readonly home: string;
  /** 0 takes a free port. */
  readonly ports: Readonly<Record<'api' | 'temporal' | 'temporalUi' | 'postgres' | 'chain', number>>;
  /** The example shop is started on this port; left out, it is not. */
  readonly shopPort?: number;
  /** How long a purse of the test account lives without a confirmed deposit. */
  readonly pursePeriodSeconds: number;
  readonly blockTimeMs: number;
  /** False where the state is thrown away anyway: Postgres does not wait for the disk. */
  readonly durable: boolean;
  /** Who judges deposits: the list unless it is said, or the testkit's provider, which is told how to behave. */
  readonly provider?: 'list' | 'http';
  /** Makes the seed of the deposit addresses of a new folder; left out, it is drawn. */
  readonly seed?: string;
  readonly env: Environment;
  readonly progress: Progress;
  /** Gives the start up, also in the middle of a build that takes minutes. */
  readonly signal: AbortSignal;
  /** Settings of the worker beside those the stack gives it. */
  readonly workerEnv?: Readonly<Record<string, string>>;
  /** The same of the API. */
  readonly apiEnv?: Readonly<Record<string, string>>;
}
