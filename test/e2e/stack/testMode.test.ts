import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TestStack } from '../testStack.ts';
import { eventually, newHome, startTestStack } from '../testStack.ts';

// Over HTTP only and by the commands, as QA does it.

let run: TestStack;
let home: string;
beforeAll(async () => {
  home = newHome();
  run = await startTestStack({ home });
});
afterAll(async () => {
  await run.stop();
  rmSync(home, { recursive: true, force: true });
});

async function call<T>(method: string, path: string, answer: z.ZodType<T>, body?: unknown): Promise<T> {
  const { api, key } = run.stack.running;
  const response = await fetch(api + path, {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
  return answer.parse(JSON.parse(text));
}
const post = <T>(path: string, body: unknown, answer: z.ZodType<T>) => call('POST', path, answer, body);
const get = <T>(path: string, answer: z.ZodType<T>) => call('GET', path, answer);

const purseAnswer = z.object({ purseId: z.string(), address: z.string(), status: z.string() });
const depositsAnswer = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      complianceStatus: z.string(),
      amount: z.string(),
      addressFrom: z.string(),
      creditedTo: z.string().nullable(),
      late: z.boolean(),
    }),
  ),
});
const paidAnswer = z.object({
  transactionHash: z.string(),
  transactionHashes: z.array(z.string()),
  addressFrom: z.string(),
});

async function newPurse(externalId: string) {
  await post('/v1/customers', { externalId }, z.unknown());
  return get(`/v1/purse?customerId=${externalId}&currency=ETH`, purseAnswer);
}
const payTo = (customerId: string, amount: string, more: Record<string, unknown> = {}) =>
  post('/v1/test/deposits', { customerId, currency: 'ETH', amount, ...more }, paidAnswer);
const depositOf = async (txHash: string) =>
  (await get(`/v1/transactions?transactionHash=${txHash}`, depositsAnswer)).data[0];
/** The deposit, once it matches. */
const becomes = (txHash: string, wanted: Record<string, unknown>) =>
  eventually(`${txHash} becomes ${JSON.stringify(wanted)}`, async () => {
    const deposit = await depositOf(txHash);
    const fields = new Map<string, unknown>(Object.entries(deposit ?? {}));
    const isSo = Object.entries(wanted).every(([field, value]) => fields.get(field) === value);
    return isSo && deposit;
  });
const chain = (verb: string, body: Record<string, unknown>) =>
  post(`/v1/test/${verb}`, { network: 'ETHEREUM', ...body }, z.unknown());

const file = (name: string): string => join(import.meta.dirname, '../../..', 'cli', name);
const command = async (name: string, ...args: readonly string[]): Promise<string> => {
  const env = { ...process.env, PURSER_HOME: home };
  return (await promisify(execFile)(process.execPath, [file(name), ...args], { env })).stdout;
};

describe('over HTTP, a test account', () => {
  it('is paid in many ways, and credited what counts', async () => {
    await newPurse('paid');
    const { transactionHashes, addressFrom } = await payTo('paid', '0.5', { count: 3 });
    for (const txHash of transactionHashes) {
      const deposit = await becomes(txHash, { status: 'CONFIRMED', creditedTo: 'customer' });
      expect(deposit).toMatchObject({ amount: '0.5', addressFrom });
    }
    const batch = await payTo('paid', '1', { currency: 'USDT_ETH', amount: '3', via: 'batch' });
    await becomes(batch.transactionHash, { status: 'CONFIRMED', amount: '1.5' });
    const alike = await payTo('paid', '1', { currency: 'USDT_ETH', via: 'look-alike' });
    await run.awaitEvent('UNSUPPORTED_DEPOSIT_DETECTED', alike.transactionHash);
    expect(await depositOf(alike.transactionHash)).toBeUndefined();
  });

  it('is paid on every network', async () => {
    await newPurse('travelling');
    for (const currency of ['BNB', 'USDT_BSC', 'POL', 'USDC_POL']) {
      const { transactionHash } = await payTo('travelling', '2', { currency });
      await becomes(transactionHash, { status: 'CONFIRMED', amount: '2', creditedTo: 'customer' });
    }
  });

  it('sees a deposit declined and held, and one that waits for a person', async () => {
    const { purseId } = await newPurse('declined');
    const declined = await payTo('declined', '1', { verdict: 'decline' });
    await becomes(declined.transactionHash, { status: 'DECLINED', creditedTo: 'held' });
    expect(await get(`/v1/purses/${purseId}`, purseAnswer)).toMatchObject({ status: 'DECLINED' });

    await newPurse('reviewed');
    const reviewed = await payTo('reviewed', '1', { verdict: 'review' });
    await becomes(reviewed.transactionHash, { status: 'PENDING_COMPLIANCE_CHECK' });
    await chain('blocks', { count: 5 });
    const waiting = await becomes(reviewed.transactionHash, { complianceStatus: 'IN_PROGRESS' });
    expect(waiting).toMatchObject({ creditedTo: null });
    const verdict = { verdict: 'approve', reason: 'looked at' };
    await post(`/v1/transactions/${waiting.id}/compliance`, verdict, z.unknown());
    await becomes(reviewed.transactionHash, { status: 'CONFIRMED', creditedTo: 'customer' });
  });

  it('sees a deposit leave the chain, and come back', async () => {
    await newPurse('reorged');
    await chain('blocks', { mining: 'pause' });
    const { transactionHash } = await payTo('reorged', '1');
    await chain('blocks', {});
    await becomes(transactionHash, { status: 'PENDING_COMPLIANCE_CHECK' });
    await chain('reorgs', { depth: 1, withhold: true });
    const event = await run.awaitEvent('TRANSACTION_REORGED', transactionHash);
    expect(event.data).toMatchObject({ reversed: false });
    await chain('blocks', { mining: 'resume' });
    await becomes(transactionHash, { status: 'CONFIRMED', creditedTo: 'customer' });

    await chain('blocks', { mining: 'pause' });
    const lost = await payTo('reorged', '2');
    await chain('blocks', {});
    await becomes(lost.transactionHash, { status: 'PENDING_COMPLIANCE_CHECK' });
    await chain('reorgs', { depth: 1, without: [lost.transactionHash] });
    await becomes(lost.transactionHash, { status: 'REORGED', creditedTo: null });
    await chain('blocks', { mining: 'resume' });
  });

  it('loses a pending payment, and gets a replacement for another', async () => {
    await newPurse('replaced');
    await chain('mine', { mining: 'pause' });
    const cancelled = await payTo('replaced', '1');
    await becomes(cancelled.transactionHash, { status: 'MEM_POOL_FOUND' });
    const { transactionHash } = await post(
      '/v1/test/replace',
      { network: 'ETHEREUM', transactionHash: cancelled.transactionHash },
      paidAnswer.pick({ transactionHash: true }),
    );
    expect(transactionHash).not.toBe(cancelled.transactionHash);
    await chain('mine', {});
    await run.awaitEvent('TRANSACTION_DROPPED', cancelled.transactionHash);
    await becomes(cancelled.transactionHash, { status: 'DROPPED', creditedTo: null });

    const lost = await payTo('replaced', '2', { verdict: 'review' }).catch((error: unknown) => error);
    // A payer on the list waits for its own money, which no block brings now.
    expect(String(lost)).toContain('temporarily_unavailable');
    const dropped = await payTo('replaced', '3');
    await becomes(dropped.transactionHash, { status: 'MEM_POOL_FOUND' });
    await chain('drop', { transactionHash: dropped.transactionHash });
    await expect(chain('drop', { transactionHash: dropped.transactionHash })).rejects.toThrow(
      'transaction_not_found',
    );
    await chain('mine', { mining: 'resume' });
    const next = await payTo('replaced', '4');
    await becomes(next.transactionHash, { status: 'CONFIRMED', creditedTo: 'customer' });
    expect(await depositOf(dropped.transactionHash)).toMatchObject({ creditedTo: null });
  });

  it('misses nothing although a node fails', async () => {
    await newPurse('behind-a-liar');
    const lying = { kind: 'empty_logs', rate: 0.5, seed: 7 };
    const kind = z.object({ kind: z.string().nullable(), seed: z.number().nullable() });
    const network = 'ETHEREUM';
    expect(await post('/v1/test/fault', { network, ...lying }, kind)).toEqual({
      kind: 'empty_logs',
      seed: 7,
    });
    await post('/v1/test/fault', { network, kind: 'server_error', rate: 0.5 }, kind);
    const { transactionHash } = await payTo('behind-a-liar', '5', { currency: 'USDT_ETH' });
    await chain('mine', { count: 3 });
    await post('/v1/test/fault', { network, clear: true }, kind);
    await becomes(transactionHash, { status: 'CONFIRMED', amount: '5', creditedTo: 'customer' });
  });

  it(
    'sees credited money leave with a deep reorg once a person follows it',
    { timeout: 60_000 },
    async () => {
      await newPurse('deep');
      const { transactionHash } = await payTo('deep', '2', { currency: 'BNB' });
      await becomes(transactionHash, { status: 'CONFIRMED', creditedTo: 'customer' });
      const ready = z.object({ parts: z.record(z.string(), z.object({ reason: z.string().default('') })) });
      const reason = async () => {
        const { api } = run.stack.running;
        const { parts } = ready.parse(await (await fetch(`${api}/readyz`)).json());
        return parts['scanner:BSC']?.reason ?? '';
      };
      const onBsc = (verb: string, body: Record<string, unknown>) =>
        post(`/v1/test/${verb}`, { network: 'BSC', ...body }, z.unknown());
      await expect(onBsc('resume', {})).rejects.toThrow('not_waiting');
      await onBsc('mine', { mining: 'pause' });
      await onBsc('reorg', { depth: 9, without: [transactionHash] });
      await eventually('the chain stands', async () => (await reason()).includes('reorg_too_deep'));
      expect(await depositOf(transactionHash)).toMatchObject({ status: 'CONFIRMED' });
      expect(await command('chain.ts', 'resume', '--network', 'BSC', '--follow')).toContain('reorg_too_deep');
      const event = await run.awaitEvent('TRANSACTION_REORGED', transactionHash);
      expect(event.data).toMatchObject({ reversed: true });
      await onBsc('mine', { mining: 'resume' });
      await eventually('the chain goes on', async () => (await reason()) === '');
    },
  );

  it('sees a purse expire, its late money credited, and another purse issued', async () => {
    const { purseId, address } = await newPurse('expiring');
    await post(`/v1/test/purses/${purseId}/expire`, {}, z.unknown());
    await run.awaitEvent('CUSTOMER_PURSE_EXPIRED', purseId);
    expect(await get(`/v1/purses/${purseId}`, purseAnswer)).toMatchObject({ status: 'ARCHIEVED' });
    const late = await post('/v1/test/deposits', { address, currency: 'ETH', amount: '1' }, paidAnswer);
    await becomes(late.transactionHash, { status: 'CONFIRMED', late: true, creditedTo: 'customer' });
    const next = await get('/v1/purse?customerId=expiring&currency=ETH', purseAnswer);
    expect(next.address).not.toBe(address);
    // Credited money restarts the period, which still ends on request.
    await payTo('expiring', '1').then(paid => becomes(paid.transactionHash, { status: 'CONFIRMED' }));
    await post(`/v1/test/purses/${next.purseId}/expire`, {}, z.unknown());
    await run.awaitEvent('CUSTOMER_PURSE_EXPIRED', next.purseId);
  });

  it('makes webhooks fail, and gets them again', async () => {
    const behaviour = { status: 500 };
    const receiver = await post(
      '/v1/test/webhook-receivers',
      behaviour,
      z.object({ id: z.string(), url: z.string() }),
    );
    const endpoint = await post(
      '/v1/webhook-endpoints',
      { url: receiver.url, types: ['CUSTOMER_CREATED'] },
      z.object({ id: z.string() }),
    );
    await post('/v1/customers', { externalId: 'told-twice' }, z.unknown());
    const received = () =>
      get(
        `/v1/test/webhook-receivers/${receiver.id}/received`,
        z.object({
          total: z.number(),
          data: z.array(z.object({ headers: z.record(z.string(), z.string()), raw: z.string() })),
        }),
      );
    await eventually('the first attempt came', async () => (await received()).total === 1);
    await post(`/v1/test/webhook-receivers/${receiver.id}`, {}, z.unknown());
    const statuses = await eventually('the second came', async () => {
      const attempts = z.array(z.object({ status: z.number().nullable() }));
      const { data } = await get(
        `/v1/deliveries?endpointId=${endpoint.id}`,
        z.object({ data: z.array(z.object({ attempts })) }),
      );
      return data[0]?.attempts.length === 2 && data[0].attempts.map(({ status }) => status);
    });
    expect(new Set(statuses)).toEqual(new Set([204, 500]));
    const { data } = await received();
    expect(data).toHaveLength(2);
    // The same event, by its id.
    expect(new Set(data.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(data.map(({ raw }) => raw)).size).toBe(1);
  });

  it('makes the late attempts of a webhook now, one after the other', async () => {
    const receiver = await post(
      '/v1/test/webhook-receivers',
      { status: 500 },
      z.object({ id: z.string(), url: z.string() }),
    );
    const endpoint = await post(
      '/v1/webhook-endpoints',
      { url: receiver.url, types: ['CUSTOMER_CREATED'] },
      z.object({ id: z.string() }),
    );
    await post('/v1/customers', { externalId: 'told-late' }, z.unknown());
    const deliveries = z.object({
      data: z.array(
        z.object({
          id: z.string(),
          state: z.string(),
          attemptCount: z.number(),
          attempts: z.array(
            z.object({ attemptedAt: z.iso.datetime(), nextAttemptAt: z.string().nullable() }),
          ),
        }),
      ),
    });
    const attempted = (count: number) =>
      eventually(`attempt ${String(count)}`, async () => {
        const [delivery] = (await get(`/v1/deliveries?endpointId=${endpoint.id}`, deliveries)).data;
        return delivery?.attemptCount === count && delivery;
      });
    const { id } = await attempted(1);
    const ask = () => post(`/v1/test/deliveries/${id}/retry`, {}, z.object({ attempts: z.number() }));
    const retry = () =>
      eventually('it can be asked for', () =>
        ask().catch((error: unknown) => {
          if (String(error).includes('temporarily_unavailable')) return undefined;
          throw error;
        }),
      );
    // After 5 s, 5 min and 30 min from the event, so between the attempts, give or take a tenth.
    const due = [5, 295, 1500];
    for (const [before, seconds] of due.entries()) {
      const [latest] = (await attempted(before + 1)).attempts.slice(-1);
      const waits = Date.parse(latest?.nextAttemptAt ?? '') - Date.parse(latest?.attemptedAt ?? '');
      expect(waits / 1000 / seconds, `attempt ${String(before + 2)}`).toBeGreaterThan(0.85);
      expect(waits / 1000 / seconds, `attempt ${String(before + 2)}`).toBeLessThan(1.25);
      // The second attempt comes by itself.
      const made = seconds === 5 ? before + 1 : (await retry()).attempts;
      expect(made).toBe(before + 1);
    }
    await attempted(4);
    // The fifth failure in a row breaks the endpoint, which is then probed.
    await retry();
    await attempted(5);
    await post(`/v1/test/webhook-receivers/${receiver.id}`, {}, z.unknown());
    await retry();
    expect(await attempted(6)).toMatchObject({ state: 'delivered' });
    await expect(ask()).rejects.toThrow('not_waiting');
    await expect(post('/v1/test/deliveries/evt_x:whe_x/retry', {}, z.unknown())).rejects.toThrow(
      'delivery_not_found',
    );
  });

  it('gets no secret by any of it', async () => {
    const { networks } = run.stack.running;
    await newPurse('curious');
    const answers = JSON.stringify([
      await payTo('curious', '0.1', { verdict: 'decline' }),
      await post('/v1/test/blocks', { network: 'ETHEREUM' }, z.unknown()),
    ]);
    for (const { faucetKey } of networks) expect(answers).not.toContain(faucetKey.slice(2));
  });
});

describe('by the commands, a test account', () => {
  const pay = ['--currency', 'ETH', '--amount', '1'] as const;

  it('is paid by a payer with the requested compliance verdict', async () => {
    await newPurse('by-command');
    const output = await command(
      'pay.ts',
      '--customer',
      'by-command',
      ...pay,
      '--verdict',
      'review',
      '--count',
      '2',
    );
    const hashes = output.match(/0x[0-9a-f]{64}/g) ?? [];
    expect(hashes).toHaveLength(2);
    for (const hash of hashes) await becomes(hash, { complianceStatus: 'IN_PROGRESS' });
    for (const wrong of [
      ['--verdict', 'maybe'],
      ['--verdict', 'decline', '--via', 'batch'],
      ['--count', '0'],
    ]) {
      const failed = command('pay.ts', '--customer', 'by-command', ...pay, ...wrong);
      await expect(failed).rejects.toMatchObject({ code: 1 });
    }
  }, 120_000);

  it('expires its purse', async () => {
    const { purseId } = await newPurse('expired-by-command');
    expect(await command('expire.ts', '--customer', 'expired-by-command')).toContain(
      `${purseId} is ARCHIEVED`,
    );
    for (const wrong of [[], ['--purse', purseId], ['--customer', 'expired-by-command']]) {
      await expect(command('expire.ts', ...wrong)).rejects.toMatchObject({ code: 1 });
    }
  }, 120_000);

  it('answers webhooks as requested, and then normally', async () => {
    const args = ['--status', '503', '--retry-after', '1', '--delay', '10', '--times', '1'];
    const env = { ...process.env, PURSER_HOME: home };
    const listening = spawn(process.execPath, [file('listen.ts'), ...args], { env });
    let output = '';
    listening.stdout.on('data', (part: Buffer) => (output += part.toString()));
    await eventually('it listens', () => Promise.resolve(output.includes('Listening')));
    await post('/v1/customers', { externalId: 'heard-twice' }, z.unknown());
    await eventually('it came twice', () => Promise.resolve(output.includes('answered 204')));
    expect(output.match(/CUSTOMER_CREATED .* signature verified, answered \d+/g)).toMatchObject([
      expect.stringContaining('answered 503'),
      expect.stringContaining('answered 204'),
    ]);
    listening.kill('SIGINT');
    expect(await once(listening, 'exit')).toEqual([0, null]);
  }, 120_000);
});
