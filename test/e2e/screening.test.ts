import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestStack } from './testStack.ts';
import { eventually, startTestStack } from './testStack.ts';

let run: TestStack;
beforeAll(async () => {
  run = await startTestStack({ provider: 'http' });
});
afterAll(() => run.stop());

const behave = (body: Parameters<typeof bodyOf>[0]) => run.api.post('/v1/test/screening', { body });
const bodyOf = (body: {
  behaviour: 'right' | 'silent' | 'slow' | 'failing' | 'wrong' | 'malformed';
  verdict?: 'approve' | 'decline';
  delayMs?: number;
}) => body;

async function paid(externalId: string, verdict: 'approve' | 'decline' = 'approve'): Promise<string> {
  await run.api.post('/v1/customers', { body: { externalId } });
  await run.api.get('/v1/purse', { query: { customerId: externalId, currency: 'ETH' } });
  const body = { customerId: externalId, currency: 'ETH', amount: '1', verdict };
  return (await run.api.post('/v1/test/deposits', { body })).transactionHash;
}
const becomes = (hash: string, status: string) =>
  eventually(
    `${hash} becomes ${status}`,
    async () => (await run.transactionOf(hash))?.status === status,
    60_000,
  );

it('judges a payer as the list says', async () => {
  await becomes(await paid('good'), 'CONFIRMED');
  await becomes(await paid('bad', 'decline'), 'DECLINED');
}, 60_000);

it.for(['silent', 'failing', 'wrong', 'malformed'] as const)(
  'credits nothing while the provider is %s, and credits once after it recovers',
  { timeout: 120_000 },
  async behaviour => {
    const { asked } = await behave({ behaviour });
    const hash = await paid(`while-${behaviour}`);
    await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
    await eventually('it is asked', async () => (await behave({ behaviour })).asked > asked);
    await run.network('ETHEREUM').mine(5);
    expect(await run.transactionOf(hash)).toMatchObject({
      complianceStatus: 'IN_PROGRESS',
      creditedTo: null,
    });
    await behave({ behaviour: 'right' });
    await becomes(hash, 'CONFIRMED');
    const balances = await run.api.get('/v1/balances', { query: { customerId: `while-${behaviour}` } });
    expect(balances).toMatchObject([{ balance: '1' }]);
  },
);
