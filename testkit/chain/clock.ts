import { RpcError, rpcErrorCodes } from './rpc/rpcError.ts';

/**
 * Gives each block its time, in seconds since 1970. The node's own clock is not used: it follows the wall
 * clock, which a replay must not do.
 *
 * A time is never given twice, not even after a reorg: an empty block mined again at the same second would
 * have the hash of the block that it replaces. A caller who wants that must pass the timestamp.
 */
export class ChainClock {
  #offset = 0;
  #next: number | undefined;
  /** The highest time given to any block, including those that left the chain. */
  #latest: number;
  readonly #snapshots = new Map<string, { readonly offset: number; readonly next: number | undefined }>();

  constructor(latest: number) {
    this.#latest = latest;
  }

  /**
   * The time of a block mined now: the wall clock plus the added seconds, but later than every block so far.
   */
  get now(): number {
    return this.#next ?? Math.max(Math.floor(Date.now() / 1000) + this.#offset, this.#latest + 1);
  }

  /** The highest time given so far, in seconds since 1970. */
  get latest(): number {
    return this.#latest;
  }

  /** Notes a time given on another branch of the chain, so that it is not given again. */
  given(timestamp: number): void {
    this.#latest = Math.max(this.#latest, timestamp);
  }

  mined(timestamp: number): void {
    this.given(timestamp);
    this.#next = undefined;
  }

  /** Returns by how many seconds the clock is ahead now, in decimal, as `evm_increaseTime` does. */
  increase(seconds: number): string {
    this.#offset += seconds;
    return String(this.#offset);
  }

  setNext(timestamp: number, head: number): void {
    if (timestamp <= head) {
      throw new RpcError(
        rpcErrorCodes.invalidParams,
        `the next block's timestamp must be above ${String(head)}, the head's`,
      );
    }
    this.#next = timestamp;
  }

  snapshot(id: string): void {
    this.#snapshots.set(id, { offset: this.#offset, next: this.#next });
  }

  revert(id: string): void {
    const snapshot = this.#snapshots.get(id);
    this.#offset = snapshot?.offset ?? this.#offset;
    this.#next = snapshot?.next;
  }
}
