import { expect, test } from 'vitest';
import { block, payFromFaucet, pending, recipient, testNetworks } from './testNetworks.ts';

const networks = testNetworks();

test('drops a pending transaction, and replaces one', async () => {
  let network = await networks.start({ blockTimeMs: 60_000 });
  await network.pauseMining();
  const [first, second] = [await payFromFaucet(network), await payFromFaucet(network, 2n)];
  expect(await network.drop(second)).toBe(true);
  expect(await network.drop(second)).toBe(false);
  const { faucetKey: key } = network;
  const cancelled = await network.replace({ key, txHash: first });
  const other = await network.replace({ key, nonce: 0, to: recipient, amount: 9n });
  await expect(network.replace({ key, nonce: 7 })).rejects.toMatchObject({ code: -32_602 });
  expect(cancelled).not.toBe(first);
  expect(await pending(network)).toEqual([other]);

  network = await networks.restart(network, { blockTimeMs: 60_000 });
  await network.pauseMining();
  expect(await pending(network)).toEqual([other]);
  await network.mine(1);
  expect(Number(await network.request('eth_getBalance', [recipient, 'latest']))).toBe(9);
  // A reorg returns neither the dropped nor the replaced one.
  expect(await network.reorg({ depth: 1 })).toMatchObject({ returned: [other] });
  expect((await block(network, 2)).transactions).toEqual([other]);
  await expect(network.drop(other)).rejects.toMatchObject({ name: 'RpcError' });
});
