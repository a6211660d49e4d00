import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PurserClient } from '../../client/index.ts';
import type { TestStack } from './testStack.ts';
import { eventually, startTestStack } from './testStack.ts';

// Every transition of a purse and of a deposit, over HTTP only, each with its webhook.

let run: TestStack;
let purser: PurserClient;
beforeAll(async () => {
  run = await startTestStack();
  purser = run.api;
});
afterAll(() => run.stop());

const received = 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE';

async function newPurse(externalId: string) {
  await purser.post('/v1/customers', { body: { externalId } });
  return purseOf(externalId);
}
const purseOf = (customerId: string) => purser.get('/v1/purse', { query: { customerId, currency: 'ETH' } });

async function pay(customerId: string, amount: string, verdict?: 'approve' | 'decline' | 'review') {
  const body = { customerId, currency: 'ETH', amount, ...(verdict ? { verdict } : {}) };
  return (await purser.post('/v1/test/deposits', { body })).transactionHash;
}
const blocks = (body: { count?: number; mining?: 'pause' | 'resume' }) =>
  purser.post('/v1/test/mine', { body: { network: 'ETHEREUM', ...body } });

async function depositOf(transactionHash: string) {
  const { data } = await purser.get('/v1/transactions', { query: { transactionHash } });
  return data[0];
}
type Deposit = NonNullable<Awaited<ReturnType<typeof depositOf>>>;

/** The deposit, once it matches. */
function becomes(transactionHash: string, wanted: Partial<Deposit>): Promise<Deposit> {
  return eventually(`${transactionHash} becomes ${JSON.stringify(wanted)}`, async () => {
    const deposit = await depositOf(transactionHash);
    return deposit && isMatch(deposit, wanted) && deposit;
  });
}
const isMatch = (deposit: Deposit, wanted: Partial<Deposit>): boolean =>
  Object.entries(wanted).every(([field, value]) => deposit[field as keyof Deposit] === value);

/** The webhook of this type about the deposit, with its state. */
async function expectEvent(type: string, transactionHash: string, wanted: object): Promise<void> {
  const { data } = await run.awaitEvent(type, transactionHash);
  expect(data).toMatchObject(wanted);
}

const balanceOf = async (customerId: string): Promise<string> => {
  const rows = await purser.get('/v1/balances', { query: { customerId, coin: 'ETH' } });
  return rows[0]?.balance ?? '0';
};

describe('a deposit', () => {
  it('is seen pending, found in a block, screened, final and credited', async () => {
    await newPurse('plain');
    await blocks({ mining: 'pause' });
    const hash = await pay('plain', '1');
    await expectEvent('CUSTOMER_PURSE_MEM_POOL_FOUND', hash, {
      status: 'MEM_POOL_FOUND',
      complianceStatus: 'UNCHECKED',
    });
    await blocks({ mining: 'resume' });
    await expectEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash, {
      status: 'PENDING_COMPLIANCE_CHECK',
      complianceStatus: 'IN_PROGRESS',
    });
    await expectEvent(received, hash, { status: 'CONFIRMED', complianceStatus: 'CHECKED', blocked: false });
    expect(await becomes(hash, { creditedTo: 'customer' })).toMatchObject({ status: 'CONFIRMED' });
    expect(await balanceOf('plain')).toBe('1');
  });

  it('of a blocked customer belongs to the merchant, until it is allocated', async () => {
    await newPurse('blocked');
    await purser.post('/v1/customers/{id}/block', { path: { id: 'blocked' }, body: { reason: 'look' } });
    const hash = await pay('blocked', '2');
    await expectEvent(received, hash, { status: 'CONFIRMED', blocked: true });
    const { id } = await becomes(hash, { creditedTo: 'merchant', blocked: true });
    await purser.post('/v1/customers/{id}/unblock', { path: { id: 'blocked' } });
    expect(await balanceOf('blocked')).toBe('0');

    const body = { to: 'customer', reason: 'all is well' } as const;
    const allocated = await purser.post('/v1/transactions/{id}/allocate', { path: { id }, body });
    expect(allocated).toMatchObject({ creditedTo: 'customer', blocked: false, status: 'CONFIRMED' });
    await expectEvent(received, hash, { blocked: false, allocated: true, creditedTo: 'customer' });
    expect(await balanceOf('blocked')).toBe('2');
  });

  it('that was declined is held with its purse, until a person frees it', async () => {
    const purse = await newPurse('freed');
    const hash = await pay('freed', '3', 'decline');
    await expectEvent('CUSTOMER_PURSE_COMPLIANCE_DECLINED', hash, {
      status: 'DECLINED',
      complianceStatus: 'DECLINE',
    });
    const { id } = await becomes(hash, { status: 'DECLINED', creditedTo: 'held' });
    // Later deposits are held too, although their sender is not suspect.
    const later = await pay('freed', '4');
    await expectEvent('CUSTOMER_PURSE_COMPLIANCE_DECLINED', later, { status: 'DECLINED' });
    await becomes(later, { creditedTo: 'held' });
    expect(await balanceOf('freed')).toBe('0');

    const body = { verdict: 'approve', reason: 'a false hit' } as const;
    await purser.post('/v1/transactions/{id}/compliance', { path: { id }, body });
    await expectEvent(received, hash, { status: 'CONFIRMED', complianceStatus: 'CHECKED' });
    await becomes(hash, { creditedTo: 'customer' });
    expect(await balanceOf('freed')).toBe('3');
    expect(await becomes(later, {})).toMatchObject({ creditedTo: 'held' });
    const declined = await purser.get('/v1/purses/{purseId}', { path: { purseId: purse.purseId } });
    expect(declined.status).toBe('DECLINED');
    expect(declined.accounts).toContainEqual({ currency: 'ETH', received: '3', held: '4' });
  });

  it.each(['approve', 'decline'] as const)(
    'that waits for a person follows the decision: %s',
    async verdict => {
      await newPurse(`person-${verdict}`);
      const hash = await pay(`person-${verdict}`, '1', 'review');
      await expectEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash, { complianceStatus: 'IN_PROGRESS' });
      const { id } = await becomes(hash, { status: 'PENDING_COMPLIANCE_CHECK', creditedTo: null });
      const body = { verdict, reason: 'looked at' };
      await purser.post('/v1/transactions/{id}/compliance', { path: { id }, body });
      if (verdict === 'approve') {
        await expectEvent(received, hash, { status: 'CONFIRMED' });
      } else {
        await expectEvent('CUSTOMER_PURSE_COMPLIANCE_DECLINED', hash, { status: 'DECLINED' });
        await becomes(hash, { creditedTo: 'held' });
      }
    },
  );

  it('below the minimum is unattributed, until it reaches it with others or is allocated', async () => {
    await newPurse('dust');
    const quiet = await pay('dust', '0.0006');
    await becomes(quiet, {
      status: 'BELOW_MINIMUM',
      complianceStatus: 'CHECKED',
      creditedTo: 'unattributed',
    });
    const rest = await pay('dust', '0.0006');
    for (const hash of [quiet, rest]) {
      await expectEvent(received, hash, { status: 'CONFIRMED', amount: '0.0006' });
      await becomes(hash, { creditedTo: 'customer' });
    }
    expect(await balanceOf('dust')).toBe('0.0012');

    await newPurse('speck');
    const alone = await pay('speck', '0.0006');
    const { id } = await becomes(alone, { status: 'BELOW_MINIMUM' });
    const body = { to: 'merchant', reason: 'a speck' } as const;
    const taken = await purser.post('/v1/transactions/{id}/allocate', { path: { id }, body });
    expect(taken).toMatchObject({ status: 'CONFIRMED', creditedTo: 'merchant', blocked: false });
    await expectEvent(received, alone, { status: 'CONFIRMED', creditedTo: 'merchant' });
    expect(await balanceOf('speck')).toBe('0');
  });

  it('that leaves the chain is withdrawn, or reversed if it was credited, and credited again when it returns', async () => {
    await newPurse('reorged');
    await blocks({ mining: 'pause' });
    const hash = await pay('reorged', '5');
    await blocks({ count: 1 });
    await becomes(hash, { status: 'PENDING_COMPLIANCE_CHECK' });
    await purser.post('/v1/test/reorg', { body: { network: 'ETHEREUM', depth: 1, withhold: true } });
    await expectEvent('TRANSACTION_REORGED', hash, { status: 'REORGED', reversed: false });
    await blocks({ mining: 'resume' });
    await expectEvent(received, hash, { status: 'CONFIRMED' });
    expect(await balanceOf('reorged')).toBe('5');
  });

  it('whose sender paid otherwise is dropped', async () => {
    await newPurse('dropped');
    await blocks({ mining: 'pause' });
    const hash = await pay('dropped', '1');
    await expectEvent('CUSTOMER_PURSE_MEM_POOL_FOUND', hash, { status: 'MEM_POOL_FOUND' });
    await run.network('ETHEREUM').drop(hash);
    await blocks({ mining: 'resume' });
    await expectEvent('TRANSACTION_DROPPED', hash, { status: 'DROPPED', complianceStatus: 'UNCHECKED' });
    expect(await becomes(hash, { status: 'DROPPED' })).toMatchObject({ creditedTo: null });
  });
});

describe('a purse', () => {
  it('that expires is archived; late money is credited and marked as late; the next purse is another', async () => {
    const first = await newPurse('late');
    expect(first).toMatchObject({ status: 'PENDING_PAYMENT' });
    await purser.post('/v1/test/purses/{purseId}/expire', { path: { purseId: first.purseId } });
    const expired = await run.awaitEvent('CUSTOMER_PURSE_EXPIRED', first.purseId);
    expect(expired.data).toMatchObject({ purseId: first.purseId, status: 'ARCHIEVED' });
    const archived = await purser.get('/v1/purses', { query: { status: 'ARCHIVED', customerId: 'late' } });
    expect(archived.data.map(({ purseId }) => purseId)).toEqual([first.purseId]);

    const { transactionHash } = await purser.post('/v1/test/deposits', {
      body: { address: first.address, currency: 'ETH', amount: '6' },
    });
    await expectEvent(received, transactionHash, { status: 'CONFIRMED', late: true, purseId: first.purseId });
    expect(await balanceOf('late')).toBe('6');
    const second = await purseOf('late');
    expect(second.purseId).not.toBe(first.purseId);
    expect(second.address).not.toBe(first.address);
  });

  it('that is declined returns no address, until its customer is released from it', async () => {
    const first = await newPurse('released');
    const hash = await pay('released', '1', 'decline');
    await expectEvent('CUSTOMER_PURSE_COMPLIANCE_DECLINED', hash, { purseId: first.purseId });
    await expect(purseOf('released')).rejects.toMatchObject({ status: 409, code: 'purse_declined' });

    await purser.post('/v1/purses/{purseId}/release', {
      path: { purseId: first.purseId },
      body: { reason: 'the customer explained' },
    });
    const second = await purseOf('released');
    expect(second.purseId).not.toBe(first.purseId);
    // Deposits to the declined address are held for ever; the new one works normally.
    const { transactionHash: old } = await purser.post('/v1/test/deposits', {
      body: { address: first.address, currency: 'ETH', amount: '1' },
    });
    await becomes(old, { status: 'DECLINED', creditedTo: 'held' });
    const fresh = await pay('released', '7');
    await expectEvent(received, fresh, { status: 'CONFIRMED', purseId: second.purseId });
    expect(await balanceOf('released')).toBe('7');
  });

  it('is not issued to a blocked customer, and is issued again after the block', async () => {
    await purser.post('/v1/customers', { body: { externalId: 'unseen' } });
    await purser.post('/v1/customers/{id}/block', { path: { id: 'unseen' } });
    await expect(purseOf('unseen')).rejects.toMatchObject({ status: 409, code: 'customer_blocked' });
    await purser.post('/v1/customers/{id}/unblock', { path: { id: 'unseen' } });
    expect(await purseOf('unseen')).toMatchObject({ status: 'PENDING_PAYMENT' });
  });
});
