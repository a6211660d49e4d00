import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import { callRpc } from '../../../testkit/chain/rpc/callRpc.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import { allHashes, payFromFaucet, recipient, testNetworks, token } from './testNetworks.ts';

const networks = testNetworks();

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number };
  readonly params?: { readonly subscription: string; readonly result: Record<string, unknown> };
}

interface Line {
  readonly socket: WebSocket;
  call(method: string, ...params: unknown[]): Promise<unknown>;
  /** The notifications, in order. */
  readonly notified: readonly Record<string, unknown>[];
}

async function open(url: string): Promise<Line> {
  const socket = new WebSocket(url.replace('http', 'ws'));
  const notified: Record<string, unknown>[] = [];
  const waiting = new Map<number, (message: Message) => void>();
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Message;
    if (message.params) notified.push(message.params.result);
    else waiting.get(message.id ?? 0)?.(message);
  });
  await once(socket, 'open');
  let calls = 0;
  return {
    socket,
    notified,
    async call(method, ...params) {
      const id = ++calls;
      const { promise, resolve } = Promise.withResolvers<Message>();
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
      const { result, error } = await promise;
      if (error) throw Object.assign(new Error('refused'), error);
      return result;
    },
  };
}

async function still(): Promise<TestNetwork> {
  const network = await networks.start();
  await network.pauseMining();
  return network;
}

test('answers over WebSocket as it does over HTTP', async () => {
  const network = await still();
  const line = await open(network.rpcUrl);
  expect(await line.call('eth_chainId')).toBe('0x7a69');
  await expect(line.call('eth_nonsense')).rejects.toMatchObject({ code: -32_004 });
  await expect(line.call('eth_subscribe', 'syncing')).rejects.toMatchObject({ code: -32_602 });
  await expect(callRpc(network.rpcUrl, 'eth_subscribe', ['newHeads'])).rejects.toMatchObject({
    code: -32_004,
  });
});

test('reports new heads, and those of a reorg', async () => {
  const network = await still();
  await network.mine(2);
  const line = await open(network.rpcUrl);
  const id = await line.call('eth_subscribe', 'newHeads');
  await network.mine(1);
  await expect.poll(() => line.notified).toHaveLength(1);
  expect(line.notified[0]).toMatchObject({ number: '0x4', hash: (await allHashes(network))[4] });
  expect(line.notified[0]).not.toHaveProperty('transactions');

  await network.reorg({ depth: 3 });
  await expect.poll(() => line.notified).toHaveLength(5);
  expect(line.notified.slice(1).map(head => head['hash'])).toEqual((await allHashes(network)).slice(2));
  expect(await line.call('eth_unsubscribe', id)).toBe(true);
  expect(await line.call('eth_unsubscribe', id)).toBe(false);
  await network.mine(1);
  await line.call('eth_blockNumber');
  expect(line.notified).toHaveLength(5);
});

test('reports matching logs, and withdraws them when their block leaves', async () => {
  const network = await still();
  const { rpcUrl, faucetKey: key } = network;
  const payToken = (currency: string): Promise<string> =>
    pay({ rpcUrl, key, to: recipient, currency: token(network, currency), amount: 5n });
  const early = await payToken('DAI_ETH');
  await network.mine(1);
  const line = await open(rpcUrl);
  const { contract } = token(network, 'DAI_ETH');
  const topics = [null, null, [`0x${recipient.slice(2).padStart(64, '0')}`]];
  await line.call('eth_subscribe', 'logs', { address: [contract], topics });
  await payToken('USDT_ETH');
  const late = await payToken('DAI_ETH');
  await network.mine(1);
  await expect.poll(() => line.notified).toHaveLength(1);
  expect(line.notified[0]).toMatchObject({ transactionHash: late, removed: false });

  // Blocks from before the subscription are withdrawn too.
  await network.reorg({ depth: 2, blocks: 1, drop: [early], withhold: true });
  await expect.poll(() => line.notified).toHaveLength(3);
  expect(line.notified.slice(1)).toMatchObject([
    { transactionHash: late, removed: true },
    { transactionHash: early, removed: true },
  ]);
  expect(line.notified[1]).toEqual({ ...line.notified[0], removed: true });
});

test('reports a reorg by snapshot and revert', async () => {
  const network = await still();
  const line = await open(network.rpcUrl);
  const snapshot = await network.request('evm_snapshot');
  await line.call('eth_subscribe', 'newHeads');
  await network.mine(1);
  await expect.poll(() => line.notified).toHaveLength(1);
  await network.request('evm_revert', [snapshot]);
  await network.mine(2);
  await expect.poll(() => line.notified).toHaveLength(3);
  expect(line.notified.map(head => head['number'])).toEqual(['0x2', '0x2', '0x3']);
});

test('has the faults of its endpoint: silence, late notifications, and connections that end', async () => {
  const network = await still();
  const line = await open(network.rpcUrl);
  await line.call('eth_subscribe', 'newHeads');
  network.fault({ kind: 'rate_limit', methods: ['eth_subscription'], count: 1 });
  await network.mine(1);
  await payFromFaucet(network);
  await network.mine(1);
  await expect.poll(() => line.notified.map(head => head['number'])).toEqual(['0x3']);
  network.fault({ kind: 'rate_limit', methods: ['eth_chainId'], count: 1 });
  await expect(line.call('eth_chainId')).rejects.toMatchObject({ code: -32_005 });
  network.fault({ kind: 'disconnect', methods: ['eth_subscription'] });
  await network.mine(1);
  await once(line.socket, 'close');
});
