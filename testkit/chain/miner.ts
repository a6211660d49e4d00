import type { TestChain } from './chain.ts';

interface MinerOptions {
  readonly blockTimeMs: number;
  readonly settleBlocks: number;
  /** Mining failed; no further block comes until `wake`. */
  readonly onError: (error: unknown) => void;
}

/** How many block times a steady flow of transactions may put a block off. */
const patience = 4;

/**
 * Mines a block every `blockTimeMs` while somebody waits for one (`TestChain.mineOnDemand`), then rests until
 * it is woken: an idle chain grows neither its journal nor its memory.
 *
 * A transaction stays pending for `blockTimeMs` or more, so that one who watches the mempool has the time to
 * see it; only where transactions keep coming is it less for those after the third block time.
 */
export class Miner {
  readonly #chain: TestChain;
  readonly #options: MinerOptions;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = 0;
  /** When the block that is awaited must come at the latest. */
  #deadline = Infinity;
  #paused = false;

  constructor(chain: TestChain, options: MinerOptions) {
    this.#chain = chain;
    this.#options = options;
  }

  /** Something changed that may need blocks; `arrival`: a transaction came into the pool. */
  wake(arrival: boolean): void {
    if (this.#paused || (this.#timer !== undefined && !arrival)) return;
    const { blockTimeMs } = this.#options;
    const now = performance.now();
    if (arrival) this.#deadline = Math.min(this.#deadline, now + patience * blockTimeMs);
    const dueAt = Math.min(now + blockTimeMs, this.#deadline);
    this.#arm(this.#timer === undefined ? dueAt : Math.max(dueAt, this.#dueAt));
  }

  /** No block of its own from now on; one under way is done when the chain answers its next call. */
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
    // Between the tick and its turn in the chain's queue a transaction may have come and put the block off.
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
