import type { Postgres } from '../../testkit/servers/postgres.ts';
import type { Progress } from '../../testkit/servers/progress.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface StackOptions {
  /** The state folder with everything that the stack saves. */
  readonly home: string;
  /** 0 takes a free port. */
  readonly ports: Readonly<Record<'api' | 'temporal' | 'temporalUi' | 'postgres' | 'chain', number>>;
  /** The port of the example shop. Without it the shop is not started. */
  readonly shopPort?: number;
  /** How long a purse of the test account lives without a confirmed deposit, in seconds. */
  readonly pursePeriodSeconds: number;
  readonly blockTimeMs: number;
  /** False if the state is thrown away anyway: then Postgres does not wait for the disk. */
  readonly durable: boolean;
  /** A PostgreSQL that runs already. Whoever started it ends it. Without it one is started in the state folder. */
  readonly postgres?: Postgres;
  /** Who judges deposits: the list (default), or the testkit's provider, whose behaviour can be set. */
  readonly provider?: 'list' | 'http';
  /** Whether each chain has a second endpoint, which must confirm blocks with money in them. */
  readonly secondNodes?: boolean;
  /** Whether the relay of signals has a process of its own. */
  readonly ownRelay?: boolean;
  /** Whether the test account's purses are swept to a treasury, by a signer of the stack's own. */
  readonly sweeps?: boolean;
  /** For so many purses after those that are given out the stack can sweep, until its next start (200). */
  readonly pursesAhead?: number;
  /** The text from which a new folder's seed of deposit addresses follows. Without it the seed is random. */
  readonly seed?: string;
  readonly env: Environment;
  readonly progress: Progress;
  /** Aborts the start, even in the middle of a build that takes minutes. */
  readonly signal: AbortSignal;
  /** Settings of the worker, the relay and the dispatcher in addition to those of the stack. */
  readonly workersEnv?: Readonly<Record<string, string>>;
  /** Settings of the worker alone, in addition to those. */
  readonly workerEnv?: Readonly<Record<string, string>>;
  /** Settings of the API in addition to those of the stack. */
  readonly apiEnv?: Readonly<Record<string, string>>;
}
