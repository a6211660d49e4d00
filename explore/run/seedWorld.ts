import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import type { components } from '../../client/index.ts';
import type { Facts } from '../model/facts.ts';
import { readFacts } from '../model/facts.ts';
import type { Complaints } from '../page/complaints.ts';
import { listenTo } from '../page/complaints.ts';
import type { Payer, Plan } from '../plan/steps.ts';
import { sizes } from '../plan/steps.ts';
import type { World } from '../world/startWorld.ts';
import { orderInShop } from './shopSteps.ts';

/** One seed's payer: a customer with an order, and a browser profile with the tabs that show it. */
export interface SeedWorld extends World {
  readonly seed: number;
  readonly payer: Payer;
  readonly plan: Plan;
  readonly context: BrowserContext;
  readonly complaints: Complaints;
  /** Open tabs; the first is in front. */
  readonly tabs: Page[];
  readonly sessionId: string;
  readonly customerId: string;
  readonly address: string;
  readonly checkoutUrl: string;
  /** Networks whose blocks come only when a step mines them. */
  readonly paused: Set<string>;
  /** What the payer sent, by its hash. `isDust`: it is less than the minimum, and not shown before it is in a block. */
  readonly sent: Map<string, { readonly network: string; readonly isDust: boolean }>;
  /** Deposits about which a person decided, by their hash: they wait no more. */
  readonly decided: Set<string>;
  /** The first block of this seed, by network. */
  readonly firstBlock: ReadonlyMap<string, number>;
  readonly state: {
    isOffline: boolean;
    /** The way to the API fails. */
    isTroubled: boolean;
    /** The merchant ended the session. */
    wasEnded: boolean;
    /** Nothing was awaited when the pages were last compared. */
    isOver: boolean;
    colorScheme: 'light' | 'dark';
    size: keyof typeof sizes;
  };
  readonly counts: { deposits: number; looks: number; slowestMs: number };
  readFacts(): Promise<Facts>;
  end(): Promise<void>;
}

export async function beginSeed(world: World, plan: Plan): Promise<SeedWorld> {
  const { payer, order, seed } = plan;
  const context = await world.browser.newContext({
    viewport: sizes[payer.size],
    locale: payer.language,
    colorScheme: payer.scheme,
    javaScriptEnabled: payer.script,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(15_000);
  const complaints = listenTo(context);
  const firstBlock = new Map<string, number>();
  for (const network of world.stack.networks) {
    // A block under which no reorg of this seed reaches.
    await network.mine(1);
    firstBlock.set(network.code, Number(await network.request('eth_blockNumber')) + 1);
  }
  const page = await context.newPage();
  // A customer of its own, also if a seed runs twice.
  const name = `payer-${String(seed)}-${randomUUID().slice(0, 8)}`;
  const session =
    order.by === 'shop'
      ? await orderInShop(world, page, name, order.amount)
      : await newSession(world, plan, name);
  if (order.by === 'api') await page.goto(session.checkoutUrl);
  const form = world.formOf(order);
  return {
    ...world,
    ...{ seed, payer, plan, context, complaints, firstBlock },
    tabs: [page],
    sessionId: session.sessionId,
    customerId: session.customer.id,
    address: session.address,
    checkoutUrl: session.checkoutUrl,
    paused: new Set(),
    sent: new Map(),
    decided: new Set(),
    state: {
      isOffline: false,
      isTroubled: false,
      wasEnded: false,
      isOver: false,
      colorScheme: payer.scheme,
      size: payer.size,
    },
    counts: { deposits: 0, looks: 0, slowestMs: 0 },
    readFacts: () => readFacts(world.api, form, session.sessionId),
    end: async () => {
      await context.close();
      for (const network of world.stack.networks) network.resumeMining();
    },
  };
}

/** A session of the API, as a merchant's server makes it. */
export async function newSession(
  world: World,
  { order }: Plan,
  customer: string,
): Promise<components['schemas']['Session']> {
  const price = order.by === 'shop' ? { USD_MULTI_1: order.amount } : order.price;
  return world.api.post('/v1/sessions', {
    body: {
      formId: world.formOf(order).id,
      customer: { id: customer },
      product: { id: 'book', name: 'The Odyssey' },
      price,
    },
  });
}

/** The tab in front. */
export function frontOf({ tabs }: SeedWorld): Page {
  const [front] = tabs;
  if (!front) throw new Error('no tab is open');
  return front;
}
