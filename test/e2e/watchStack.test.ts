import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ForkView } from '../../domain/scanning/fork.ts';
import { payLookAlike } from '../../testkit/chain/payers/payFreshToken.ts';
import { payInternal } from '../../testkit/chain/payers/payInternal.ts';
import { needsAttention } from '../../domain/searchAttributes.ts';
import type { TestStack } from './testStack.ts';
import { eventually, startTestStack } from './testStack.ts';

let run: TestStack;
beforeAll(async () => {
  run = await startTestStack();
});
afterAll(() => run.stop());

async function newPurse(externalId: string, currency = 'ETH') {
  await run.api.post('/v1/customers', { body: { externalId } });
  return run.api.get('/v1/purse', { query: { customerId: externalId, currency } });
}
const balanceOf = async (customer: string): Promise<unknown> =>
  run.api.get('/v1/balances', { query: { customerId: customer } });
const lookup = (txHash: string, chainId: number) =>
  run.api.get('/v1/transactions/lookup', { query: { transactionHash: txHash, chainId } });
const readyz = async () => {
  const answer = await fetch(`${run.stack.running.api}/readyz`);
  return (await answer.json()) as {
    down: string[];
    parts: Record<string, { reason?: string; fork?: ForkView }>;
  };
};
const chainIds = { ETHEREUM: 31_337, BSC: 31_356 } as const;

describe('a pending payment', () => {
  it('whose sender replaces it is dropped, and never credited', async () => {
    const purse = await newPurse('replaced');
    const chain = run.network('ETHEREUM');
    await chain.pauseMining();
    const hash = await run.payTo(purse.address, 'ETH', '1');
    await run.awaitEvent('CUSTOMER_PURSE_MEM_POOL_FOUND', hash);
    const other = await chain.replace({ key: chain.faucetKey, txHash: hash });
    expect(other).not.toBe(hash);
    chain.resumeMining();
    const dropped = await run.awaitEvent('TRANSACTION_DROPPED', hash);
    expect(dropped.data).toMatchObject({ status: 'DROPPED', reason: 'replaced' });
    expect(await balanceOf('replaced')).toEqual([]);
  });

  it('that the pool forgets is dropped, and credited once if it is mined after all', async () => {
    const purse = await newPurse('vanished');
    const chain = run.network('ETHEREUM');
    await chain.pauseMining();
    const hash = await run.payTo(purse.address, 'ETH', '1');
    await run.awaitEvent('CUSTOMER_PURSE_MEM_POOL_FOUND', hash);
    const raw = await chain.request('eth_getRawTransactionByHash', [hash]).catch(() => undefined);
    expect(await chain.drop(hash)).toBe(true);
    const dropped = await run.awaitEvent('TRANSACTION_DROPPED', hash);
    expect(dropped.data).toMatchObject({ reason: 'vanished' });
    // The same signed transaction: as the nonce is free again, the same payment is the same transaction.
    const again =
      raw === undefined
        ? await run.payTo(purse.address, 'ETH', '1')
        : await chain.request('eth_sendRawTransaction', [raw]);
    expect(again).toBe(hash);
    chain.resumeMining();
    await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
    expect(await balanceOf('vanished')).toMatchObject([{ balance: '1' }]);
  });
});

describe('money from a contract', () => {
  it('reaches the balance, with its events, on a network with traces and on one without', async () => {
    for (const [network, currency] of [
      ['ETHEREUM', 'ETH'],
      ['BSC', 'BNB'],
    ] as const) {
      const purse = await newPurse(`internal-${currency}`, currency);
      const { rpcUrl, faucetKey: key } = run.network(network);
      // The first also deploys the contract; the second is alone in its block.
      await payInternal({ rpcUrl, key, to: '0x000000000000000000000000000000000000dEaD', amount: 1n });
      await run.network(network).mine(1);
      await payInternal({ rpcUrl, key, to: purse.address, amount: 3n * 10n ** 18n });
      await eventually(`${currency} is credited`, async () => {
        const [balance] = await run.api.get('/v1/balances', {
          query: { customerId: `internal-${currency}` },
        });
        return balance?.balance === '3';
      });
    }
  });
});

describe('where is my deposit', () => {
  it('says of each transfer what became of it', async () => {
    const purse = await newPurse('where', 'USDT_ETH');
    const chain = run.network('ETHEREUM');
    const hash = await run.payTo(purse.address, 'USDT_ETH', '5');
    await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
    expect(await lookup(hash, chainIds.ETHEREUM)).toMatchObject({
      status: 'found',
      transfers: [{ reason: 'credited' }],
    });

    const { txHash } = await payLookAlike({
      rpcUrl: chain.rpcUrl,
      key: chain.faucetKey,
      to: purse.address,
      imitated: chain.tokens['USDT_ETH'] ?? '',
      amount: 5_000_000n,
    });
    await run.awaitEvent('UNSUPPORTED_DEPOSIT_DETECTED', txHash);
    expect(await lookup(txHash, chainIds.ETHEREUM)).toMatchObject({
      transfers: [{ reason: 'unlisted_token' }],
    });
    const elsewhere = await run.payTo('0x000000000000000000000000000000000000dEaD', 'ETH', '1');
    await chain.mine(1);
    expect(await lookup(elsewhere, chainIds.ETHEREUM)).toMatchObject({
      transfers: [],
      reason: 'other_recipient',
    });
    expect(await lookup(hash, chainIds.BSC)).toMatchObject({ reason: 'not_found' });
    expect(await lookup(hash, 1)).toMatchObject({ reason: 'unknown_network' });
  });

  it('finds what was missed, and a rescan credits it once', async () => {
    const purse = await newPurse('missed', 'USDT_ETH');
    await run.stack.worker().stop();
    const hash = await run.payTo(purse.address, 'USDT_ETH', '5');
    const chain = run.network('ETHEREUM');
    await chain.mine(1);
    // As if its block had been scanned without it: the test sets the cursor to it.
    const receipt = (await chain.request('eth_getTransactionReceipt', [hash])) as {
      blockHash: string;
      blockNumber: string;
    };
    await run.db
      .updateTable('chain_cursors')
      .set({ height: Number(receipt.blockNumber), hash: receipt.blockHash as never })
      .where('chain_id', '=', chainIds.ETHEREUM as never)
      .execute();
    await run.db
      .deleteFrom('blocks')
      .where('chain_id', '=', chainIds.ETHEREUM as never)
      .execute();
    await run.db
      .insertInto('blocks')
      .values({
        chain_id: chainIds.ETHEREUM as never,
        number: Number(receipt.blockNumber),
        hash: receipt.blockHash as never,
        parent_hash: receipt.blockHash as never,
        mined_at: new Date(),
      })
      .execute();
    await run.stack.startWorker();
    await chain.mine(4);
    await eventually('the lookup says that it was missed', async () => {
      const { transfers } = await lookup(hash, chainIds.ETHEREUM).catch(() => ({ transfers: [] }));
      return transfers[0]?.reason === 'missed';
    });
    const rescan = { chainId: chainIds.ETHEREUM, transactionHash: hash };
    expect(await run.api.post('/v1/rescans', { body: rescan })).toMatchObject({
      status: 'completed',
      found: 1,
    });
    await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
    await run.api.post('/v1/rescans', { body: rescan });
    expect(await balanceOf('missed')).toMatchObject([{ balance: '5' }]);
  }, 60_000);
});

describe('a worker that is killed', () => {
  it('is replaced by another within 15 s, which continues where it was', async () => {
    const purse = await newPurse('takeover', 'BNB');
    await run.stack.worker().kill();
    const killed = Date.now();
    await run.stack.startWorker();
    const hash = await run.payTo(purse.address, 'BNB', '1');
    await run.network('BSC').mine(1);
    await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
    expect(Date.now() - killed).toBeLessThan(15_000 + 5_000);
    await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
  }, 60_000);
});

describe('a fork deeper than finality', () => {
  it('stops only its network, as /readyz and the metrics show, until an operator resumes it', async () => {
    const purse = await newPurse('deep', 'BNB');
    const other = await newPurse('shallow');
    const chain = run.network('BSC');
    const hash = await run.payTo(purse.address, 'BNB', '2');
    await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
    await chain.pauseMining();
    await eventually('the scanner is at the head', async () => {
      const head = Number(await chain.request('eth_blockNumber'));
      const cursor = await run.db
        .selectFrom('chain_cursors')
        .select('height')
        .where('chain_id', '=', chainIds.BSC as never)
        .executeTakeFirst();
      return cursor?.height === head;
    });
    await chain.reorg({ depth: 9, drop: [hash] });
    await eventually('it stopped', async () => (await readyz()).down.includes('scanner:BSC'));
    expect((await readyz()).parts['scanner:BSC']?.reason).toContain('reorg_too_deep');
    const metrics = await (await fetch(`${run.stack.running.api}/metrics`)).text();
    expect(metrics).toMatch(/purser_scanner_stopped\{[^}]*network="BSC"[^}]*\} 1/);
    const workflow = run.temporal.workflow.getHandle('chain/BSC');
    await eventually('operators find it', async () => {
      const { typedSearchAttributes } = await workflow.describe();
      return typedSearchAttributes.get(needsAttention) === true;
    });
    const paid = await run.payTo(other.address, 'ETH', '1');
    await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', paid);
    expect(await balanceOf('deep')).toMatchObject([{ balance: '2' }]);

    const { fork } = (await readyz()).parts['scanner:BSC'] ?? {};
    expect(fork).toMatchObject({ deposits: 1, sums: { BNB: '2' } });
    // It is checked again, and not followed.
    const before = (await workflow.describe()).historyLength;
    await workflow.signal('resume');
    await eventually('it stopped again', async () => {
      const { historyLength, typedSearchAttributes } = await workflow.describe();
      const wasLookedAt = historyLength >= before + 10;
      return wasLookedAt && typedSearchAttributes.get(needsAttention) === true;
    });
    expect(await balanceOf('deep')).toMatchObject([{ balance: '2' }]);

    await workflow.signal('resume', fork?.newChain);
    const undone = await run.awaitEvent('TRANSACTION_REORGED', hash);
    expect(undone.data).toMatchObject({ reversed: true });
    await eventually('it is scanned again', async () => !(await readyz()).down.includes('scanner:BSC'));
    expect(await balanceOf('deep')).toMatchObject([{ balance: '0' }]);
    chain.resumeMining();
  }, 60_000);
});
