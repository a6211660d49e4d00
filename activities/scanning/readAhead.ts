import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { FoundBlock } from '../../domain/scanning/foundBlock.ts';

/** A block, and the node that gave it: no other node is blamed for it. */
export interface GivenBlock extends FoundBlock {
  readonly givenBy: Rpc;
}

/** The most blocks that are read at a time: beyond that the node is the limit, not the waiting. */
const widest = 16;

/**
 * Reads blocks ahead of the walk, several at a time, while the walk is behind the head. They are taken in
 * order. The window widens with each block that came and halves when a read failed, so that an overloaded
 * node is asked less.
 */
export class ReadAhead {
  readonly #read: (number: number) => Promise<GivenBlock | null>;
  readonly #reads = new Map<number, Promise<GivenBlock | null>>();
  #window = 1;

  constructor(read: (number: number) => Promise<GivenBlock | null>) {
    this.#read = read;
  }

  /** Gives the block `number`, and begins to read those after it, up to `head`. Throws as reading does. */
  async take(number: number, head: number): Promise<GivenBlock | null> {
    const last = Math.min(head, number + this.#window - 1);
    for (let at = number; at <= last; at++) void this.#begin(at);
    const wanted = this.#reads.get(number) ?? this.#begin(number);
    this.#reads.delete(number);
    try {
      const block = await wanted;
      this.#window = Math.min(widest, this.#window + 1);
      return block;
    } catch (error) {
      this.#window = Math.max(1, Math.floor(this.#window / 2));
      this.clear();
      throw error;
    }
  }

  /** Forgets what was read, as the chain may have changed. */
  clear(): void {
    this.#reads.clear();
  }

  #begin(number: number): Promise<GivenBlock | null> {
    const known = this.#reads.get(number);
    if (known) return known;
    const read = this.#read(number);
    // A failed read throws when its block is taken, or never.
    read.catch(() => undefined);
    this.#reads.set(number, read);
    return read;
  }
}
