import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { FoundBlock } from '../../domain/scanning/foundBlock.ts';

/** A block, and the node it came from: nothing in it is held against another. */
export interface GivenBlock extends FoundBlock {
  readonly givenBy: Rpc;
}

/** How many blocks are read at a time at most: beyond it the node, not the waiting, is the limit. */
const widest = 16;

/**
 * Reads blocks ahead of the walk while it is behind the head, several at a time; they are taken in order. The
 * window widens with each block that came and halves when one did not, so that a node that is asked too much
 * is asked less.
 */
export class ReadAhead {
  readonly #read: (number: number) => Promise<GivenBlock | null>;
  readonly #reads = new Map<number, Promise<GivenBlock | null>>();
  #window = 1;

  constructor(read: (number: number) => Promise<GivenBlock | null>) {
    this.#read = read;
  }

  /** The block `number`; those after it, up to `head`, are begun. Throws as reading does. */
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

  /** Forgets what was read: the chain is not the one it was. */
  clear(): void {
    this.#reads.clear();
  }

  #begin(number: number): Promise<GivenBlock | null> {
    const known = this.#reads.get(number);
    if (known) return known;
    const read = this.#read(number);
    // One that fails is met when its turn comes, or never.
    read.catch(() => undefined);
    this.#reads.set(number, read);
    return read;
  }
}
