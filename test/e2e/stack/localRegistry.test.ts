import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localRegistry, readRegistry } from '../../../cli/stack/localRegistry.ts';
import { startStack } from '../../../cli/stack/stack.ts';
import { createClient } from '../../../client/index.ts';
import { silentProgress } from '../../../testkit/servers/progress.ts';
import { StartError } from '../../../testkit/servers/StartError.ts';
import { newHome } from '../testStack.ts';

let home: string;
beforeAll(() => {
  home = newHome();
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const start = (env: Record<string, string> = {}) =>
  startStack({
    home,
    ports: { api: 0, temporal: 0, temporalUi: 0, postgres: 0, chain: 0 },
    pursePeriodSeconds: 3600,
    blockTimeMs: 300,
    durable: false,
    env: { ...process.env, ...env },
    progress: silentProgress,
    signal: new AbortController().signal,
  });

const added = {
  networks: [
    {
      code: 'GNOSIS',
      chainId: 31_400,
      name: 'Gnosis (local)',
      finality: { kind: 'confirmations', blocks: 2 },
      pollMs: 200,
      quietForMs: 1000,
    },
  ],
  currencies: [
    { code: 'EURC_ETH', network: 'ETHEREUM', name: 'Euro token', decimals: 6, minDeposit: '1' },
    { code: 'XDAI', network: 'GNOSIS', name: 'xDAI', contract: null, decimals: 18, minDeposit: '0.1' },
    { code: 'GNO', network: 'GNOSIS', name: 'Gnosis token', decimals: 18, minDeposit: '0.01' },
  ],
};

test('a token and a network are added to a stack with deposits, without a reset, and exist after another start', async () => {
  const env = { PURSER_LOCAL_REGISTRY: join(home, 'added.json') };
  writeFileSync(env.PURSER_LOCAL_REGISTRY, JSON.stringify(added));
  const deposited: Record<string, string> = {};
  const payAndSee = async (stack: Awaited<ReturnType<typeof start>>, currencies: readonly string[]) => {
    const { api: baseUrl, key: apiKey } = stack.running;
    const api = createClient({ baseUrl, apiKey });
    await api.post('/v1/customers', { body: { externalId: 'ada' } }).catch(() => undefined);
    await api.get('/v1/purse', { query: { customerId: 'ada', currency: 'ETH' } });
    for (const currency of currencies) {
      await api.post('/v1/test/deposits', { body: { customerId: 'ada', currency, amount: '5' } });
      deposited[currency] = String(Number(deposited[currency] ?? 0) + 5);
    }
    const balances = async () =>
      Object.fromEntries(
        (await api.get('/v1/balances', { query: { customerId: 'ada' } })).map(row => [row.coin, row.balance]),
      );
    await expect.poll(balances, { timeout: 40_000 }).toEqual(deposited);
  };
  const seen = async (stack: Awaited<ReturnType<typeof start>>, currencies: readonly string[]) => {
    try {
      await payAndSee(stack, currencies);
    } finally {
      await stack.stop();
    }
  };
  const first = await start();
  await seen(first, ['ETH', 'USDT_ETH']);
  for (const currencies of [
    ['EURC_ETH', 'XDAI', 'GNO', 'ETH'],
    ['EURC_ETH', 'GNO'],
  ]) {
    const again = await start(env);
    await seen(again, currencies);
  }
}, 240_000);

test('an invalid registry is reported with its place, without a stack trace', () => {
  const file = join(home, 'broken.json');
  const read = (text: string) => () => {
    writeFileSync(file, text);
    return localRegistry({ PURSER_LOCAL_REGISTRY: file }, home);
  };
  const [currency] = added.currencies;
  expect(read('{')).toThrow(StartError);
  expect(read('{')).toThrow(/broken\.json is not valid:\n {2}is not JSON/);
  expect(read(JSON.stringify({ currencies: [{ ...currency, decimal: 6 }] }))).toThrow(
    /currencies\.\d+: .*decimal/,
  );
  expect(read(JSON.stringify({ currencies: [{ ...currency, network: 'NOWHERE' }] }))).toThrow(/NOWHERE/);
  expect(() => localRegistry({ PURSER_LOCAL_REGISTRY: join(home, 'none.json') }, home)).toThrow(
    /cannot be read/,
  );
  expect(() => readRegistry(join(home, 'none.json'))).toThrow(StartError);
});
