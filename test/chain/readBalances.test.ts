import { expect, test } from 'vitest';
import { readBalance, readTokenBalance } from '../../chain/readBalances.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { createRpc } from '../../chain/rpc/rpc.ts';
import type { Address, BlockHash } from '../../domain/address.ts';
import { pay } from '../../testkit/chain/payers/pay.ts';
import { waitMined } from '../../testkit/chain/payers/waitMined.ts';
import { payFromFaucet, recipient, testNetworks, token } from '../testkit/chain/testNetworks.ts';

const networks = testNetworks();
const holder = recipient as Address;

test('reads the balance after a block, not the current balance', async () => {
  const network = await networks.start();
  const { rpcUrl, faucetKey: key } = network;
  const rpc = createRpc(rpcUrl, new AbortController().signal);
  const usdt = token(network, 'USDT_ETH');
  const contract = usdt.contract as Address;
  const receive = async (): Promise<{ blockNumber: number; blockHash: BlockHash }> => {
    await waitMined({ rpcUrl, txHash: await payFromFaucet(network, 5n) });
    const txHash = await pay({ rpcUrl, key, to: recipient, currency: usdt, amount: 7n });
    const { blockNumber, blockHash } = await waitMined({ rpcUrl, txHash });
    return { blockNumber, blockHash: blockHash as BlockHash };
  };
  const [first, second] = [await receive(), await receive()];
  for (const [times, block] of [
    [1n, first],
    [2n, second],
  ] as const) {
    expect(await readBalance(rpc, holder, block.blockNumber)).toBe(5n * times);
    expect(await readTokenBalance(rpc, contract, holder, block.blockHash)).toBe(7n * times);
  }
  const nobody = readTokenBalance(rpc, holder, contract, second.blockHash);
  await expect(nobody).rejects.toMatchObject({ code: 'rpc_inconsistent' });
});

test('refuses an answer that is not a balance', async () => {
  const answering = (answer: unknown): Rpc => ({
    name: 'rpc',
    url: 'http://rpc',
    call: () => Promise.resolve(answer),
  });
  const blockHash = `0x${'1'.repeat(64)}` as BlockHash;
  for (const answer of [null, '0x', '', '12', 12, '0x-1', `0x${'1'.repeat(62)}`]) {
    const asked = readTokenBalance(answering(answer), holder, holder, blockHash);
    await expect(asked).rejects.toMatchObject({ code: 'rpc_inconsistent' });
  }
  for (const answer of [null, '0x', '', '12', 12, '0x-1']) {
    const asked = readBalance(answering(answer), holder, 1);
    await expect(asked).rejects.toMatchObject({ code: 'rpc_inconsistent' });
  }
});
