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
  /** Whether requests that found no connection free while the time lasted are left out; else they are sent after it. */
  readonly endsOnTime?: boolean;
  /** Statuses that refuse a request of this load, and are not wrong. */
  readonly refusals?: readonly number[];
}

export interface Target {
  readonly path: string;
  /** What the body of the right answer holds. */
  readonly holds: string;
  /** JSON in ASCII to POST; without it the path is asked for with GET. */
  readonly body?: string;
  /** Sent beside those of the load. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of right answers; 200 unless told. */
  readonly statuses?: readonly number[];
}

export interface LoadResult {
  readonly answered: number;
  readonly seconds: number;
  /** Of each request, in ms; from the time it was due where arrivals are fixed. */
  readonly latencies: readonly number[];
  /** Processor time of the generator, in seconds. */
  readonly generatorCpu: number;
  /** How many answers of each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers that were neither what was asked for nor a refusal that the load expects, and the first of them. */
  readonly wrong: number;
  readonly firstWrong: string | null;
}
