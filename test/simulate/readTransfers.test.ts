import { expect, it } from 'vitest';
import { readTransfers } from '../../simulate/model/readTransfers.ts';
import type { Coin } from '../../simulate/plan/coins.ts';
import { payVia } from '../../testkit/chain/payers/payVia.ts';
import { testNetworks } from '../testkit/chain/testNetworks.ts';

const networks = testNetworks();
const to = `0x${'5a'.repeat(20)}`;

it.each([
  ['direct', 'ETH', [7n]],
  ['direct', 'DAI_ETH', [7n]],
  ['batch', 'ETH', [3n, 4n]],
  ['batch', 'DAI_ETH', [3n, 4n]],
  ['internal', 'ETH', [7n]],
  ['self-destruct', 'ETH', [7n]],
  ['reverted', 'ETH', []],
  ['reverted', 'DAI_ETH', []],
  ['look-alike', 'DAI_ETH', []],
  ['nft', 'DAI_ETH', []],
] as const)('the model sees what a payment %s in %s moves', async (via, code, amounts) => {
  const network = await networks.start({ blockTimeMs: 20 });
  const contract = code === 'ETH' ? null : (network.tokens[code] ?? '').toLowerCase();
  const coins: readonly Coin[] = [{ code, network: network.code, contract, decimals: 18, minimum: 1n }];
  const first = Number(await network.request('eth_blockNumber')) + 1;
  await payVia(via, {
    rpcUrl: network.rpcUrl,
    key: network.faucetKey,
    artifacts: networks.artifacts,
    to,
    currency: { contract, decimals: 18 },
    amount: 7n,
  });
  await network.mine(2);
  const head = Number(await network.request('eth_blockNumber'));
  const found = await readTransfers((method, params) => network.request(method, params), coins, first, head);
  expect(found.filter(transfer => transfer.to === to).map(({ amount }) => amount)).toEqual(amounts);
});
