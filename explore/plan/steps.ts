import { z } from 'zod';
import { languageTags } from '../../api/checkout/messages/index.ts';
import { payerVerdicts } from '../../domain/testMode.ts';

const network = z.string();
const language = z.enum(languageTags);
/** What the payer's screen is like. `narrow` is the least width that must be usable without scrolling sideways. */
export const sizes = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
  narrow: { width: 320, height: 640 },
} as const;
const sizeNames = ['phone', 'desktop', 'narrow'] as const;
/**
 * How the way to the API fails for the payer: answers come late, with 503, with 429, or not at all.
 */
export const troubles = ['slow', 'failing', 'refusing', 'cut'] as const;
/** Which answers fail: those that report changes, or also the page that reads itself again. */
export const troubled = ['live', 'all'] as const;

/**
 * What one step does, by the payer or by the world around them. A step says everything about itself, so that a plan
 * can be saved, cut and run again. A step that has become impossible (a link that is not there) does nothing.
 */
const step = z.discriminatedUnion('do', [
  // By the payer.
  /** Another tab, with the page as the merchant links to it, or in a language or with a way to pay. */
  z.strictObject({ do: z.literal('tab'), language: language.nullable(), pay: z.string().nullable() }),
  z.strictObject({ do: z.literal('closeTab') }),
  /** The next of the open tabs is in front. */
  z.strictObject({ do: z.literal('turn') }),
  z.strictObject({ do: z.literal('reload') }),
  z.strictObject({ do: z.literal('back') }),
  z.strictObject({ do: z.literal('forward') }),
  /** Takes the `nth` way to pay. If one is taken already, goes back to the ways first. */
  z.strictObject({ do: z.literal('choose'), nth: z.number().int().min(0) }),
  z.strictObject({ do: z.literal('otherWay') }),
  z.strictObject({ do: z.literal('language'), language }),
  z.strictObject({ do: z.literal('copy') }),
  /** Presses everything on the page that can be pressed, and comes back after each. */
  z.strictObject({ do: z.literal('pressAll') }),
  /** Walks through the page by the keyboard, and presses the `nth` stop if it stays on this page. */
  z.strictObject({ do: z.literal('keyboard'), nth: z.number().int().min(0) }),
  z.strictObject({ do: z.literal('resize'), size: z.enum(sizeNames) }),
  z.strictObject({ do: z.literal('scheme'), scheme: z.enum(['light', 'dark']) }),
  z.strictObject({ do: z.literal('offline') }),
  z.strictObject({ do: z.literal('online') }),
  /** Follows the link back to the merchant, and returns. */
  z.strictObject({ do: z.literal('return') }),
  /** Opens a link that was cut, `times` times, and returns. */
  z.strictObject({ do: z.literal('wrongLink'), times: z.number().int().min(1).max(20) }),
  // By the world.
  /** Pays a share of what the page still asks for in that currency; of the price, if nothing is due in it. */
  z.strictObject({
    do: z.literal('pay'),
    currency: z.string(),
    percent: z.number().int().min(1).max(300),
    verdict: z.enum(payerVerdicts),
  }),
  z.strictObject({ do: z.literal('pause'), network }),
  z.strictObject({ do: z.literal('resume'), network }),
  z.strictObject({ do: z.literal('mine'), network, blocks: z.number().int().min(1).max(10) }),
  /** `lose`: whether the transactions of the blocks that leave are gone. */
  z.strictObject({
    do: z.literal('reorg'),
    network,
    depth: z.number().int().min(1).max(2),
    lose: z.boolean(),
  }),
  /** A person decides over the oldest deposit that waits for one. */
  z.strictObject({ do: z.literal('decide'), verdict: z.enum(['approve', 'decline']) }),
  z.strictObject({ do: z.literal('endSession') }),
  z.strictObject({ do: z.literal('block') }),
  /** The customer begins another order of the same price. The page stays that of the first. */
  z.strictObject({ do: z.literal('otherOrder') }),
  z.strictObject({ do: z.literal('trouble'), how: z.enum(troubles), of: z.enum(troubled) }),
  z.strictObject({ do: z.literal('troubleEnds') }),
  z.strictObject({ do: z.literal('restartApi') }),
]);

const payerSchema = z.strictObject({
  language,
  size: z.enum(sizeNames),
  scheme: z.enum(['light', 'dark']),
  /** False: the browser runs no script. */
  script: z.boolean(),
});

const orderSchema = z.discriminatedUnion('by', [
  /** A session of the API. `form`: whether the form has a way back and somebody to ask. */
  z.strictObject({
    by: z.literal('api'),
    form: z.enum(['full', 'bare']),
    price: z.record(z.string(), z.string()),
  }),
  /** A top-up in the example shop, in dollars. */
  z.strictObject({ by: z.literal('shop'), amount: z.enum(['5', '15', '50']) }),
]);

export const planSchema = z.strictObject({
  seed: z.number().int().min(0),
  payer: payerSchema,
  order: orderSchema,
  steps: z.array(step),
});

export type Plan = z.output<typeof planSchema>;
export type Payer = Plan['payer'];
export type Order = Plan['order'];
export type Step = Plan['steps'][number];
export type StepOf<Kind extends Step['do']> = Extract<Step, { readonly do: Kind }>;
