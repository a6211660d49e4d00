import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveReference } from '../../../db/decisions/saveReference.ts';
import type { TransactionId } from '../../../domain/ids.ts';
import { seedCustomer, seedDeposit } from '../seedDeposit.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

const path = '/v1/compliance/callback';
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
const complianceCallbackSecret = newSecret();

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ complianceCallbackSecret });
});
afterAll(() => api.stop());

let customers = 0;
/** A deposit that waits for its verdict, to a purse of its own. */
async function waiting(amount?: string): Promise<TransactionId> {
  customers += 1;
  const customerId = await seedCustomer(api, `customer-${String(customers)}`);
  return seedDeposit(api, { customerId, ...(amount === undefined ? {} : { amount }) });
}

function signed(raw: string, { secret = complianceCallbackSecret, at = new Date() } = {}) {
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg_1', at, raw),
  };
}
function send(raw: string, headers: Record<string, string> = signed(raw)) {
  return api.call('POST', path, { key: null, raw, headers });
}
const callBack = (body: unknown) => send(JSON.stringify(body));
const decide = (id: string, verdict: string) =>
  api.call('POST', `/v1/transactions/${id}/compliance`, { body: { verdict, reason: 'r' } });
const verdictOf = async (id: string) =>
  (
    await api.rows`select verdict, verdict_by, verdict_score, verdict_raw from transactions where id = ${id}`
  )[0];
const undecided = { verdict: null, verdict_by: null, verdict_score: null, verdict_raw: null };

describe('a provider’s callback with a verdict', () => {
  test('is recorded with score and raw body, and the purse looks at the deposit at once', async () => {
    const id = await waiting();
    const body = { transactionId: id, verdict: 'approve', score: 0.1, list: ['none'] };
    const reply = await callBack(body);
    expect([reply.status, reply.body]).toEqual([200, { transactionId: id, verdict: 'approve' }]);
    expect(await verdictOf(id)).toEqual({
      verdict: 'approve',
      verdict_by: 'http',
      verdict_score: '0.1',
      verdict_raw: body,
    });
    expect(await api.rows`select payload from signal_outbox where payload->'transactionIds' ? ${id}`).toEqual(
      [{ payload: { transactionIds: [id], decided: true } }],
    );
    expect(await api.rows`select from events where resource_id = ${id}`).toEqual([]);
  });

  test('that declines sends an event to the merchant, and declines the purse', async () => {
    const id = await waiting();
    expect((await callBack({ transactionId: id, verdict: 'decline' })).status).toBe(200);
    expect(
      await api.rows`
      select t.status, p.state, e.type from transactions t join purses p on p.id = t.purse_id
      join events e on e.resource_id = t.id where t.id = ${id}`,
    ).toEqual([{ status: 'DECLINED', state: 'DECLINED', type: 'CUSTOMER_PURSE_COMPLIANCE_DECLINED' }]);
  });

  test('may name the case by the provider’s reference, or by both names', async () => {
    const [byReference, byBoth] = [await waiting(), await waiting()];
    await saveReference(api.db, byReference, 'case-1');
    await saveReference(api.db, byBoth, 'case-2');
    expect((await callBack({ id: 'case-1', verdict: 'approve' })).body).toMatchObject({
      transactionId: byReference,
    });
    expect((await callBack({ id: 'case-1', transactionId: byBoth, verdict: 'approve' })).status).toBe(404);
    expect(await verdictOf(byBoth)).toEqual(undecided);
    expect((await callBack({ id: 'case-2', transactionId: byBoth, verdict: 'approve' })).status).toBe(200);
  });

  test('that arrives before the answer with the reference is recorded under our id', async () => {
    const id = await waiting();
    expect((await callBack({ id: 'case-3', verdict: 'approve' })).body.code).toBe('transaction_not_found');
    expect((await callBack({ id: 'case-3', transactionId: id, verdict: 'approve' })).status).toBe(200);
    await saveReference(api.db, id, 'case-3');
    expect(await verdictOf(id)).toMatchObject({ verdict: 'approve' });
  });

  test('gets the same answer if it is repeated, and is refused if it differs', async () => {
    const id = await waiting();
    for (let time = 0; time < 3; time += 1) {
      expect((await callBack({ transactionId: id, verdict: 'decline' })).status).toBe(200);
    }
    const other = await callBack({ transactionId: id, verdict: 'approve' });
    expect(other.body).toMatchObject({ status: 409, code: 'already_decided' });
    expect(await verdictOf(id)).toMatchObject({ verdict: 'decline' });
    expect(await api.rows`select from events where resource_id = ${id}`).toHaveLength(1);
    expect(await api.rows`select from signal_outbox where payload->'transactionIds' ? ${id}`).toHaveLength(1);
  });

  test.each(['review', 'pending'])('%s decides nothing', async verdict => {
    const id = await waiting();
    const reply = await callBack({ transactionId: id, verdict });
    expect([reply.status, reply.body]).toEqual([200, { transactionId: id, verdict: null }]);
    expect(await verdictOf(id)).toEqual(undecided);
    expect((await callBack({ id: 'no-such-case', verdict })).status).toBe(404);
  });

  test('of 20 different simultaneous ones, one stands', async () => {
    const id = await waiting();
    const sent = Array.from({ length: 20 }, (_, at) => (at % 2 ? 'approve' : 'decline'));
    const replies = await Promise.all(sent.map(verdict => callBack({ transactionId: id, verdict })));
    const standing = (await verdictOf(id))?.['verdict'];
    expect(replies.map(({ status }) => status)).toEqual(
      sent.map(verdict => (verdict === standing ? 200 : 409)),
    );
    expect(await api.rows`select from signal_outbox where payload->'transactionIds' ? ${id}`).toHaveLength(1);
  });

  test('and a person’s verdict at the same moment: the first stands, and the other call is told so', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await waiting();
      const [person, provider] = await Promise.all([
        decide(id, 'decline'),
        callBack({ transactionId: id, verdict: 'approve' }),
      ]);
      expect(new Set([person.status, provider.status])).toEqual(new Set([200, 409]));
      expect(await verdictOf(id)).toMatchObject(
        person.status === 200
          ? { verdict: 'decline', verdict_by: 'manual' }
          : { verdict: 'approve', verdict_by: 'http' },
      );
    }
  });

  test('does not undo a person’s decision', async () => {
    const id = await waiting();
    await decide(id, 'decline');
    expect((await callBack({ transactionId: id, verdict: 'approve' })).body.code).toBe('already_decided');
    expect((await callBack({ transactionId: id, verdict: 'decline' })).status).toBe(200);
    expect(await verdictOf(id)).toMatchObject({ verdict: 'decline', verdict_by: 'manual' });
  });
});

describe('a call that is not the provider’s', () => {
  const at = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);

  test('is refused, whatever is wrong with its signature, and changes nothing', async () => {
    const id = await waiting();
    const raw = JSON.stringify({ transactionId: id, verdict: 'approve' });
    const good = signed(raw);
    const forged: readonly Record<string, string>[] = [
      {},
      { ...good, 'webhook-signature': '' },
      { ...good, 'webhook-signature': 'v1' },
      { ...good, 'webhook-signature': good['webhook-signature'].replace('v1,', 'v2,') },
      { ...good, 'webhook-id': 'msg_2' },
      { ...good, 'webhook-timestamp': String(Number(good['webhook-timestamp']) + 1) },
      { ...good, 'webhook-timestamp': 'now' },
      signed(raw, { secret: newSecret() }),
      signed(raw, { at: at(-6) }),
      signed(raw, { at: at(6) }),
      signed(raw.replace('approve', 'decline')),
      // Equal as JSON is not equal as bytes.
      signed(raw.replace(',', ', ')),
    ];
    for (const headers of forged) {
      const { body } = await send(raw, headers);
      expect(body, JSON.stringify(headers)).toMatchObject({ status: 401, code: 'unauthorized' });
    }
    const withKey = await api.call('POST', path, { raw });
    expect(withKey.status).toBe(401);
    expect(await verdictOf(id)).toEqual(undecided);
    // One good signature among others is enough: so a sender can rotate its secret.
    const both = `${signed(raw, { secret: newSecret() })['webhook-signature']} ${good['webhook-signature']}`;
    expect((await send(raw, { ...good, 'webhook-signature': both })).status).toBe(200);
  });

  test('is refused before anything is looked up', async () => {
    const raw = JSON.stringify({ transactionId: 'txn_00000000000000000000000000', verdict: 'approve' });
    expect((await send(raw, {})).status).toBe(401);
    expect((await send(raw)).body).toMatchObject({ status: 404, code: 'transaction_not_found' });
  });

  test('is 404 if no secret is set, and only POST is allowed if one is', async () => {
    const bare = await startApi();
    const raw = JSON.stringify({ id: 'case-1', verdict: 'approve' });
    const reply = await bare.call('POST', path, { key: null, raw, headers: signed(raw) });
    await bare.stop();
    expect(reply.body).toMatchObject({ status: 404, code: 'not_found' });
    const other = await api.call('GET', path, { key: null });
    expect([other.body.code, other.headers.get('allow')]).toEqual(['method_not_allowed', 'POST, OPTIONS']);
  });
});

test('a provider’s answer is saved exactly: digits beyond a double, and UTF-8 only', async () => {
  const id = await waiting();
  const raw = `\uFEFF{"transactionId":"${id}","verdict":"approve","score":0.12345678901234567890,"case":12345678901234567890}`;
  expect((await send(raw)).status).toBe(200);
  expect(await verdictOf(id)).toMatchObject({
    verdict_score: '0.12345678901234567890',
    verdict_raw: { score: '0.12345678901234567890', case: '12345678901234567890' },
  });
});

test.for([
  ['two verdicts', '"verdict":"decline","verdict":"approve"', 'verdict'],
  ['two verdicts, one of them escaped', '"verdict":"decline","verd\\u0069ct":"approve"', 'verdict'],
])('%s are refused', async ([, verdicts, field]) => {
  const id = await waiting();
  const { status, body } = await send(`{"transactionId":"${id}",${verdicts}}`);
  expect([status, body.errors.map(error => error.field)]).toEqual([422, [field]]);
  expect(await verdictOf(id)).toEqual(undecided);
});

test('bytes that are not UTF-8 are no verdict, although replaced characters would match the signature', async () => {
  const id = await waiting();
  const before = `{"transactionId":"${id}","verdict":"approve","note":"`;
  const after = '"}';
  const body = Buffer.concat([Buffer.from(before), Buffer.from([0xe9]), Buffer.from(after)]);
  const response = await fetch(api.url + path, {
    method: 'POST',
    headers: signed(`${before}\uFFFD${after}`),
    body,
  });
  expect([response.status, await response.json()]).toMatchObject([400, { code: 'invalid_encoding' }]);
  expect(await verdictOf(id)).toEqual(undecided);
});

describe('a call that cannot be read', () => {
  const transactionId = 'txn_00000000000000000000000000';
  test.each([
    ['no JSON', 'approve', 400, 'malformed_json'],
    ['nothing', '', 400, 'malformed_json'],
    ['a list', '[]', 422, 'invalid_request'],
    ['no name', '{"verdict":"approve"}', 422, 'invalid_request'],
    ['a name that is none', '{"transactionId":"txn_1","verdict":"approve"}', 422, 'invalid_request'],
    ['another spelling', JSON.stringify({ transactionId, verdict: 'APPROVE' }), 422, 'invalid_request'],
    ['NUL', JSON.stringify({ transactionId, verdict: 'approve', x: '\0' }), 422, 'invalid_request'],
    [
      'half a character',
      `{"transactionId":"${transactionId}","verdict":"approve","x":"\\udc00"}`,
      422,
      'invalid_request',
    ],
    [
      'a maze',
      `{"transactionId":"${transactionId}","verdict":"approve","x":${'['.repeat(40_000)}${']'.repeat(40_000)}}`,
      422,
      'invalid_request',
    ],
    [
      'over 100 kB',
      JSON.stringify({ transactionId, verdict: 'approve', x: 'x'.repeat(100_000) }),
      413,
      'body_too_large',
    ],
  ])('%s', async (_what, raw, status, code) => {
    expect((await send(raw)).body).toMatchObject({ status, code });
  });
});

test('the log has neither the secret nor the signature, but has the route', async () => {
  const id = await waiting();
  await callBack({ transactionId: id, verdict: 'approve' });
  const log = api.logs.join('\n');
  expect(log).toContain(`"route":"${path}"`);
  expect(log).not.toContain(complianceCallbackSecret);
  expect(log).not.toContain('v1,');
});
