import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import type { Stack } from '../../cli/stack/stack.ts';
import { startStack } from '../../cli/stack/stack.ts';
import { testRegistry } from '../../cli/stack/testChains.ts';
import type { components, PurserClient } from '../../client/index.ts';
import { createClient } from '../../client/index.ts';
import type { ContractArtifacts } from '../../contracts/compileContracts.ts';
import { compileContracts } from '../../contracts/compileContracts.ts';
import type { Db } from '../../db/connect.ts';
import { connect } from '../../db/connect.ts';
import type { Coin } from '../../simulate/plan/coins.ts';
import { coinsOf } from '../../simulate/plan/coins.ts';
import { startChromium } from '../../testkit/browser/chromium.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { newStateFolder } from '../../testkit/newStateFolder.ts';
import type { Progress } from '../../testkit/servers/progress.ts';
import type { Order } from '../plan/steps.ts';
import type { Currency } from '../model/facts.ts';

/** One stack with the example shop, and one browser, for all seeds. */
export interface World {
  readonly stack: Stack;
  readonly shop: string;
  readonly db: Db;
  readonly api: PurserClient;
  readonly browser: Pick<Browser, 'newContext' | 'close'>;
  readonly coins: readonly Coin[];
  readonly currencies: readonly Currency[];
  readonly forms: Readonly<Record<'full' | 'bare', components['schemas']['Form']>>;
  /** The form of the example shop. */
  readonly shopForm: components['schemas']['Form'];
  readonly artifacts: ContractArtifacts;
  /** The source of axe, which the browser runs in a page. */
  readonly axe: string;
  /** What axe has looked at, in any seed: it need not look twice. */
  readonly looked: Set<string>;
  network(code: string): TestNetwork;
  coin(code: string): Coin;
  formOf(order: Order): components['schemas']['Form'];
  stop(): Promise<void>;
}

/** Between two blocks of a test chain, in ms, while it has something to mine. */
const blockTimeMs = 150;

/** Starts it in a folder of its own, which `stop` removes. Throws `StartError`. */
export async function startWorld(progress: Progress, signal: AbortSignal): Promise<World> {
  const home = newStateFolder('purser-explore-');
  const stack = await startStack({
    home,
    ports: { api: 0, temporal: 0, temporalUi: 0, postgres: 0, chain: 0 },
    shopPort: 0,
    pursePeriodSeconds: 24 * 3600,
    blockTimeMs,
    durable: false,
    env: process.env,
    progress,
    signal,
    // All payers have one address.
    apiEnv: { PURSER_CHECKOUT_RATE_LIMIT: '1000' },
  });
  const browser = await startChromium().catch(async (error: unknown) => {
    await stack.stop();
    throw error;
  });
  const { api: baseUrl, key, shop } = stack.running;
  if (shop === null) throw new Error('the shop was not started');
  const api = createClient({ baseUrl, apiKey: key, maxRetries: 12, timeoutMs: 15_000 });
  const db = connect(stack.databaseUrl, { max: 2, applicationName: 'purser-explore' });
  const coins = coinsOf(testRegistry());
  const full = await api.post('/v1/forms', {
    body: {
      title: 'Explored Books & <Sons>',
      coins: ['USD_MULTI_1', ...coins.map(({ code }) => code)],
      receiver: `0x${'12'.repeat(20)}`,
      returnUrl: `${shop}/paid?order=7`,
      supportEmail: 'help@shop.example',
      supportUrl: 'https://shop.example/help',
      accentColor: '#7a1f5c',
    },
  });
  const bare = await api.post('/v1/forms', {
    body: { title: 'متجر', coins: full.coins, receiver: `0x${'12'.repeat(20)}` },
  });
  const { data: forms } = await api.get('/v1/forms', { query: { limit: 100 } });
  const shopForm = found(forms, ({ title }) => title === 'Corner Books', 'form of the shop');
  return {
    ...{ stack, shop, db, api, browser, coins, shopForm },
    currencies: await currenciesOf(api),
    forms: { full, bare },
    artifacts: await compileContracts(),
    axe: await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
    looked: new Set(),
    network: code => found(stack.networks, each => each.code === code, code),
    coin: code => found(coins, each => each.code === code, code),
    formOf: order => (order.by === 'shop' ? shopForm : order.form === 'full' ? full : bare),
    stop: async () => {
      await browser.close();
      await db.destroy();
      await stack.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** As the API lists them, with the names of the networks, which the registry has. */
async function currenciesOf(api: PurserClient): Promise<readonly Currency[]> {
  const { networks } = testRegistry();
  const { data } = await api.get('/v1/currencies', { query: { limit: 100 } });
  return data.map(({ code, chainId, contract, decimals, minDeposit, groups }) => ({
    ...{ code, chainId, contract, decimals, minDeposit, groups },
    networkName: found(networks, each => each.chainId === chainId, `network of ${code}`).name,
  }));
}

function found<T>(of: readonly T[], is: (each: T) => boolean, what: string): T {
  const one = of.find(is);
  if (!one) throw new Error(`there is no ${what}`);
  return one;
}
