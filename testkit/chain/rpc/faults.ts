import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { faultKinds } from '../../../domain/testMode.ts';
import { seededRandom } from '../seededRandom.ts';

export const faultSchema = z.strictObject({
  kind: z.enum(faultKinds),
  /** The share of calls that the fault hits, from 0 to 1. */
  rate: z.number().min(0).max(1).default(1),
  /** With the same seed the fault hits the same calls. */
  seed: z.number().int().min(0).optional(),
  /** The methods that it applies to. Without it: all that it can apply to. */
  methods: z.array(z.string()).optional(),
  /** The fault ends after this number of hits. A hit that changed nothing does not count. */
  count: z.number().int().min(1).optional(),
  /** `stale_head`: how many blocks the head is behind. `pruned_…`: how old a block may be, in blocks. */
  blocks: z.number().int().min(0).default(3),
  /** `stale_head`: the head is stuck at this height instead. */
  height: z.number().int().min(0).optional(),
  /** `delay`, in ms. */
  ms: z.number().int().min(0).max(600_000).default(1_000),
  /** `wrong_chain_id`. */
  chainId: z.number().int().min(1).optional(),
  /** `rate_limit`. */
  retryAfterSeconds: z.number().int().min(0).default(1),
});

export type FaultKind = z.output<typeof faultSchema>['kind'];

/** A fault as a caller requests it. */
export type FaultOptions = z.input<typeof faultSchema>;

/** An active fault. */
export class Fault {
  readonly is: z.output<typeof faultSchema>;
  readonly seed: number;
  /** The next random number, at least 0 and below 1. */
  readonly random: () => number;
  #left: number;

  constructor(options: FaultOptions) {
    this.is = faultSchema.parse(options);
    this.seed = this.is.seed ?? randomInt(2 ** 32);
    this.random = seededRandom(this.seed);
    this.#left = this.is.count ?? Infinity;
  }

  /**
   * Decides at random whether to hit a call of this method. Methods that control the test network are never
   * hit.
   */
  hits(method: string): boolean {
    if (this.#left <= 0 || method.startsWith('purser_')) return false;
    if (this.is.methods && !this.is.methods.includes(method)) return false;
    return this.random() < this.is.rate;
  }

  /** Counts a hit that changed something. */
  took(): void {
    this.#left--;
  }
}
