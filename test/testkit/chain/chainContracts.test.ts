import { Interface, Wallet } from 'ethers';
import { expect, test } from 'vitest';
import type { Via } from '../../../testkit/chain/contracts/deployContract.ts';
import { deployContract } from '../../../testkit/chain/contracts/deployContract.ts';
import { payBatch } from '../../../testkit/chain/payers/payBatch.ts';
import { payFromFeeToken, payLookAlike } from '../../../testkit/chain/payers/payFreshToken.ts';
import { payInternal } from '../../../testkit/chain/payers/payInternal.ts';
import { payNft } from '../../../testkit/chain/payers/payNft.ts';
import { payReverted, payRouted } from '../../../testkit/chain/payers/payRouted.ts';
import { paySelfDestruct } from '../../../testkit/chain/payers/paySelfDestruct.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import { bigOf } from '../../../testkit/chain/rpc/callRpc.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import { native, read, recipient, testNetworks, token } from './testNetworks.ts';

const networks = testNetworks();
const other = '0x0000000000000000000000000000000000000b0b';
const transfers = new Interface(['event Transfer(address indexed from, address indexed to, uint256 value)']);

async function still(): Promise<{ network: TestNetwork; via: Via }> {
  const network = await networks.start();
  await network.pauseMining();
  const { rpcUrl, faucetKey: key } = network;
  return { network, via: { rpcUrl, key, artifacts: networks.artifacts } };
}

interface Log {
  readonly address: string;
  readonly topics: string[];
  readonly data: string;
}

async function minedLogs(network: TestNetwork, txHash: string): Promise<readonly Log[]> {
  await network.mine(1);
  const receipt = await network.request('eth_getTransactionReceipt', [txHash]);
  expect(receipt).toMatchObject({ status: '0x1' });
  return (receipt as { readonly logs: readonly Log[] }).logs;
}

async function balance(network: TestNetwork, address: string): Promise<bigint> {
  return bigOf(await network.request('eth_getBalance', [address, 'latest']));
}

async function trace(network: TestNetwork, txHash: string): Promise<unknown> {
  return network.request('debug_traceTransaction', [txHash, { tracer: 'callTracer' }]);
}

test('pays native coins from within a contract', async () => {
  const { network, via } = await still();
  const txHash = await payInternal({ ...via, to: recipient, amount: 7n });
  expect(await minedLogs(network, txHash)).toEqual([]);
  expect(await balance(network, recipient)).toBe(7n);
  expect(await trace(network, txHash)).toMatchObject({
    calls: [{ type: 'CALL', to: recipient, value: '0x7' }],
  });
});

test('pays many at once, one of them several times, with the contract deployed once', async () => {
  const { network, via } = await still();
  const { contract } = token(network, 'DAI_ETH');
  const dai = { contract };
  const payments = [
    { to: recipient, currency: native, amount: 1n },
    { to: recipient, currency: native, amount: 2n },
    { to: other, currency: native, amount: 3n },
    { to: recipient, currency: dai, amount: 4n },
    { to: recipient, currency: dai, amount: 5n },
    { to: other, currency: dai, amount: 6n },
  ];
  const first = await payBatch({ ...via, payments });
  expect(await minedLogs(network, first)).toHaveLength(3);
  const again = await payBatch({ ...via, payments });
  await minedLogs(network, again);
  expect(await Promise.all([recipient, other].map(address => balance(network, address)))).toEqual([6n, 6n]);
  expect(await read(network, contract, 'balanceOf', recipient)).toBe(18n);
  const [one, two] = await Promise.all(
    [first, again].map(hash => network.request('eth_getTransactionByHash', [hash])),
  );
  expect((two as { to: string }).to).toBe((one as { to: string }).to);
});

test('deploys a contract again if a reorg removed it', async () => {
  const { network, via } = await still();
  await payInternal({ ...via, to: recipient, amount: 7n });
  await network.mine(1);
  await network.reorg({ depth: 1, keep: [] });
  const txHash = await payInternal({ ...via, to: recipient, amount: 8n });
  await network.mine(1);
  expect(await network.request('eth_getTransactionReceipt', [txHash])).toMatchObject({ status: '0x1' });
  expect(await balance(network, recipient)).toBe(8n);
});

test('reports the paid amount of a fee-on-transfer token, while less arrives', async () => {
  const { network, via } = await still();
  const { txHash, contract } = await payFromFeeToken({ ...via, to: recipient, amount: 1_000n });
  const logs = await minedLogs(network, txHash);
  expect(logs.map(log => transfers.parseLog(log)?.args['value'] as unknown)).toEqual([1_000n]);
  expect(await read(network, contract, 'balanceOf', recipient)).toBe(990n);
  expect(await read(network, contract, 'balanceOf', new Wallet(via.key).address)).toBe(0n);
});

test('pays in a token that only has the name of a listed one', async () => {
  const { network, via } = await still();
  const imitated = token(network, 'USDT_ETH').contract;
  const { txHash, contract } = await payLookAlike({ ...via, to: recipient, imitated, amount: 25n });
  await minedLogs(network, txHash);
  expect(contract).not.toBe(imitated);
  expect(await read(network, contract, 'symbol')).toBe('USDT');
  expect(await read(network, contract, 'decimals')).toBe(6n);
  expect(await read(network, contract, 'balanceOf', recipient)).toBe(25n);
  expect(await read(network, imitated, 'balanceOf', recipient)).toBe(0n);
});

test('sends a collectible, whose event has the topic of a token transfer', async () => {
  const { network, via } = await still();
  const { txHash, contract } = await payNft({ ...via, to: recipient, tokenId: 77n });
  const [log] = await minedLogs(network, txHash);
  expect(log).toMatchObject({ address: contract, data: '0x' });
  expect(log?.topics).toHaveLength(4);
  expect(log?.topics[0]).toBe(transfers.getEvent('Transfer')?.topicHash);
  expect(await read(network, contract, 'balanceOf', recipient)).toBe(1n);
});

test('succeeds if a branch that has paid reverts', async () => {
  const { network, via } = await still();
  const dai = token(network, 'DAI_ETH');
  const reverted = await payReverted({ ...via, to: recipient, currency: native, amount: 7n });
  expect(await minedLogs(network, reverted)).toEqual([]);
  expect(await trace(network, reverted)).toMatchObject({
    type: 'CALL',
    calls: [
      { error: expect.any(String) as unknown, calls: [{ to: recipient, value: '0x7' }] },
      { value: '0x7' },
    ],
  });
  expect(await balance(network, recipient)).toBe(0n);

  const mixed = await payRouted({
    ...via,
    payments: [
      { to: recipient, currency: dai, amount: 3n, reverts: true },
      { to: recipient, currency: dai, amount: 4n },
      { to: recipient, currency: native, amount: 5n },
      { to: other, currency: native, amount: 6n, reverts: true },
    ],
  });
  expect(await minedLogs(network, mixed)).toHaveLength(1);
  expect(await read(network, dai.contract, 'balanceOf', recipient)).toBe(4n);
  expect(await balance(network, recipient)).toBe(5n);
  expect(await balance(network, other)).toBe(0n);
});

test('pays by a contract that destroys itself', async () => {
  const { network, via } = await still();
  const txHash = await paySelfDestruct({ ...via, to: recipient, amount: 7n });
  expect(await minedLogs(network, txHash)).toEqual([]);
  expect(await balance(network, recipient)).toBe(7n);
  expect(await trace(network, txHash)).toMatchObject({
    type: 'CREATE',
    calls: [{ type: 'SELFDESTRUCT', to: recipient, value: '0x7' }],
  });
});

test('has a token whose balances change without a transfer', async () => {
  const { network, via } = await still();
  const { rpcUrl, key } = via;
  const { address, abi } = await deployContract({
    ...via,
    name: 'RebasingToken',
    args: ['Rebasing', 'REB', 18],
  });
  const send = (name: string, ...args: unknown[]): Promise<string> =>
    sendTransaction({ rpcUrl, key, to: address, data: abi.encodeFunctionData(name, args) });
  await send('mint', new Wallet(key).address, 100n);
  const paid = await minedLogs(network, await send('transfer', recipient, 60n));
  expect(paid.map(log => transfers.parseLog(log)?.args['value'] as unknown)).toEqual([60n]);

  const rebased = await minedLogs(network, await send('rebase', 3, 2));
  expect(rebased.map(log => log.topics[0])).toEqual([abi.getEvent('Rebased')?.topicHash]);
  expect(await read(network, address, 'balanceOf', recipient)).toBe(90n);
  await minedLogs(network, await send('transfer', recipient, 30n));
  expect(await read(network, address, 'balanceOf', recipient)).toBe(120n);
});

test('has a token whose transfers return nothing, and pays with it', async () => {
  const { network, via } = await still();
  const { rpcUrl, key } = via;
  const { address, abi } = await deployContract({ ...via, name: 'NoReturnToken', args: ['Old', 'OLD', 6] });
  const mint = abi.encodeFunctionData('mint', [new Wallet(key).address, 50n]);
  await sendTransaction({ rpcUrl, key, to: address, data: mint });
  const payments = [{ to: recipient, currency: { contract: address }, amount: 20n }];
  expect(await minedLogs(network, await payBatch({ ...via, payments }))).toHaveLength(1);
  const call = {
    from: new Wallet(key).address,
    to: address,
    data: abi.encodeFunctionData('transfer', [recipient, 1n]),
  };
  expect(await network.request('eth_call', [call, 'latest'])).toBe('0x');
  expect(await read(network, address, 'balanceOf', recipient)).toBe(20n);
});
