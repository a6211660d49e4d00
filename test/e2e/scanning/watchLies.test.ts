import { randomInt } from 'node:crypto';
import { Interface, Wallet } from 'ethers';
import { expect, it } from 'vitest';
import type { Endpoint } from '../../../testkit/chain/rpc/endpoint.ts';
import type { FaultOptions } from '../../../testkit/chain/rpc/faults.ts';
import { seededRandom } from '../../../testkit/chain/seededRandom.ts';
import type { Owner } from '../../db/fixtures.ts';
import { eventually } from '../testStack.ts';
import type { Watcher } from './watcher.ts';
import { startWatcher } from './watcher.ts';

const blocks = 500;
const whole = 10n ** 18n;
const gwei = 10n ** 9n;
const lies: readonly FaultOptions[] = [
  { kind: 'empty_logs' },
  { kind: 'drop_log' },
  { kind: 'wrong_bloom' },
  { kind: 'altered_receipt' },
  { kind: 'stale_head' },
  { kind: 'rate_limit', retryAfterSeconds: 0 },
  { kind: 'server_error' },
  { kind: 'truncated' },
  { kind: 'wrong_chain_id' },
  { kind: 'delay', ms: 50 },
  { kind: 'disconnect' },
];
const erc20 = new Interface(['function transfer(address to, uint256 amount)']);

/** What the chain will have done for an owner: the sums by currency, and the number of transfers. */
interface Sent {
  eth: bigint;
  usdt: bigint;
  transfers: number;
}

it('with one of two endpoints lying one time in five, 500 blocks of random traffic credit every transfer once', async () => {
  const seed = Number(process.env['PURSER_TEST_SEED'] ?? randomInt(2 ** 31));
  const random = seededRandom(seed);
  let liar: Endpoint | undefined;
  const watcher = await startWatcher({
    network: { pollMs: 10 },
    rpc: async chain => {
      liar = await chain.addEndpoint();
      return [liar.url, (await chain.addEndpoint()).url];
    },
  });
  try {
    const owners: Owner[] = [];
    for (let at = 0; at < 8; at++) owners.push(await watcher.newOwner());
    const sent = new Map<Owner, Sent>(owners.map(owner => [owner, { eth: 0n, usdt: 0n, transfers: 0 }]));
    const faucet = await bulkSender(watcher);
    for (let block = 0; block < blocks; block++) {
      if (block % Math.ceil(blocks / lies.length) === 0) {
        const lie = lies[Math.floor(block / Math.ceil(blocks / lies.length))];
        liar?.clearFaults();
        if (lie) liar?.fault({ ...lie, rate: 0.2, seed: seed + block });
      }
      for (let count = Math.floor(random() * 4); count > 0; count--) {
        const owner = random() < 0.7 ? owners[Math.floor(random() * owners.length)] : undefined;
        const to = owner?.address ?? Wallet.createRandom().address;
        const coin = random() < 0.5;
        const amount = BigInt(1 + Math.floor(random() * 1000));
        await faucet.send(coin ? { to, value: amount * whole } : { to, usdt: amount * 1_000_000n });
        const tally = owner && sent.get(owner);
        if (!tally) continue;
        tally.transfers += 1;
        if (coin) tally.eth += amount * whole;
        else tally.usdt += amount * 1_000_000n;
      }
      await watcher.chain.mine(1);
    }
    await watcher.chain.mine(3);
    await watcher.caughtUp(120_000);
    for (const [owner, { eth, usdt, transfers }] of sent) {
      await eventually(
        'all of it is final',
        async () =>
          (await watcher.credited(owner, watcher.eth)) >= eth &&
          (await watcher.credited(owner, watcher.usdt)) >= usdt,
        120_000,
      );
      expect(await watcher.credited(owner, watcher.eth)).toBe(eth);
      expect(await watcher.credited(owner, watcher.usdt)).toBe(usdt);
      const rows = await watcher.db
        .selectFrom('transactions')
        .select('status')
        .where('purse_id', '=', owner.purseId)
        .execute();
      expect(rows.filter(({ status }) => status === 'CONFIRMED')).toHaveLength(transfers);
    }
    expect(watcher.troubles.length).toBeGreaterThan(10);
  } catch (error) {
    throw new Error(`with PURSER_TEST_SEED=${String(seed)}`, { cause: error });
  } finally {
    await watcher.stop();
  }
}, 600_000);

/** Sends from the faucet with its own nonces: 600 transactions take a third of a second. */
async function bulkSender({ chain, usdt }: Watcher) {
  const wallet = new Wallet(chain.faucetKey);
  let nonce = Number(await chain.request('eth_getTransactionCount', [wallet.address, 'pending']));
  return {
    send: async (payment: { to: string; value?: bigint; usdt?: bigint }): Promise<void> => {
      const token = payment.usdt !== undefined;
      const signed = await wallet.signTransaction({
        type: 2,
        chainId: chain.chainId,
        nonce: nonce++,
        to: token ? (usdt.contract ?? '') : payment.to,
        value: payment.value ?? 0n,
        data: token ? erc20.encodeFunctionData('transfer', [payment.to, payment.usdt]) : '0x',
        gasLimit: token ? 100_000n : 21_000n,
        maxFeePerGas: 20n * gwei,
        maxPriorityFeePerGas: gwei,
      });
      await chain.request('eth_sendRawTransaction', [signed]);
    },
  };
}
