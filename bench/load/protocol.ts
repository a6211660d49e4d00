/** What the generator is told to do, once at a time. */
export interface Load {
  readonly url: string;
  /** Sent with each request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly targets: readonly Target[];
  readonly connections: number;
  readonly seconds: number;
  /** Arrivals a second; null: each connection asks again as soon as it is answered. */
  readonly perSecond: number | null;
}

export interface Target {
  readonly path: string;
  /** What the body of the right answer holds. */
  readonly holds: string;
}

export interface LoadResult {
  readonly answered: number;
  readonly seconds: number;
  /** Of each request, in ms; from the time it was due where arrivals are fixed. */
  readonly latencies: readonly number[];
  /** Processor time of the generator, in seconds. */
  readonly generatorCpu: number;
  /** Answers that were not 200 with what was asked for, and the first of them. */
  readonly wrong: number;
  readonly firstWrong: string | null;
}
