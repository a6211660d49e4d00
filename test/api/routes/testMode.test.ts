import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OperatorSignals } from '../../../api/deps.ts';
import type { TestDriver } from '../../../api/testDriver.ts';
import { PurserError } from '../../../domain/errors.ts';
import { newId } from '../../../domain/ids.ts';
import type { ReceiverBehaviour, TestPayment } from '../../../domain/testMode.ts';
import { TestReceivers } from '../../../testkit/testReceivers.ts';
import { sentSignals } from '../../db/fixtures.ts';
import { seedCustomer } from '../seedDeposit.ts';
import type { CallOptions, TestApi } from '../startApi.ts';
import { newMerchant, startApi } from '../startApi.ts';

const txHash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`;
const from = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

let api: TestApi;
let asked: unknown[];
let paid: TestPayment[];
/** The chain's refusal. */
let refusal: PurserError | undefined;
const receivers = new TestReceivers();

/** Chains in name only; the receivers are real. */
const driver: TestDriver = {
  pay: payment => {
    if (refusal) return Promise.reject(refusal);
    paid.push(payment);
    return Promise.resolve({ from, txHashes: Array.from({ length: payment.count }, (_, n) => txHash(n)) });
  },
  mine: (network, blocks, mining) => {
    asked.push([network.code, blocks, mining]);
    return Promise.resolve(7);
  },
  reorg: (network, wanted) => {
    asked.push(
      'restore' in wanted
        ? [network.code, 'restore']
        : [network.code, wanted.depth, wanted.without, wanted.withhold, wanted.blocks, wanted.keep].filter(
            part => part !== undefined,
          ),
    );
    const head = { number: 8, hash: txHash(8) };
    return refusal
      ? Promise.reject(refusal)
      : Promise.resolve({ fork: 5, orphaned: [txHash(6)], returned: [], head });
  },
  finalize: (network, to) => {
    asked.push([network.code, to]);
    return Promise.resolve(3);
  },
  fault: (network, wanted) => {
    asked.push([network.code, 'fault', wanted]);
    return Promise.resolve({ seed: wanted.seed ?? 77 });
  },
  clearFaults: network => {
    asked.push([network.code, 'clear']);
    return Promise.resolve();
  },
  drop: (network, hash) => {
    asked.push([network.code, 'drop', hash]);
    return Promise.resolve(hash !== txHash(404));
  },
  replace: (network, wanted) => {
    asked.push([network.code, 'replace', wanted]);
    return refusal ? Promise.reject(refusal) : Promise.resolve(txHash(9));
  },
  receivers,
};

beforeAll(async () => {
  const signals: OperatorSignals = {
    resumeChain: (network, newChain) => {
      asked.push([network, 'resume', newChain]);
      return Promise.resolve();
    },
    retry: workflowId => {
      asked.push(['retry', workflowId]);
      return Promise.resolve();
    },
  };
  api = await startApi({ testDriver: driver, signals });
  await seedCustomer(api, 'alice');
  await seedCustomer(api, 'mallory', api.other.keys.write);
  await api.call('POST', '/v1/customers', { body: { externalId: 'purseless' } });
});
afterAll(async () => {
  await receivers.stop();
  await api.stop();
});
beforeEach(() => {
  asked = [];
  paid = [];
  refusal = undefined;
});

const post = (path: string, body: unknown, options: CallOptions = {}) =>
  api.call('POST', `/v1/test/${path}`, { key: api.merchant.keys.write, body, ...options });
/** Steering of a chain, by an administrator. */
const steer = (path: string, body: unknown, options: CallOptions = {}) =>
  post(path, body, { key: api.merchant.keys.admin, ...options });
/** The verbs, with the earlier names of two of them. */
const steering = [
  'mine',
  'blocks',
  'reorg',
  'reorgs',
  'finalize',
  'fault',
  'drop',
  'replace',
  'resume',
  'screening',
];
const addressOf = async (customer: string, key = api.merchant.keys.write) =>
  (await api.call('GET', `/v1/purse?customerId=${customer}&currency=ETH`, { key })).body.address;
const purseOf = async (customer: string, key = api.merchant.keys.write) =>
  (await api.call('GET', `/v1/purse?customerId=${customer}&currency=ETH`, { key })).body.purseId;

describe('a test deposit', () => {
  test('is paid to the latest purse of a customer, in base units, as requested', async () => {
    const reply = await post('deposits', {
      customerId: 'alice',
      currency: 'USDT_ETH',
      amount: '2.5',
      verdict: 'decline',
      count: 2,
    });
    const to = await addressOf('alice');
    expect([reply.status, reply.body]).toEqual([
      201,
      {
        transactionHash: txHash(0),
        transactionHashes: [txHash(0), txHash(1)],
        address: to,
        addressFrom: from,
        currency: 'USDT_ETH',
        amount: '2.5',
        network: 'ETHEREUM',
        chainId: 31337,
      },
    ]);
    expect(paid).toMatchObject([
      { network: { code: 'ETHEREUM' }, amount: 2_500_000n, via: 'direct', verdict: 'decline', count: 2, to },
    ]);
  });

  test('is paid to an address of the account, in any case, also if its purse is archived', async () => {
    await seedCustomer(api, 'gone');
    const address = await addressOf('gone');
    await api.rows`update purses set state = 'ARCHIVED', archived_at = now() where id = ${await purseOf('gone')}`;
    for (const body of [{ address: address.toLowerCase() }, { customerId: 'gone' }]) {
      const reply = await post('deposits', { ...body, currency: 'ETH', amount: '1' });
      expect([reply.status, reply.body.address]).toEqual([201, address]);
    }
  });

  test('with one idempotency key is paid once, however often and whenever it is requested', async () => {
    const body = { customerId: 'alice', currency: 'ETH', amount: '1' };
    const ask = () => post('deposits', body, { headers: { 'idempotency-key': 'pay-once' } });
    const replies = await Promise.all(Array.from({ length: 8 }, ask));
    expect(
      new Set([...replies, await ask()].map(({ status, text }) => `${String(status)} ${text}`)).size,
    ).toBe(1);
    expect(paid).toHaveLength(1);
  });

  test('that no chain would carry out is refused, with the field', async () => {
    const right = { customerId: 'alice', currency: 'ETH', amount: '1' };
    const cases: readonly [Record<string, unknown>, string][] = [
      ...['1e3', '-1', ' 1', '01', '', '.5', '1.', '0', '0.0', '1.0000000000000000001', 1].map(
        (amount): [Record<string, unknown>, string] => [{ ...right, amount }, 'amount'],
      ),
      [{ ...right, currency: 'USDT_ETH', amount: '0.0000001' }, 'amount'],
      [{ ...right, amount: '9'.repeat(78) }, 'amount'],
      [{ ...right, via: 'pigeon' }, 'via'],
      [{ ...right, via: 'look-alike' }, 'via'],
      [{ ...right, currency: 'USDT_ETH', via: 'internal' }, 'via'],
      [{ ...right, currency: 'USDT_ETH', via: 'self-destruct' }, 'via'],
      [{ ...right, via: 'batch', verdict: 'review' }, 'verdict'],
      [{ ...right, verdict: 'maybe' }, 'verdict'],
      [{ ...right, count: 0 }, 'count'],
      [{ ...right, count: 101 }, 'count'],
      [{ ...right, address: await addressOf('alice') }, 'address'],
      [{ currency: 'ETH', amount: '1' }, 'address'],
      [{ currency: 'ETH', amount: '1', address: '0x12' }, 'address'],
      [{ ...right, faucetKey: '0x' }, 'faucetKey'],
    ];
    for (const [body, field] of cases) {
      const reply = await post('deposits', body);
      expect([reply.status, reply.body.errors.map(error => error.field)], field).toEqual([422, [field]]);
    }
    for (const currency of ['DOGE', 'OLD_ETH']) {
      const { status, body } = await post('deposits', { ...right, currency });
      expect([status, body.code]).toEqual([422, 'currency_not_supported']);
    }
    expect(paid).toEqual([]);
  });

  test('to nobody, and to an address of another account, is 404 in the same way', async () => {
    const foreign = await addressOf('mallory', api.other.keys.write);
    const cases: readonly [Record<string, unknown>, string][] = [
      [{ customerId: 'nobody' }, 'customer_not_found'],
      [{ customerId: 'cus_x' }, 'customer_not_found'],
      [{ customerId: 'mallory' }, 'customer_not_found'],
      [{ customerId: 'purseless' }, 'purse_not_found'],
      [{ address: foreign }, 'purse_not_found'],
      [{ address: `0x${'d'.repeat(40)}` }, 'purse_not_found'],
    ];
    for (const [body, code] of cases) {
      const reply = await post('deposits', { ...body, currency: 'ETH', amount: '1' });
      expect([reply.status, reply.body.code]).toEqual([404, code]);
    }
    expect(paid).toEqual([]);
  });

  test('that the chain refuses, or whose chain does not answer, says so and may be requested again', async () => {
    const ask = () =>
      post(
        'deposits',
        { customerId: 'alice', currency: 'ETH', amount: '1' },
        { headers: { 'idempotency-key': 'refused-first' } },
      );
    refusal = new PurserError('invalid_request', 'too poor');
    expect((await ask()).body).toMatchObject({ status: 422, code: 'invalid_request' });
    refusal = new PurserError('temporarily_unavailable');
    expect((await ask()).body).toMatchObject({ status: 503, code: 'temporarily_unavailable' });
    refusal = undefined;
    expect((await ask()).status).toBe(201);
  });
});

describe('a test chain', () => {
  test('is mined, paused and resumed', async () => {
    const { status, body } = await steer('blocks', { network: 'ETHEREUM' });
    expect([status, body]).toEqual([200, { network: 'ETHEREUM', chainId: 31337, height: 7 }]);
    await steer('blocks', { network: 'POLYGON', count: 1000 });
    await steer('blocks', { network: 'ETHEREUM', mining: 'pause' });
    await steer('blocks', { network: 'ETHEREUM', mining: 'resume', count: 2 });
    expect(asked).toEqual([
      ['ETHEREUM', 1, undefined],
      ['POLYGON', 1000, undefined],
      ['ETHEREUM', 0, 'pause'],
      ['ETHEREUM', 2, 'resume'],
    ]);
  });

  test('is reorganised, without some transactions', async () => {
    const { status, body } = await steer('reorgs', {
      network: 'ETHEREUM',
      depth: 2,
      without: [`0x${'AB'.repeat(32)}`],
    });
    expect([status, body]).toEqual([
      200,
      {
        network: 'ETHEREUM',
        chainId: 31337,
        fork: 5,
        orphaned: [txHash(6)],
        returned: [],
        head: { number: 8, hash: txHash(8) },
      },
    ]);
    expect(asked).toEqual([['ETHEREUM', 2, [`0x${'ab'.repeat(32)}`], false]]);
    refusal = new PurserError('invalid_request', 'the chain has 3 blocks');
    expect((await steer('reorgs', { network: 'ETHEREUM', depth: 9 })).body).toMatchObject({ status: 422 });
  });

  test('gets its final blocks', async () => {
    const { status, body } = await steer('finalize', { network: 'POLYGON', lag: 4 });
    expect([status, body]).toEqual([200, { network: 'POLYGON', chainId: 31339, height: 3 }]);
    await steer('finalize', { network: 'POLYGON', height: 0 });
    expect(asked).toEqual([
      ['POLYGON', { lag: 4 }],
      ['POLYGON', { height: 0 }],
    ]);
  });

  test('is not found by an unknown name, and refuses an invalid number of blocks', async () => {
    for (const [path, body] of [
      ['blocks', {}],
      ['reorgs', { depth: 1 }],
      ['finalize', { lag: 1 }],
    ] as const) {
      const reply = await steer(path, { ...body, network: 'MARS' });
      expect([reply.status, reply.body.code]).toEqual([404, 'network_not_found']);
    }
    const network = 'ETHEREUM';
    for (const [path, body, field] of [
      ['blocks', { network, count: -1 }, 'count'],
      ['blocks', { network, count: 1001 }, 'count'],
      ['blocks', { network, mining: 'stop' }, 'mining'],
      ['blocks', {}, 'network'],
      ['reorgs', { network }, 'depth'],
      ['reorgs', { network, depth: 0 }, 'depth'],
      ['reorgs', { network, depth: 1.5 }, 'depth'],
      ['reorgs', { network, depth: 1, without: ['0x1'] }, 'without.0'],
      ['finalize', { network }, 'lag'],
      ['finalize', { network, lag: 1, height: 1 }, 'lag'],
      ['finalize', { network, lag: -1 }, 'lag'],
    ] as const) {
      const reply = await steer(path, body);
      expect([reply.status, reply.body.errors.map(error => error.field)]).toEqual([422, [field]]);
    }
    expect(asked).toEqual([]);
  });

  test('has an unusual reorg, or restores what the last one removed', async () => {
    await steer('reorg', { network: 'POLYGON', depth: 2, blocks: 0, keep: [txHash(3)], withhold: true });
    await steer('reorg', { network: 'POLYGON', restore: true });
    expect(asked).toEqual([
      ['POLYGON', 2, [], true, 0, [txHash(3)]],
      ['POLYGON', 'restore'],
    ]);
    for (const body of [{ depth: 1, restore: true }, {}]) {
      const reply = await steer('reorg', { network: 'POLYGON', ...body });
      expect([reply.status, reply.body.errors.map(error => error.field)]).toEqual([422, ['depth']]);
    }
  });

  test('has a node that fails, and recovers', async () => {
    const wanted = { kind: 'stale_head', rate: 0.5, seed: 5, methods: ['eth_getLogs'], count: 3, blocks: 2 };
    const made = await steer('fault', { network: 'POLYGON', ...wanted });
    expect([made.status, made.body]).toEqual([
      200,
      { network: 'POLYGON', chainId: 31339, kind: 'stale_head', seed: 5 },
    ]);
    const instead = await steer('fault', { network: 'POLYGON', clear: true, kind: 'delay', ms: 20 });
    expect(instead.body).toMatchObject({ kind: 'delay', seed: 77 });
    const cleared = await steer('fault', { network: 'POLYGON', clear: true });
    expect(cleared.body).toMatchObject({ kind: null, seed: null });
    expect(asked).toEqual([
      ['POLYGON', 'fault', wanted],
      ['POLYGON', 'clear'],
      ['POLYGON', 'fault', { kind: 'delay', ms: 20 }],
      ['POLYGON', 'clear'],
    ]);
    for (const [body, field] of [
      [{}, 'kind'],
      [{ kind: 'sulking' }, 'kind'],
      [{ kind: 'delay', ms: 600_001 }, 'ms'],
      [{ kind: 'delay', rate: 1.1 }, 'rate'],
    ] as const) {
      const reply = await steer('fault', { network: 'POLYGON', ...body });
      expect([reply.status, reply.body.errors.map(error => error.field)]).toEqual([422, [field]]);
    }
  });

  test('loses a pending transaction, or gets a replacement', async () => {
    const dropped = await steer('drop', { network: 'POLYGON', transactionHash: txHash(1) });
    expect([dropped.status, dropped.body]).toEqual([
      200,
      { network: 'POLYGON', chainId: 31339, transactionHash: txHash(1) },
    ]);
    const unknown = await steer('drop', { network: 'POLYGON', transactionHash: txHash(404) });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'transaction_not_found']);
    const replaced = await steer('replace', { network: 'POLYGON', transactionHash: txHash(2) });
    expect(replaced.body).toEqual({
      network: 'POLYGON',
      chainId: 31339,
      transactionHash: txHash(9),
      replaced: txHash(2),
      amount: '0',
    });
    await steer('replace', { network: 'POLYGON', transactionHash: txHash(2), to: from, amount: '0.5' });
    expect(asked.slice(2)).toEqual([
      ['POLYGON', 'replace', { transactionHash: txHash(2), to: undefined, amount: 0n }],
      [
        'POLYGON',
        'replace',
        { transactionHash: txHash(2), to: from.toLowerCase(), amount: 500_000_000_000_000_000n },
      ],
    ]);
    refusal = new PurserError('invalid_request', 'the sender has no such pending transaction');
    const refused = await steer('replace', { network: 'POLYGON', transactionHash: txHash(2) });
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_request']);
    for (const [path, body, field] of [
      ['drop', { network: 'POLYGON', transactionHash: '0x1' }, 'transactionHash'],
      ['drop', { network: 'POLYGON' }, 'transactionHash'],
      ['replace', { network: 'POLYGON', transactionHash: txHash(2), amount: '1e18' }, 'amount'],
      [
        'replace',
        { network: 'POLYGON', transactionHash: txHash(2), amount: `0.${'0'.repeat(18)}1` },
        'amount',
      ],
      ['replace', { network: 'POLYGON', transactionHash: txHash(2), to: '0x12' }, 'to'],
    ] as const) {
      const reply = await steer(path, body);
      expect([reply.status, reply.body.errors.map(error => error.field)]).toEqual([422, [field]]);
    }
  });

  test('that was stopped is resumed, and follows a fork only if one is named', async () => {
    const running = await steer('resume', { network: 'POLYGON' });
    expect([running.status, running.body.code]).toEqual([409, 'not_waiting']);
    const newChain = { height: 12, hash: txHash(12) };
    const fork = JSON.stringify({ ancestor: null, finalHeight: 3, newChain, deposits: 0, sums: {} });
    await api.rows`
      insert into chain_cursors (chain_id, network, epoch, stopped_code, stopped_detail, fork)
      values (31339, 'POLYGON', 1, 'reorg_too_deep', 'a fork', ${fork}::jsonb)`;
    const named = { height: 11, hash: `0x${'AB'.repeat(32)}` };
    for (const body of [{}, { follow: true }, named]) {
      const { status, body: answer } = await steer('resume', { network: 'POLYGON', ...body });
      expect([status, answer]).toEqual([
        202,
        { network: 'POLYGON', chainId: 31339, stoppedBy: 'reorg_too_deep' },
      ]);
    }
    expect(asked).toEqual([
      ['POLYGON', 'resume', undefined],
      ['POLYGON', 'resume', newChain],
      ['POLYGON', 'resume', { height: 11, hash: `0x${'ab'.repeat(32)}` }],
    ]);
    for (const [body, field] of [
      [{ height: 1 }, 'hash'],
      [{ hash: txHash(1) }, 'height'],
      [{ height: 1, hash: '0x1' }, 'hash'],
      [{ ...named, follow: true }, 'follow'],
    ] as const) {
      const reply = await steer('resume', { network: 'POLYGON', ...body });
      expect([reply.status, reply.body.errors.map(error => error.field)]).toEqual([422, [field]]);
    }
    await api.rows`delete from chain_cursors`;
  });

  test('is steered by an administrator only, as others share it', async () => {
    for (const path of steering) {
      const { status, body } = await post(path, { network: 'POLYGON' });
      expect([path, status, body.code]).toEqual([path, 403, 'insufficient_scope']);
    }
    expect(asked).toEqual([]);
  });
});

describe('a purse that expires on request', () => {
  const expire = (purseId: string, options: CallOptions = {}) =>
    post(`purses/${purseId}/expire`, {}, options);

  test('ends its period now, and is signalled to look', async () => {
    await seedCustomer(api, 'leaving');
    const purseId = await purseOf('leaving');
    await sentSignals(api.db);
    const { status, body } = await expire(purseId);
    const [row] =
      await api.rows`select expires_at, expires_at <= now() as over from purses where id = ${purseId}`;
    expect([status, body.purseId]).toEqual([200, purseId]);
    expect(row).toEqual({ over: true, expires_at: new Date(String(body['expiresAt'])) });
    expect(await sentSignals(api.db)).toMatchObject([{ purseId, signal: 'purseChanged' }]);
    // Again: it is over, and its time stays.
    expect((await expire(purseId)).body).toEqual(body);
  });

  test('must be active, and belong to the account', async () => {
    await seedCustomer(api, 'ended');
    const purseId = await purseOf('ended');
    const refused = async () => {
      const { status, body } = await expire(purseId);
      expect([status, body.code]).toEqual([409, 'purse_not_active']);
    };
    await api.rows`update purses set state = 'DECLINED', declined_at = now() where id = ${purseId}`;
    await refused();
    await api.rows`update purses set state = 'ARCHIVED', archived_at = now() where id = ${purseId}`;
    await refused();
    const issuing = newId('pur');
    await api.rows`
      insert into purses (id, account_id, customer_id)
      select ${issuing}, account_id, id from customers where external_id = 'purseless'`;
    const foreign = await purseOf('mallory', api.other.keys.write);
    for (const id of [issuing, foreign, 'pur_x', 'pur_01kamz9vxk3x7qd1n8r5t2c4e6']) {
      const { status, body } = await expire(id);
      expect([status, body.code]).toEqual([404, 'purse_not_found']);
    }
    const [row] = await api.rows`select expires_at > now() as lives from purses where id = ${foreign}`;
    expect(row).toEqual({ lives: true });
  });
});

describe('a webhook receiver', () => {
  const open = async (behaviour: Partial<ReceiverBehaviour> = {}, options: CallOptions = {}) => {
    const { status, body } = await post('webhook-receivers', behaviour, options);
    expect(status).toBe(201);
    return { id: body.id, url: String(body['url']) };
  };
  const receivedBy = (id: string, key = api.merchant.keys.read) =>
    api.call('GET', `/v1/test/webhook-receivers/${id}/received`, { key });
  const remove = (id: string, key = api.merchant.keys.write) =>
    api.call('DELETE', `/v1/test/webhook-receivers/${id}`, { key });

  test('answers as configured, and shows what it got, newest first', async () => {
    const { id, url } = await open({ status: 503, retryAfterSeconds: 7 });
    const send = (n: number) =>
      fetch(url, {
        method: 'POST',
        body: `{"n":${String(n)}}`,
        headers: { 'webhook-id': `evt_${String(n)}` },
      });
    const first = await send(1);
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '7']);
    expect((await post(`webhook-receivers/${id}`, {})).body).toEqual({ id, url });
    const second = await send(2);
    expect([second.status, second.headers.get('retry-after')]).toEqual([204, null]);
    expect((await receivedBy(id)).body).toMatchObject({
      total: 2,
      data: [
        { headers: { 'webhook-id': 'evt_2' }, raw: '{"n":2}' },
        { headers: { 'webhook-id': 'evt_1' }, raw: '{"n":1}' },
      ],
    });
    expect((await remove(id)).body).toEqual({ id, deleted: true });
    expect((await receivedBy(id)).body.code).toBe('receiver_not_found');
    await expect(send(3)).rejects.toThrow();
  });

  test('belongs to its account', async () => {
    const { id } = await open();
    const { write, read } = api.other.keys;
    for (const reply of [
      await receivedBy(id, read),
      await remove(id, write),
      await post(`webhook-receivers/${id}`, { status: 500 }, { key: write }),
      await receivedBy('rcv_x'),
    ]) {
      expect([reply.status, reply.body.code]).toEqual([404, 'receiver_not_found']);
    }
    expect((await remove(id)).status).toBe(200);
  });

  test('accepts only bounded behaviour, and there are at most twenty', async () => {
    for (const [body, field] of [
      [{ status: 199 }, 'status'],
      [{ status: 600 }, 'status'],
      [{ delayMs: 60_001 }, 'delayMs'],
      [{ retryAfterSeconds: -1 }, 'retryAfterSeconds'],
    ] as const) {
      const reply = await post('webhook-receivers', body);
      expect([reply.status, reply.body.errors.map(error => error.field)]).toEqual([422, [field]]);
    }
    const replies = await Promise.all(Array.from({ length: 25 }, () => post('webhook-receivers', {})));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(20);
    const refused = replies.filter(({ status }) => status !== 201);
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      refused.map(() => [409, 'too_many_receivers']),
    );
    await receivers.stop();
  });
});

describe('test mode', () => {
  const calls: readonly [string, string][] = [
    ['POST', '/v1/test/deposits'],
    ...steering.map((path): [string, string] => ['POST', `/v1/test/${path}`]),
    ['POST', '/v1/test/deliveries/x/retry'],
    ['POST', '/v1/test/purses/x/expire'],
    ['POST', '/v1/test/webhook-receivers'],
    ['POST', '/v1/test/webhook-receivers/x'],
    ['GET', '/v1/test/webhook-receivers/x/received'],
    ['DELETE', '/v1/test/webhook-receivers/x'],
  ];

  test('is refused to live accounts, whatever they ask, and reveals nothing to callers without a key', async () => {
    const live = await startApi({ mode: 'live', testDriver: driver });
    const { keys } = await newMerchant(live.db, true);
    for (const [method, path] of calls) {
      for (const options of [{}, { key: keys.read }, { raw: '{' }]) {
        const { status, body } = await live.call(method, path, {
          key: keys.write,
          ...(method === 'GET' ? {} : options),
        });
        expect([status, body.code]).toEqual([403, 'live_mode']);
      }
      for (const key of [null, live.merchant.keys.admin, 'nonsense']) {
        const { status, body } = await live.call(method, path, { key });
        expect([status, body.code]).toEqual([401, 'unauthorized']);
      }
    }
    await live.stop();
  });

  test('is absent without test chains, but a purse can expire', async () => {
    const plain = await startApi();
    await seedCustomer(plain, 'alice');
    const purseId = (await plain.call('GET', '/v1/purse?customerId=alice&currency=ETH')).body.purseId;
    for (const [path, body] of [
      ['deposits', { customerId: 'alice', currency: 'ETH', amount: '1' }],
      ['blocks', { network: 'ETHEREUM' }],
      ['reorgs', { network: 'ETHEREUM', depth: 1 }],
      ['finalize', { network: 'ETHEREUM', lag: 1 }],
      ['fault', { network: 'ETHEREUM', clear: true }],
      ['drop', { network: 'ETHEREUM', transactionHash: txHash(1) }],
      ['replace', { network: 'ETHEREUM', transactionHash: txHash(1) }],
      ['resume', { network: 'ETHEREUM' }],
      ['screening', {}],
      ['webhook-receivers', {}],
    ] as const) {
      const reply = await plain.call('POST', `/v1/test/${path}`, { body });
      expect([reply.status, reply.body.code]).toEqual([404, 'not_found']);
    }
    expect((await plain.call('POST', `/v1/test/purses/${purseId}/expire`, { body: {} })).status).toBe(200);
    await plain.stop();
  });

  test('accepts a key that may write, and the account of the key', async () => {
    const bodies = calls.filter(([method]) => method === 'POST');
    for (const [method, path] of bodies) {
      const { status, body } = await api.call(method, path, { key: api.merchant.keys.read, body: {} });
      expect([status, body.code]).toEqual([403, 'insufficient_scope']);
    }
    const mine = { network: 'ETHEREUM', account: api.other.accountId };
    expect((await steer('blocks', mine)).body).toMatchObject({ status: 403, code: 'account_mismatch' });
    expect((await steer('blocks', { ...mine, account: api.merchant.accountId })).status).toBe(200);
    expect(asked).toHaveLength(1);
  });
});
