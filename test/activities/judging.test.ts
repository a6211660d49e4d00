import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJudgeDeposits } from '../../activities/judgeDeposits.ts';
import type { Db } from '../../db/connect.ts';
import { decideByHand } from '../../db/decisions/decideByHand.ts';
import { decideByProvider } from '../../db/decisions/decideByProvider.ts';
import { claimQuietDust } from '../../db/deposits/claimQuietDust.ts';
import { appendEvents } from '../../db/events/appendEvents.ts';
import type { ComplianceProvider } from '../../domain/deposits/compliance.ts';
import type { Verdict } from '../../domain/deposits/states.ts';
import type { TransactionId } from '../../domain/ids.ts';
import { createHttpCompliance } from '../../outbound/httpCompliance.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import type { Owner } from '../db/fixtures.ts';
import {
  booksOf,
  currencyOf,
  depositOf,
  eth,
  eventsOf,
  finalDeposit,
  hit,
  network,
  newOwner,
  sentSignals,
  TestScan,
} from '../db/fixtures.ts';
import { alone } from '../db/operator.ts';
import type { Behaviour, ProviderServer } from '../outbound/providerServer.ts';
import { startProviderServer } from '../outbound/providerServer.ts';

let database: TestDatabase;
let db: Db;
let server: ProviderServer;
let http: ComplianceProvider;
const registry = { networks: [network], currencies: [eth], groups: [] };
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());
beforeEach(async () => {
  server = await startProviderServer();
  http = createHttpCompliance({ url: server.url, key: undefined, timeoutMs: 300 });
});
afterEach(() => {
  server.stop();
});

const json = (body: unknown, status = 200): Behaviour => ({ status, body: JSON.stringify(body) });
const approve = json({ verdict: 'approve', score: 3 });

function judge(owner: Owner, id: TransactionId, provider = http) {
  return createJudgeDeposits({ db, registry, provider })({ purseId: owner.purseId, transactionIds: [id] });
}
async function rowOf(id: TransactionId) {
  return db.selectFrom('transactions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}
function calledBack(id: TransactionId, verdict: Verdict) {
  return db.transaction().execute(async trx => {
    const judgement = { verdict, by: 'http', score: null, raw: {} };
    const { outcome, events } = await decideByProvider(trx, currencyOf, { transactionId: id }, judgement);
    await appendEvents(trx, events);
    return outcome;
  });
}

describe('while the provider gives no verdict', () => {
  it.each<[what: string, behaviour: Behaviour]>([
    ['it is out of order', { status: 500, body: '{"verdict":"approve"}' }],
    ['it does not know us', { status: 401, body: '{"verdict":"approve"}' }],
    ['it says nothing', () => undefined],
    ['it hangs up', response => response.destroy()],
    ['it sends us elsewhere', { status: 307, headers: { location: 'http://127.0.0.1:1/' } }],
    ['it sends a page', { status: 200, body: '<html>approve</html>' }],
    ['it sends too much', json({ verdict: 'approve', note: 'x'.repeat(70_000) })],
    ['its verdict is unknown', json({ verdict: 'approved' })],
    ['it speaks of another deposit', json({ verdict: 'approve', transactionId: 'txn_1' })],
    ['its answer cannot be kept', json({ verdict: 'approve', note: '\0' })],
  ])(
    'as %s, nothing is decided or credited; once it recovers, the deposit is credited once',
    async (_what, behaviour) => {
      const { owner, deposit } = await finalDeposit(db, { approved: false });
      server.answers(behaviour);
      await expect(judge(owner, deposit.id)).rejects.toMatchObject({
        type: 'provider_unavailable',
        nonRetryable: false,
      });
      expect(await rowOf(deposit.id)).toEqual(deposit);
      expect(await booksOf(db, owner)).toEqual({});

      server.answers(approve);
      http = createHttpCompliance({ url: server.url, key: undefined, timeoutMs: 300 });
      const { deposits } = await judge(owner, deposit.id);
      expect(deposits).toEqual([{ transactionId: deposit.id, step: 'done' }]);
      await judge(owner, deposit.id);
      expect(await rowOf(deposit.id)).toMatchObject({
        verdict: 'approve',
        verdict_by: 'http',
        verdict_score: '3',
        verdict_raw: { transactionId: deposit.id, verdict: 'approve', score: 3 },
      });
      expect(await booksOf(db, owner)).toEqual({ custody: -1000n, customer: 1000n });
      expect((await eventsOf(db, owner)).filter(type => type.endsWith('RECEIVED_FOR_PURSE'))).toHaveLength(1);
    },
  );

  it('while it wants a person to look, the deposit waits for a person', async () => {
    const { owner, deposit } = await finalDeposit(db, { approved: false });
    server.answers(json({ verdict: 'review', score: 60 }));
    expect((await judge(owner, deposit.id)).deposits).toEqual([
      { transactionId: deposit.id, step: 'decide' },
    ]);
    expect(await rowOf(deposit.id)).toEqual(deposit);
  });
});

describe('a provider that decides later', () => {
  it('is asked by its own reference until it has decided', async () => {
    const { owner, deposit } = await finalDeposit(db, { approved: false });
    const pending = json({ id: `case-${deposit.id}`, verdict: 'pending' }, 202);
    server.answers(pending, pending, json({ id: `case-${deposit.id}`, verdict: 'approve' }));
    for (let time = 0; time < 2; time += 1) {
      await expect(judge(owner, deposit.id)).rejects.toMatchObject({
        type: 'verdict_pending',
        nonRetryable: false,
        // Temporal neither counts nor logs it as a failure.
        category: 'BENIGN',
      });
      expect(await rowOf(deposit.id)).toEqual({
        ...deposit,
        screening_reference: `case-${deposit.id}`,
      });
    }
    await judge(owner, deposit.id);
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, customer: 1000n });
  });

  it('gets the same key again if the process died with its answer, and makes one case', async () => {
    const { owner, deposit } = await finalDeposit(db, { approved: false });
    server.answers(json({ id: `case-${deposit.id}`, verdict: 'pending' }, 202));
    const dying: ComplianceProvider = {
      ...http,
      screen: async (request, known) => {
        await http.screen(request, known);
        throw new Error('the process died');
      },
    };
    await expect(judge(owner, deposit.id, dying)).rejects.toThrow();
    expect((await rowOf(deposit.id)).screening_reference).toBeNull();
    await expect(judge(owner, deposit.id)).rejects.toMatchObject({ type: 'verdict_pending' });
    expect((await rowOf(deposit.id)).screening_reference).toBe(`case-${deposit.id}`);
    expect(server.seen.map(({ headers }) => headers['idempotency-key'])).toEqual([deposit.id, deposit.id]);
  });

  it('that gives two deposits one reference is trusted for the first deposit only', async () => {
    const first = await finalDeposit(db, { approved: false });
    const second = await finalDeposit(db, { approved: false });
    server.answers(json({ id: 'always-this', verdict: 'pending' }, 202));
    await expect(judge(first.owner, first.deposit.id)).rejects.toMatchObject({ type: 'verdict_pending' });
    await expect(judge(second.owner, second.deposit.id)).rejects.toMatchObject({
      type: 'provider_unavailable',
    });
    expect((await rowOf(second.deposit.id)).screening_reference).toBeNull();
  });
});

describe('verdicts that arrive at the same time', () => {
  it('one verdict stands if two judges get different ones', async () => {
    const { owner, deposit } = await finalDeposit(db, { approved: false });
    const gate = Promise.withResolvers<void>();
    let waiting = 0;
    const answering = (verdict: Verdict): ComplianceProvider => ({
      name: 'test',
      kind: 'remote',
      screen: async () => {
        waiting += 1;
        if (waiting === 2) gate.resolve();
        await gate.promise;
        return { verdict, by: verdict, score: null, raw: {} };
      },
    });
    await Promise.all([
      judge(owner, deposit.id, answering('approve')),
      judge(owner, deposit.id, answering('decline')),
    ]);
    const { verdict, verdict_by, credited_to } = await rowOf(deposit.id);
    expect(verdict_by).toBe(verdict);
    expect(credited_to).toBe(verdict === 'approve' ? 'customer' : 'held');
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, [String(credited_to)]: 1000n });
    expect(await eventsOf(db, owner)).toHaveLength(2);
  });

  it.each<[first: Verdict, second: Verdict]>([
    ['decline', 'approve'],
    ['approve', 'decline'],
  ])('a callback’s %s stands, although the answer under way says %s', async (first, second) => {
    const { owner, deposit } = await finalDeposit(db, { approved: false });
    const late: ComplianceProvider = {
      name: 'http',
      kind: 'remote',
      screen: async () => {
        expect(await calledBack(deposit.id, first)).toBe('recorded');
        return { verdict: second, by: 'late', score: null, raw: {} };
      },
    };
    await judge(owner, deposit.id, late);
    expect(await rowOf(deposit.id)).toMatchObject({ verdict: first, verdict_by: 'http' });
    expect(await calledBack(deposit.id, first)).toBe('repeated');
    expect(await calledBack(deposit.id, second)).toBe('already_decided');
    expect(await booksOf(db, owner)).toEqual({
      custody: -1000n,
      [first === 'approve' ? 'customer' : 'held']: 1000n,
    });
  });

  it('a callback’s verdict stands, although the case was to be asked about again', async () => {
    const { owner, deposit } = await finalDeposit(db, { approved: false });
    const late: ComplianceProvider = {
      name: 'http',
      kind: 'remote',
      screen: async () => {
        await calledBack(deposit.id, 'approve');
        return { pending: true, reference: `late-${deposit.id}` };
      },
    };
    await expect(judge(owner, deposit.id, late)).rejects.toMatchObject({ type: 'verdict_pending' });
    expect(await rowOf(deposit.id)).toMatchObject({ verdict: 'approve', screening_reference: null });
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, customer: 1000n });
  });

  it('a person’s verdict stands, although the provider says otherwise a moment later', async () => {
    const { owner, deposit } = await finalDeposit(db, { approved: false });
    const late: ComplianceProvider = {
      name: 'http',
      kind: 'remote',
      screen: async () => {
        await db.transaction().execute(async trx => {
          const decision = { verdict: 'approve', reason: 'known', by: null, mayFree: alone } as const;
          await appendEvents(trx, (await decideByHand(trx, currencyOf, deposit.id, decision)).events);
        });
        return { verdict: 'decline', by: 'late', score: null, raw: {} };
      },
    };
    await judge(owner, deposit.id, late);
    expect(await rowOf(deposit.id)).toMatchObject({ verdict: 'approve', verdict_by: 'manual' });
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, customer: 1000n });
  });
});

describe('a verdict that the provider sends unasked', () => {
  it('makes the purse look at the deposit at once', async () => {
    const { owner, deposit } = await finalDeposit(db, { approved: false });
    await sentSignals(db);
    await calledBack(deposit.id, 'approve');
    expect(await sentSignals(db)).toMatchObject([
      { purseId: owner.purseId, payload: { transactionIds: [deposit.id], decided: true } },
    ]);
  });

  it('frees no money of a declined purse', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const [bad, other] = [hit(owner), hit(owner)];
    await scan.mine([bad, other]);
    await calledBack((await depositOf(db, bad)).id, 'decline');
    const { id } = await depositOf(db, other);
    expect(await calledBack(id, 'approve')).toBe('recorded');
    await scan.finalize();
    await judge(owner, id);
    expect(await rowOf(id)).toMatchObject({ credited_to: 'held', freed: false });
  });

  it('settles dust without a signal to its purse, and without waiting for the lease of the last look', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const dust = hit(owner, 10n);
    await scan.mine([dust]);
    await scan.finalize();
    await sentSignals(db);
    const { id } = await depositOf(db, dust);
    expect(await claimQuietDust(db, 20)).toEqual([{ id, purseId: owner.purseId }]);
    expect(await claimQuietDust(db, 20)).toEqual([]);
    await calledBack(id, 'approve');
    expect(await sentSignals(db)).toEqual([]);
    expect(await claimQuietDust(db, 20)).toEqual([{ id, purseId: owner.purseId }]);
  });
});
