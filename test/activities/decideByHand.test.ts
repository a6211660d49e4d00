import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDecideByHand } from '../../activities/decideByHand.ts';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import { approve } from '../../db/approvals/decideApproval.ts';
import type { Db } from '../../db/connect.ts';
import { decideDeposit } from '../../db/decisions/decideDeposit.ts';
import { refusalOf } from '../../domain/deposits/decision.ts';
import type { ApprovalRequestId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import { newSweeper } from '../db/destinations/destinationWorld.ts';
import { depositOf, eth, eventsOf, network, sentSignals } from '../db/fixtures.ts';
import { undecided } from '../db/operator.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const registry = { networks: [network], currencies: [eth], groups: [] };
const decideByHand = (input: Parameters<ReturnType<typeof createDecideByHand>>[0]) =>
  createDecideByHand({ db, registry })(input);

it('decides as the API does, with the reason and without a key, and notifies the purse and the merchant', async () => {
  const { owner, id, transfer } = await undecided(db, 1000n);
  await sentSignals(db);
  const decision = { transactionId: id, verdict: 'decline', reason: 'a stolen coin' };
  expect(await decideByHand({ purseId: owner.purseId, decision })).toEqual({ outcome: 'recorded' });
  expect(await depositOf(db, transfer)).toMatchObject({
    verdict: 'decline',
    verdict_by: 'manual',
    verdict_raw: { reason: 'a stolen coin', apiKeyId: null },
  });
  expect(await auditsOf(id)).toMatchObject([
    { action: 'decline', reason: 'a stolen coin', api_key_id: null },
  ]);
  expect((await sentSignals(db)).map(({ payload }) => payload)).toEqual([
    { transactionIds: [id], decided: true },
  ]);
  expect((await eventsOf(db, owner)).at(-1)).toBe('CUSTOMER_PURSE_COMPLIANCE_DECLINED');
});

it('saves who decided, in the audit record and with the reason', async () => {
  const { owner, id, transfer } = await undecided(db, 1000n);
  const decision = { transactionId: id, verdict: 'approve', reason: 'a known payer', by: 'grace' };
  expect(await decideByHand({ purseId: owner.purseId, decision, token: 'run/1' })).toEqual({
    outcome: 'recorded',
  });
  expect(await depositOf(db, transfer)).toMatchObject({
    verdict_raw: { reason: 'a known payer', apiKeyId: null, by: 'grace' },
  });
  expect(await auditsOf(id)).toMatchObject([
    { action: 'approve', reason: 'a known payer', api_key_id: null, decided_by: 'grace' },
  ]);
});

it('frees held money that can leave the purses only with a second person, who has a key', async () => {
  const { owner, id, transfer, person } = await undecided(db, 1000n);
  await person.decide(id, 'decline');
  await newSweeper(db, owner.accountId);
  const decision = { transactionId: id, verdict: 'approve', reason: 'cleared', by: 'grace' };
  const asked = await decideByHand({ purseId: owner.purseId, decision, token: 'run/1' });
  expect(asked).toMatchObject({ outcome: 'needs_approval' });
  // As after a crash.
  expect(await decideByHand({ purseId: owner.purseId, decision, token: 'run/1' })).toEqual(asked);
  expect(await depositOf(db, transfer)).toMatchObject({ verdict: 'decline', freed: false });
  const { approvalRequestId } = asked;
  expect(refusalOf(id, asked)).toContain(
    `${String(approvalRequestId)} waits for an API key of scope approve`,
  );

  const { keyId } = await createApiKey(db, owner.accountId, { scopes: ['approve'], label: 'second' });
  const { events } = await db
    .transaction()
    .execute(trx =>
      approve(
        trx,
        registry,
        { accountId: owner.accountId, keyId },
        approvalRequestId as ApprovalRequestId,
        null,
      ),
    );
  expect(events.map(({ type }) => type)).toContain('APPROVAL_DECIDED');
  expect(await depositOf(db, transfer)).toMatchObject({
    ...{ verdict: 'approve', freed: true },
    verdict_raw: { reason: 'cleared', apiKeyId: null, by: 'grace' },
  });
  expect(await auditsOf(id)).toContainEqual(
    expect.objectContaining({ action: 'approve', api_key_id: null, decided_by: 'grace' }),
  );
});

it('answers a second decision with the standing verdict, and a retry after a crash with "recorded"', async () => {
  const { owner, id } = await undecided(db, 1000n);
  const decision = { transactionId: id, verdict: 'approve', reason: 'r', by: 'grace' };
  const decide = (token: string) => decideByHand({ purseId: owner.purseId, decision, token });
  expect(await decide('run/1')).toEqual({ outcome: 'recorded' });
  expect(await decide('run/1')).toEqual({ outcome: 'recorded' });
  const { verdict_at } = await db
    .selectFrom('transactions')
    .select('verdict_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(await decide('run/2')).toEqual({
    outcome: 'already_decided',
    standing: { verdict: 'approve', by: 'grace', at: verdict_at?.toISOString() },
  });
  expect(await auditsOf(id)).toHaveLength(1);
});

it('names the provider that gave a verdict', async () => {
  const { owner, id } = await undecided(db, 1000n);
  await db
    .transaction()
    .execute(trx =>
      decideDeposit(trx, eth, id, { verdict: 'approve', by: 'list', score: null, raw: { by: 'nobody' } }),
    );
  const decision = { transactionId: id, verdict: 'decline', reason: 'r', by: 'grace' };
  expect(await decideByHand({ purseId: owner.purseId, decision })).toMatchObject({
    outcome: 'already_decided',
    standing: { verdict: 'approve', by: 'list' },
  });
});

it('counts once if the worker died before it could report the decision', async () => {
  const { owner, id } = await undecided(db, 1000n);
  const input = {
    purseId: owner.purseId,
    decision: { transactionId: id, verdict: 'approve', reason: 'r' },
  };
  const outcomes = await Promise.all([decideByHand(input), decideByHand(input), decideByHand(input)]);
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([
    'already_decided',
    'already_decided',
    'recorded',
  ]);
  expect(await auditsOf(id)).toHaveLength(1);
});

it('changes nothing if the deposit belongs to another purse or does not exist', async () => {
  const { owner } = await undecided(db, 1000n);
  const other = await undecided(db, 1000n);
  for (const transactionId of [other.id, newId('txn')]) {
    const decision = { transactionId, verdict: 'approve', reason: 'r' };
    expect(await decideByHand({ purseId: owner.purseId, decision })).toEqual({ outcome: 'not_found' });
  }
  expect(await depositOf(db, other.transfer)).toMatchObject({ verdict: null });
  expect(await auditsOf(other.id)).toEqual([]);
});

it('reports an unreadable decision as malformed, and never throws', async () => {
  const { owner, id, transfer } = await undecided(db, 1000n);
  const right = { transactionId: id, verdict: 'approve', reason: 'r' };
  for (const decision of [
    undefined,
    null,
    'approve',
    [right],
    {},
    { ...right, verdict: 'Approve' },
    { ...right, transactionId: 'txn_1' },
    { ...right, transactionId: 7 },
    { transactionId: id, verdict: 'approve' },
    { ...right, reason: '' },
    { ...right, reason: 'nul\0' },
    { ...right, reason: '\ud83d' },
    { ...right, reason: 'x'.repeat(1001) },
    { ...right, reason: ' ' },
    { ...right, by: '' },
    { ...right, by: 7 },
    { ...right, by: 'x'.repeat(256) },
  ]) {
    expect(await decideByHand({ purseId: owner.purseId, decision })).toEqual({ outcome: 'malformed' });
  }
  expect(await depositOf(db, transfer)).toMatchObject({ verdict: null });
});

function auditsOf(id: string) {
  return db.selectFrom('audits').selectAll().where('resource_id', '=', id).execute();
}
