import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { faultKinds } from '../../../domain/testMode.ts';
import { seededRandom } from '../seededRandom.ts';

export const faultSchema = z.strictObject({
  kind: z.enum(faultKinds),
  /** The share of calls that it hits, from 0 to 1. */
  rate: z.number().min(0).max(1).default(1),
  /** With the same seed the same of its calls are hit. */
  seed: z.number().int().min(0).optional(),
  /** The methods it is about, where not all that it can be about. */
  methods: z.array(z.string()).optional(),
  /** It ends after so many hits; one that changed nothing is none. */
  count: z.number().int().min(1).optional(),
  /** `stale_head`: how far behind. */
  blocks: z.number().int().min(0).default(3),
  /** `stale_head`: stuck at this height instead. */
  height: z.number().int().min(0).optional(),
  /** `delay`. */
  ms: z.number().int().min(0).max(600_000).default(1_000),
  /** `wrong_chain_id`. */
  chainId: z.number().int().min(1).optional(),
  /** `rate_limit`. */
  retryAfterSeconds: z.number().int().min(0).default(1),
});

export type FaultKind = z.output<typeof faultSchema>['kind'];

/** A fault as it is asked for. */
export type FaultOptions = z.input<typeof faultSchema>;

/** A fault under way. */
export class Fault {
  readonly is: z.output<typeof faultSchema>;
  readonly seed: number;
  /** The next number from 0 to below 1. */
  readonly random: () => number;
  #left: number;

  constructor(options: FaultOptions) {
    this.is = faultSchema.parse(options);
    this.seed = this.is.seed ?? randomInt(2 ** 32);
    this.random = seededRandom(this.seed);
    this.#left = this.is.count ?? Infinity;
  }

  /** Throws the dice for a call of this method. What steers the test network itself is never hit. */
  hits(method: string): boolean {
    if (this.#left <= 0 || method.startsWith('purser_')) return false;
    if (this.is.methods && !this.is.methods.includes(method)) return false;
    return this.random() < this.is.rate;
  }

  /** It changed something. */
  took(): void {
    this.#left--;
  }
}
