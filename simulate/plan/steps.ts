import { z } from 'zod';
import { payerVerdicts, paymentWays, transportFaults } from '../../domain/testMode.ts';
import { engineParts } from '../../cli/stack/engine.ts';

const network = z.string();
/** Position of a customer, a session or a payment in the plan: what an earlier step of its kind made. */
const place = z.number().int().min(0);
/** Base units, as decimal digits: amounts are too large for a JSON number. */
const amount = z.string().regex(/^[1-9][0-9]*$/);
/** How a node fails. */
export const nodeFaults = [
  ...transportFaults,
  'empty_logs',
  'drop_log',
  'stale_head',
  'wrong_bloom',
  'altered_receipt',
  'pruned_state',
  'pruned_history',
] as const;
/** What the compliance provider does. Slow answers would only take a seed's time. */
export const behaviours = ['failing', 'malformed', 'wrong', 'silent', 'right'] as const;

/**
 * What one step does. A step says everything about itself, so that a plan can be saved, cut and run again. A step
 * that has become impossible (a reorg deeper than the seed's own blocks, a charge of an empty balance) does nothing.
 */
const step = z.discriminatedUnion('do', [
  /** A customer with a deposit address. */
  z.strictObject({ do: z.literal('customer'), currency: z.string() }),
  /** Asks for the address of a customer again. */
  z.strictObject({ do: z.literal('purse'), customer: place, currency: z.string() }),
  z.strictObject({
    do: z.literal('pay'),
    customer: place,
    currency: z.string(),
    amount,
    via: z.enum(paymentWays),
    verdict: z.enum(payerVerdicts),
    count: z.number().int().min(1).max(20),
  }),
  z.strictObject({ do: z.literal('mine'), network, blocks: z.number().int().min(1).max(20) }),
  /** `lose`: one in so many transactions of the blocks that leave does not come back; 0: all come back. */
  z.strictObject({
    do: z.literal('reorg'),
    network,
    depth: z.number().int().min(1).max(15),
    blocks: z.number().int().min(0).max(16),
    lose: z.number().int().min(0).max(5),
  }),
  /** The last reorg's blocks come back. */
  z.strictObject({ do: z.literal('restore'), network }),
  /** The block of the network's last payment leaves with all after it, however deep; the payment may be lost. */
  z.strictObject({ do: z.literal('undo'), network, lose: z.boolean() }),
  /** An operator lets a chain that a fork has stopped go on, and waits until it does, for a while. */
  z.strictObject({ do: z.literal('resume'), network }),
  /** Waits until the network's last payment is in a book and all its blocks are read, for a while. */
  z.strictObject({ do: z.literal('credited'), network }),
  /** Waits until the customer's address has expired if its time is over, for a while. */
  z.strictObject({ do: z.literal('expired'), customer: place }),
  /** Waits until every process that died or froze has its successor, and is ended. */
  z.strictObject({ do: z.literal('restarted') }),
  /** While it is paused, only `mine` makes blocks. */
  z.strictObject({ do: z.literal('mining'), network, paused: z.boolean() }),
  /** A person decides over the customer's oldest deposit that waits for one. */
  z.strictObject({ do: z.literal('decide'), customer: place, verdict: z.enum(['approve', 'decline']) }),
  z.strictObject({ do: z.literal('block'), customer: place }),
  z.strictObject({ do: z.literal('unblock'), customer: place }),
  /** A payment of `amount` of one coin is asked for. */
  z.strictObject({ do: z.literal('session'), customer: place, currency: z.string(), amount }),
  /** Pays a session's price in whole percents. */
  z.strictObject({ do: z.literal('paySession'), session: place, percent: z.number().int().min(1).max(200) }),
  /** Ends a session before its time; money that comes later still pays it. */
  z.strictObject({ do: z.literal('endSession'), session: place }),
  /** Ends the period of the customer's address: it is watched on, and the next question gives another. */
  z.strictObject({ do: z.literal('expire'), customer: place }),
  /** Takes a share of what the customer has of the coin, `times` times at once. */
  z.strictObject({
    do: z.literal('charge'),
    customer: place,
    currency: z.string(),
    percent: z.number().int().min(1).max(150),
    times: z.number().int().min(1).max(6),
  }),
  /** So many answers to the merchant's next writes are lost on their way: the client repeats the calls. */
  z.strictObject({ do: z.literal('deaf'), answers: z.number().int().min(1).max(5) }),
  z.strictObject({ do: z.literal('refund'), charge: place, percent: z.number().int().min(1).max(100) }),
  /**
   * A node lies or fails for a share of its calls, `count` times. It does not leave a transaction out of a
   * block's list: that is noticed by the comparison of balances alone (docs/decisions/0008).
   */
  z.strictObject({
    do: z.literal('fault'),
    network,
    /** Which of the network's two nodes: the first is asked for everything, the second to confirm. */
    node: z.enum(['first', 'second']),
    kind: z.enum(nodeFaults),
    percent: z.number().int().min(1).max(100),
    seed: z.number().int().min(0),
    count: z.number().int().min(1).max(200),
    /** How much later a `delay` lets the answer come. */
    ms: z.number().int().min(1).max(5000).optional(),
  }),
  z.strictObject({ do: z.literal('faultsEnd'), network }),
  z.strictObject({
    do: z.literal('provider'),
    behaviour: z.enum(behaviours),
  }),
  z.strictObject({ do: z.literal('receiver'), status: z.number().int().min(200).max(599) }),
  /** SIGKILL in the middle of what follows; the part is started again at once, as a supervisor would. */
  z.strictObject({
    do: z.literal('kill'),
    part: z.enum(engineParts),
    afterMs: z.number().int().min(0).max(2000),
  }),
  /** The worker stops without dying (SIGSTOP), another takes over, and then the first one goes on. */
  z.strictObject({ do: z.literal('freeze'), forMs: z.number().int().min(1).max(10_000) }),
  /** Every connection of this role to the database is cut. */
  z.strictObject({ do: z.literal('cut'), role: z.enum(['purser_api', 'purser_worker']) }),
  /** The chain's clock jumps forward. */
  z.strictObject({ do: z.literal('clock'), network, seconds: z.number().int().min(1).max(100_000) }),
  /** How native coins are found changes, the worker starts again, and the seed's blocks are read anew. */
  z.strictObject({ do: z.literal('source'), network, source: z.enum(['trace', 'topLevel']) }),
  z.strictObject({ do: z.literal('rescan'), network }),
  z.strictObject({ do: z.literal('rest'), ms: z.number().int().min(1).max(3000) }),
]);

export const planSchema = z.strictObject({
  seed: z.number().int().min(0),
  /** Whether the merchant is the one whose money is swept. */
  sweeps: z.boolean().default(false),
  steps: z.array(step),
});

export type Plan = z.output<typeof planSchema>;
export type Step = Plan['steps'][number];
export type StepOf<Kind extends Step['do']> = Extract<Step, { readonly do: Kind }>;
