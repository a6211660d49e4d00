import type { TestChain } from './chain.ts';

interface MinerOptions {
  readonly blockTimeMs: number;
  readonly settleBlocks: number;
  /** Mining failed. No further block is mined until `wake`. */
  readonly onError: (error: unknown) => void;
}

/** For how many block times a steady flow of transactions may delay a block. */
const patience = 4;

/**
 * Mines a block every `blockTimeMs` while one is needed (`TestChain.mineOnDemand`), then rests until `wake`:
 * an idle chain grows neither its journal nor its memory.
 *
 * A transaction stays pending for at least `blockTimeMs`, so that a watcher of the mempool has time to see
 * it. If transactions keep arriving, those after the third block time stay pending for less.
 */
export class Miner {
  readonly #chain: TestChain;
  readonly #options: MinerOptions;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = 0;
  /** The latest time for the block that is due. */
  #deadline = Infinity;
  #paused = false;

  constructor(chain: TestChain, options: MinerOptions) {
    this.#chain = chain;
    this.#options = options;
  }

  /** A change may need blocks. `arrival`: a transaction entered the pool. */
  wake(arrival: boolean): void {
    if (this.#paused || (this.#timer !== undefined && !arrival)) return;
    const { blockTimeMs } = this.#options;
    const now = performance.now();
    if (arrival) this.#deadline = Math.min(this.#deadline, now + patience * blockTimeMs);
    const dueAt = Math.min(now + blockTimeMs, this.#deadline);
    this.#arm(this.#timer === undefined ? dueAt : Math.max(dueAt, this.#dueAt));
  }

  /** Mines no further block. A block under way is done when the chain answers its next call. */
  pause(): void {
    this.#paused = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#deadline = Infinity;
  }

  resume(): void {
    this.#paused = false;
    this.wake(false);
  }

  #arm(dueAt: number): void {
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => void this.#tick(), Math.max(0, dueAt - performance.now()));
  }

  async #tick(): Promise<void> {
    this.#timer = undefined;
    // Between the tick and its turn in the chain's queue, a transaction may have arrived and delayed the
    // block.
    const stillDue = (): boolean => this.#timer === undefined || performance.now() >= this.#deadline;
    try {
      const mined = await this.#chain.mineOnDemand(
        this.#options.settleBlocks,
        () => !this.#paused && stillDue(),
      );
      if (mined || this.#timer === undefined) this.#deadline = Infinity;
      if (mined && !this.#paused) this.#arm(performance.now() + this.#options.blockTimeMs);
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
