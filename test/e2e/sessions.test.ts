import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { components } from '../../client/index.ts';
import type { TestStack } from './testStack.ts';
import { startTestStack } from './testStack.ts';

let stack: TestStack;
let formId: string;
beforeAll(async () => {
  stack = await startTestStack();
  const body = {
    title: 'Top up',
    coins: ['ETH', 'USD_MULTI_1'],
    receiver: `0x${'12'.repeat(20)}`,
    returnUrl: 'https://shop.example/paid',
  };
  formId = (await stack.api.post('/v1/forms', { body })).id;
}, 120_000);
afterAll(() => stack.stop());

type Session = components['schemas']['Session'];

let payers = 0;
const newSession = (price: Record<string, string>): Promise<Session> =>
  stack.api.post('/v1/sessions', {
    body: { formId, customer: { id: `payer-${String(++payers)}` }, product: { id: 'p' }, price },
  });
const sessionNow = (id: string): Promise<Session> => stack.api.get('/v1/sessions/{id}', { path: { id } });
const payment = (sessionId: string) => stack.api.get('/v1/payments', { query: { sessionId } });
const paymentIdOf = async (sessionId: string): Promise<string> => (await payment(sessionId))?.id ?? '';

describe('a session on the real stack', () => {
  it('is paid on two networks, reported, booked for its product, and its workflow ends', async () => {
    const { sessionId, address } = await newSession({ USD_MULTI_1: '15' });
    await stack.payTo(address, 'USDT_BSC', '5.5');
    await stack.payTo(address, 'USDC_POL', '9.5');
    await expect.poll(async () => (await payment(sessionId))?.status, { timeout: 25_000 }).toBe('completed');
    const completed = await payment(sessionId);
    expect(completed).toMatchObject({
      coin: { code: 'USD_MULTI_1' },
      amount: '15',
      paidAmount: '15',
      late: false,
      product: { id: 'p' },
    });
    expect(completed?.transactions.map(({ sessionId: of }) => of)).toEqual([sessionId, sessionId]);
    const event = await stack.awaitEvent('PAYMENT_COMPLETED', completed?.id ?? '');
    expect(event.data).toMatchObject({ sessionId, status: 'completed', paidAmount: '15' });
    expect((await sessionNow(sessionId)).status).toBe('completed');
    const handle = stack.temporal.workflow.getHandle(`session/${sessionId}`);
    await handle.result();
    expect((await handle.describe()).status.name).toBe('COMPLETED');
  });

  it('that is closed expires when the chains were read that far, and late money completes its payment', async () => {
    const { sessionId, address } = await newSession({ ETH: '1' });
    await stack.api.post('/v1/sessions/{id}/expire', { path: { id: sessionId }, body: {} });
    await stack.awaitEvent('SESSION_EXPIRED', sessionId);
    expect((await sessionNow(sessionId)).status).toBe('expired');
    expect(await payment(sessionId)).toBeNull();
    await stack.payTo(address, 'ETH', '1');
    await expect.poll(async () => (await payment(sessionId))?.status, { timeout: 25_000 }).toBe('completed');
    expect(await payment(sessionId)).toMatchObject({ status: 'completed', late: true });
    expect((await sessionNow(sessionId)).status).toBe('expired');
    await stack.awaitEvent('PAYMENT_COMPLETED', await paymentIdOf(sessionId));
  });

  it('shows its payment while that is under way', async () => {
    const { sessionId, address } = await newSession({ ETH: '1' });
    await stack.payTo(address, 'ETH', '0.4');
    await stack.awaitEvent('PAYMENT_PENDING', await waitForPayment(sessionId));
    await stack.awaitEvent('PAYMENT_UNDERPAID', await paymentIdOf(sessionId));
    expect(await payment(sessionId)).toMatchObject({
      status: 'pending',
      paidAmount: '0.4',
      underpaidBy: '0.6',
    });
    expect((await sessionNow(sessionId)).status).toBe('processing');
  });
});

async function waitForPayment(sessionId: string): Promise<string> {
  await expect.poll(() => payment(sessionId), { timeout: 20_000 }).not.toBeNull();
  return paymentIdOf(sessionId);
}
