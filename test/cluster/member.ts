/** One process of the cluster. */
export interface Member {
  readonly name: string;
  /** Of those that may scan chains. */
  pid?(): number;
  /** Starts it, again if it has ended, and waits until it serves. */
  start(): Promise<void>;
  /** Asks it to end by SIGTERM, and waits until it has. */
  stop(): Promise<void>;
  /** Ends it at once, like a crash. */
  kill(): Promise<void>;
}
