import { afterAll, expect, test } from 'vitest';
import { compiledContracts } from '../../contracts/compileContracts.ts';
import { newId } from '../../domain/ids.ts';
import { baseUnits } from '../../domain/money.ts';
import type { Currency, Network } from '../../domain/registry.ts';
import type { TestPayment } from '../../domain/testMode.ts';
import { testAccounts } from '../../testkit/chain/payers/testAccounts.ts';
import { waitMined } from '../../testkit/chain/payers/waitMined.ts';
import { bigOf } from '../../testkit/chain/rpc/callRpc.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { reviewedAddress, sanctionedAddress } from '../../testkit/sanctionedPayer.ts';
import { createTestDriver } from '../../testkit/testDriver.ts';
import { eth, network as usual } from '../db/fixtures.ts';
import { ether, height, read, recipient, testNetworks, token } from './chain/testNetworks.ts';

const networks = testNetworks();
const driver = createTestDriver({ contractsFolder: compiledContracts });
afterAll(() => driver.stop());
const accountId = newId('acc');

/** The network as the registry names it. */
const listed = (chain: TestNetwork): Network => ({ ...usual, rpc: [chain.rpcUrl] });
const paymentOn = (chain: TestNetwork, more: Partial<TestPayment> = {}): TestPayment => ({
  network: listed(chain),
  currency: eth,
  to: recipient,
  amount: baseUnits(ether),
  via: 'direct',
  verdict: 'approve',
  count: 1,
  ...more,
});
/** A reorg that loses no transaction. */
const whole = { depth: 1, without: [], withhold: false };
const balanceOf = async (chain: TestNetwork) =>
  bigOf(await chain.request('eth_getBalance', [recipient, 'latest']));

test('pays from the faucet, or from a listed payer, in native coins and tokens', async () => {
  const chain = await networks.start();
  const usdt: Currency = {
    ...eth,
    contract: token(chain, 'USDT_ETH').contract as Currency['contract'],
    decimals: 6,
  };
  for (const [verdict, listedAs] of [
    ['approve', testAccounts().faucet.address],
    ['decline', sanctionedAddress],
    ['review', reviewedAddress],
  ] as const) {
    const native = await driver.pay(paymentOn(chain, { verdict, count: 2 }));
    const tokens = await driver.pay(
      paymentOn(chain, { verdict, currency: usdt, amount: baseUnits(7n), count: 3 }),
    );
    expect([native.txHashes.length, new Set(tokens.txHashes).size]).toEqual([2, 3]);
    expect(native.from).toBe(tokens.from);
    expect(native.from).toBe(listedAs);
    for (const txHash of [...native.txHashes, ...tokens.txHashes]) {
      expect(await waitMined({ rpcUrl: chain.rpcUrl, txHash })).toMatchObject({ succeeded: true });
      const sent = (await chain.request('eth_getTransactionByHash', [txHash])) as { from: string };
      expect(sent.from).toBe(native.from.toLowerCase());
    }
  }
  expect(await balanceOf(chain)).toBe(6n * ether);
  expect(await read(chain, usdt.contract ?? '', 'balanceOf', recipient)).toBe(63n);
});

test('pays from one listed payer several times at once, and each payment is made', async () => {
  const chain = await networks.start();
  const paid = await Promise.all(
    Array.from({ length: 5 }, () => driver.pay(paymentOn(chain, { verdict: 'decline' }))),
  );
  for (const { txHashes } of paid) {
    const [txHash = ''] = txHashes;
    expect(await waitMined({ rpcUrl: chain.rpcUrl, txHash })).toMatchObject({ succeeded: true });
  }
  expect(await balanceOf(chain)).toBe(5n * ether);
});

test('refuses what the chain refuses, and says if it does not answer', async () => {
  const chain = await networks.start();
  const rich = paymentOn(chain, { amount: baseUnits(10n ** 40n) });
  await expect(driver.pay(rich)).rejects.toMatchObject({ code: 'invalid_request' });
  await expect(driver.reorg(listed(chain), { ...whole, depth: 500 })).rejects.toMatchObject({
    code: 'invalid_request',
  });
  await networks.stop(chain);
  await expect(driver.pay(paymentOn(chain))).rejects.toMatchObject({ code: 'temporarily_unavailable' });
  await expect(driver.mine(listed(chain), 1)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
});

test('mines, pauses the chain, reorganises it, and sets what is final', async () => {
  const chain = await networks.start({ blockTimeMs: 60_000 });
  const network = listed(chain);
  const before = await driver.mine(network, 0, 'pause');
  expect(await driver.mine(network, 3)).toBe(before + 3);
  const {
    txHashes: [txHash = ''],
  } = await driver.pay(paymentOn(chain));
  await driver.mine(network, 1);
  expect(await balanceOf(chain)).toBe(ether);

  const back = await driver.reorg(network, { ...whole, depth: 1 });
  expect(back).toMatchObject({ fork: before + 3, returned: [txHash], head: { number: before + 5 } });
  expect(back.orphaned).toHaveLength(1);
  expect(await balanceOf(chain)).toBe(ether);
  const later = await driver.reorg(network, { ...whole, depth: 2, withhold: true });
  expect(later).toMatchObject({ fork: before + 3, returned: [txHash], head: { number: before + 6 } });
  expect(await balanceOf(chain)).toBe(0n);
  await driver.mine(network, 1);
  expect(await balanceOf(chain)).toBe(ether);
  const gone = await driver.reorg(network, { ...whole, depth: 1, without: [txHash] });
  expect(gone).toMatchObject({ fork: before + 6, returned: [], head: { number: before + 8 } });
  expect(await balanceOf(chain)).toBe(0n);

  expect(await driver.finalize(network, { lag: 2 })).toBe(before + 6);
  expect(await driver.finalize(network, { height: 1 })).toBe(1);
  await driver.mine(network, 0, 'resume');
  expect(await height(chain)).toBe(before + 8);
});

test('gives up on a listed payer whose money no block brings', async () => {
  const chain = await networks.start();
  await chain.pauseMining();
  const hasty = createTestDriver({ contractsFolder: compiledContracts, blockWithinMs: 100 });
  await expect(hasty.pay(paymentOn(chain, { verdict: 'review' }))).rejects.toMatchObject({
    code: 'temporarily_unavailable',
  });
});

test('opens at most twenty receivers, also at the same time, and ends them all', async () => {
  const own = createTestDriver({ contractsFolder: compiledContracts });
  const opened = await Promise.allSettled(
    Array.from({ length: 25 }, () => own.receivers.open(accountId, { status: 204 })),
  );
  const urls = opened.flatMap(one => (one.status === 'fulfilled' ? [one.value.url] : []));
  expect(urls).toHaveLength(20);
  const refused = opened.flatMap(one => (one.status === 'rejected' ? [one.reason as unknown] : []));
  expect(refused).toMatchObject(Array.from({ length: 5 }, () => ({ code: 'too_many_receivers' })));
  await own.stop();
  for (const url of urls) await expect(fetch(url)).rejects.toThrow();
});

test('keeps the latest webhooks of a receiver, and counts all', async () => {
  const { receivers } = driver;
  const { id, url } = await receivers.open(accountId, { status: 200 });
  for (let n = 1; n <= 103; n++) await fetch(url, { method: 'POST', body: String(n) });
  const { total, latest } = receivers.received({ accountId, id });
  expect([total, latest.length, latest[0]?.raw, latest.at(-1)?.raw]).toEqual([103, 100, '103', '4']);
  await receivers.close({ accountId, id });
});
