import { Interface } from 'ethers';
import { expect, test } from 'vitest';
import { fundFromFaucet, newPayer } from '../../../testkit/chain/payers/newPayer.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import { waitMined } from '../../../testkit/chain/payers/waitMined.ts';
import { bigOf } from '../../../testkit/chain/rpc/callRpc.ts';
import { erc20, ether, native, payFromFaucet, read, recipient, testNetworks, token } from './testNetworks.ts';

const networks = testNetworks();

test('moves native coins and tokens in base units', async () => {
  const network = await networks.start();
  const { rpcUrl, faucetKey: key } = network;
  const { contract } = token(network, 'USDT_ETH');
  const hashes = [
    await pay({ rpcUrl, key, to: recipient, currency: native, amount: 3n * ether + 1n }),
    await pay({ rpcUrl, key, to: recipient, currency: { contract, decimals: 6 }, amount: 25_000_001n }),
  ];
  for (const txHash of hashes) {
    expect(await waitMined({ rpcUrl, txHash })).toMatchObject({ succeeded: true });
  }

  expect(bigOf(await network.request('eth_getBalance', [recipient, 'latest']))).toBe(3n * ether + 1n);
  expect(await read(network, contract, 'balanceOf', recipient)).toBe(25_000_001n);
});

test('runs separate networks side by side', async () => {
  const one = await networks.start();
  const two = await networks.start({
    code: 'BSC',
    chainId: 31_338,
    nativeCurrency: 'BNB',
    journalFile: null,
  });
  const payer = await newPayer({
    rpcUrl: one.rpcUrl,
    faucetKey: one.faucetKey,
    native: ether,
    tokens: [{ contract: token(one, 'USDT_ETH').contract, amount: 1_000_000n }],
  });
  await fundFromFaucet({
    rpcUrl: two.rpcUrl,
    faucetKey: two.faucetKey,
    address: payer.address,
    native: ether,
  });
  const sent = {
    native: await pay({ ...payer, rpcUrl: two.rpcUrl, to: recipient, currency: native, amount: 7n }),
    token: await pay({
      ...payer,
      rpcUrl: one.rpcUrl,
      to: recipient,
      currency: token(one, 'USDT_ETH'),
      amount: 1_000_000n,
    }),
  };
  expect(await waitMined({ rpcUrl: two.rpcUrl, txHash: sent.native })).toMatchObject({ succeeded: true });
  expect(await waitMined({ rpcUrl: one.rpcUrl, txHash: sent.token })).toMatchObject({ succeeded: true });

  expect(bigOf(await two.request('eth_getBalance', [recipient, 'latest']))).toBe(7n);
  expect(bigOf(await one.request('eth_getBalance', [recipient, 'latest']))).toBe(0n);
  expect(two.chainId).toBe(31_338);
  await expect(
    networks.start({ port: Number(new URL(one.rpcUrl).port), journalFile: null }),
  ).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('gives concurrent payments of one sender different nonces', async () => {
  const network = await networks.start();
  const hashes = await Promise.all(Array.from({ length: 30 }, () => payFromFaucet(network, 2n)));
  expect(new Set(hashes).size).toBe(30);
  await Promise.all(hashes.map(txHash => waitMined({ rpcUrl: network.rpcUrl, txHash })));
  expect(bigOf(await network.request('eth_getBalance', [recipient, 'latest']))).toBe(60n);
});

test('refuses a payment that the payer cannot make, and continues with the next', async () => {
  const network = await networks.start();
  const { rpcUrl } = network;
  const payer = await newPayer({ rpcUrl, faucetKey: network.faucetKey, native: ether });
  const poor = [
    pay({ ...payer, rpcUrl, to: recipient, currency: native, amount: 2n * ether }),
    pay({ ...payer, rpcUrl, to: recipient, currency: token(network, 'USDT_ETH'), amount: 1n }),
  ];
  const possible = pay({ ...payer, rpcUrl, to: recipient, currency: native, amount: 1n });
  for (const payment of poor) await expect(payment).rejects.toMatchObject({ name: 'RpcError' });
  expect(await waitMined({ rpcUrl, txHash: await possible })).toMatchObject({ succeeded: true });
});

test('pays many in one transaction through the batch payer, or none', async () => {
  const network = await networks.start();
  const { rpcUrl, faucetKey: key } = network;
  const artifact = networks.artifacts['BatchPayer'] ?? { abi: [], bytecode: '' };
  const batch = new Interface(artifact.abi);
  const deployed = await waitMined({
    rpcUrl,
    txHash: await sendTransaction({ rpcUrl, key, to: null, data: artifact.bytecode }),
  });
  const to = deployed.contract ?? '';
  const { contract } = token(network, 'DAI_ETH');
  await sendTransaction({ rpcUrl, key, to: contract, data: erc20.encodeFunctionData('approve', [to, 100n]) });
  const data = batch.encodeFunctionData('pay', [
    [
      [recipient, 3n],
      [recipient, 4n],
    ],
    [
      [contract, recipient, 5n],
      [contract, recipient, 6n],
    ],
  ]);

  await expect(sendTransaction({ rpcUrl, key, to, data, value: 8n })).rejects.toMatchObject({
    name: 'RpcError',
  });
  const txHash = await sendTransaction({ rpcUrl, key, to, data, value: 7n });
  expect(await waitMined({ rpcUrl, txHash })).toMatchObject({ succeeded: true });
  expect(bigOf(await network.request('eth_getBalance', [recipient, 'latest']))).toBe(7n);
  expect(await read(network, contract, 'balanceOf', recipient)).toBe(11n);
});
