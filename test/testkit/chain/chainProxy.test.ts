import { expect, test } from 'vitest';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import { callRpc } from '../../../testkit/chain/rpc/callRpc.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import { block, erc20, height, payFromFaucet, recipient, testNetworks, token } from './testNetworks.ts';

const networks = testNetworks();

async function twoPayments(): Promise<{ network: TestNetwork; hashes: readonly string[] }> {
  const network = await networks.start();
  await network.pauseMining();
  const { rpcUrl, faucetKey: key } = network;
  const hashes = [
    await payFromFaucet(network),
    await pay({ rpcUrl, key, to: recipient, currency: token(network, 'DAI_ETH'), amount: 5n }),
  ];
  await network.mine(1);
  return { network, hashes };
}

test('returns the receipts of a block by number, tag and hash', async () => {
  const { network, hashes } = await twoPayments();
  const { hash } = await block(network, 2);
  const single = await Promise.all(hashes.map(tx => network.request('eth_getTransactionReceipt', [tx])));
  for (const which of ['0x2', 'latest', hash, { blockHash: hash }, { blockNumber: '0x2' }]) {
    expect(await callRpc(network.rpcUrl, 'eth_getBlockReceipts', [which])).toEqual(single);
  }
  expect(await network.request('eth_getBlockReceipts', ['0x0'])).toEqual([]);
  expect(await network.request('eth_getBlockReceipts', ['0x3'])).toBeNull();
  expect(await network.request('eth_getBlockReceipts', [`0x${'12'.repeat(32)}`])).toBeNull();
});

test('returns the traces of a block by number and hash', async () => {
  const { network, hashes } = await twoPayments();
  const { hash } = await block(network, 2);
  const tracer = { tracer: 'callTracer' };
  const single = await Promise.all(
    hashes.map(async txHash => ({
      txHash,
      result: await network.request('debug_traceTransaction', [txHash, tracer]),
    })),
  );
  expect(single).toMatchObject([{ result: { type: 'CALL', to: recipient, value: '0x1' } }, {}]);
  expect(await network.request('debug_traceBlockByNumber', ['0x2', tracer])).toEqual(single);
  expect(await network.request('debug_traceBlockByNumber', ['latest', tracer])).toEqual(single);
  expect(await network.request('debug_traceBlockByHash', [hash, tracer])).toEqual(single);
  await expect(network.request('debug_traceBlockByNumber', ['0x9', tracer])).rejects.toMatchObject({
    code: -32_000,
  });
});

test('has safe and finalized behind the head by a lag, or at a height until it is changed', async () => {
  const { network, hashes } = await twoPayments();
  await network.mine(4);
  expect(await block(network, 'finalized')).toEqual(await block(network, 6));

  await network.finalize({ lag: 5 });
  expect(await block(network, 'finalized')).toEqual(await block(network, 1));
  expect(await block(network, 'safe')).toEqual(await block(network, 1));
  await network.mine(1);
  expect(await block(network, 'finalized')).toEqual(await block(network, 2));
  await network.finalize({ lag: 100 });
  expect(await block(network, 'finalized')).toEqual(await block(network, 0));

  await callRpc(network.rpcUrl, 'purser_finalize', [{ height: 1 }]);
  await network.mine(2);
  expect(await block(network, 'finalized')).toEqual(await block(network, 1));
  const { contract } = token(network, 'DAI_ETH');
  const data = erc20.encodeFunctionData('balanceOf', [recipient]);
  const ask = (method: string, ...params: unknown[]): Promise<unknown> => network.request(method, params);
  expect(Number(await ask('eth_call', { to: contract, data }, 'finalized'))).toBe(0);
  expect(Number(await ask('eth_call', { to: contract, data }, 'latest'))).toBe(5);
  expect(Number(await ask('eth_getBalance', recipient, 'safe'))).toBe(0);
  expect(await ask('eth_getLogs', { fromBlock: '0x2', toBlock: 'latest' })).toHaveLength(1);
  expect(
    await ask('eth_getLogs', { fromBlock: '0x0', toBlock: 'finalized', address: contract }),
  ).toHaveLength(1);
  expect(await ask('eth_getBlockReceipts', 'finalized')).not.toMatchObject([{ transactionHash: hashes[0] }]);
  await expect(callRpc(network.rpcUrl, 'purser_finalize', [{ height: -1 }])).rejects.toMatchObject({
    code: -32_602,
  });
});

test('remembers over a restart which blocks are final', async () => {
  let { network } = await twoPayments();
  await network.mine(4);
  await network.finalize({ lag: 9 });
  await network.finalize({ height: 3 });
  network = await networks.restart(network, { settleBlocks: 0 });
  expect(await height(network)).toBe(6);
  expect(await block(network, 'finalized')).toEqual(await block(network, 3));
});
