import { expect, test } from 'vitest';
import { height, testNetworks } from './testNetworks.ts';

const networks = testNetworks();

test('answers batches in order, including errors and notifications', async () => {
  const network = await networks.start();
  const post = async (body: string): Promise<unknown> => {
    const response = await fetch(network.rpcUrl, { method: 'POST', body });
    return response.status === 204 ? undefined : await response.json();
  };
  const batch = [
    { jsonrpc: '2.0', id: 'a', method: 'eth_chainId' },
    { jsonrpc: '2.0', method: 'evm_mine' },
    { jsonrpc: '2.0', id: 2, method: 'eth_blockNumber', params: [] },
    { jsonrpc: '2.0', id: 3, method: 'eth_nonsense', params: [] },
    17,
  ];

  expect(await post(JSON.stringify(batch))).toMatchObject([
    { id: 'a', result: '0x7a69' },
    { id: 2, result: '0x2' },
    { id: 3, error: { code: -32_004 } },
    { id: null, error: { code: -32_600 } },
  ]);
  expect(await post('[]')).toMatchObject({ error: { code: -32_600 } });
  expect(await post('{')).toMatchObject({ error: { code: -32_700 } });
  expect(await post('{"jsonrpc":"2.0","method":"evm_mine"}')).toBeUndefined();
  expect(await height(network)).toBe(3);
});

test('admits the page of a wallet, and limits the size of a body', async () => {
  const network = await networks.start();
  const preflight = await fetch(network.rpcUrl, {
    method: 'OPTIONS',
    headers: { origin: 'https://wallet.example', 'access-control-request-headers': 'content-type,x-wallet' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type,x-wallet');
  expect(preflight.headers.get('access-control-allow-private-network')).toBe('true');
  expect((await fetch(network.rpcUrl)).status).toBe(405);
  expect((await fetch(network.rpcUrl, { method: 'POST', body: 'x'.repeat(6_000_000) })).status).toBe(413);
});
