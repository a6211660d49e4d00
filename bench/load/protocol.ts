/** A load for the generator. It does one load at a time. */
export interface Load {
  readonly url: string;
  /** Sent with each request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly targets: readonly Target[];
  readonly connections: number;
  readonly seconds: number;
  /** Arrivals per second. Null: each connection asks again as soon as it has its answer. */
  readonly perSecond: number | null;
  /**
   * Whether to leave out requests that found no free connection in time. Else they are sent after the end.
   */
  readonly endsOnTime?: boolean;
  /** Statuses of refusals that this load expects and that are not wrong. */
  readonly refusals?: readonly number[];
}

export interface Target {
  readonly path: string;
  /** What the body of a right answer contains. */
  readonly holds: string;
  /** JSON in ASCII to POST. Without it the request is a GET. */
  readonly body?: string;
  /** Headers in addition to those of the load. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The statuses of right answers. The default is 200. */
  readonly statuses?: readonly number[];
}

export interface LoadResult {
  readonly answered: number;
  readonly seconds: number;
  /**
   * The latency of each request, in ms. With fixed arrivals it counts from the time when the request was due.
   */
  readonly latencies: readonly number[];
  /** Processor time of the generator, in seconds. */
  readonly generatorCpu: number;
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers that were neither right nor an expected refusal, and the first of them. */
  readonly wrong: number;
  readonly firstWrong: string | null;
}
