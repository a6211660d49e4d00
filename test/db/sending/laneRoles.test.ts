import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { claimChain } from '../../../db/scanning/claimChain.ts';
import { openLane } from '../../../db/sending/openLane.ts';
import { readLane, readOpenSends } from '../../../db/sending/readLane.ts';
import { matchUnknown, resumeLane } from '../../../db/sending/reconcileLane.ts';
import { recordOutgoing } from '../../../db/sending/recordOutgoing.ts';
import { saveReplacement, takeNonces } from '../../../db/sending/saveAttempt.ts';
import { finalizeSends, takeSendsBack } from '../../../db/sending/settleSends.ts';
import { stopLane } from '../../../db/sending/stopLane.ts';
import { withdrawIntent } from '../../../db/sending/withdrawIntent.ts';
import type { Address, BlockHash, TxHash } from '../../../domain/address.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { asMemberOf } from '../asMemberOf.ts';
import { network } from '../fixtures.ts';
import { newAccount } from '../webhooks/webhookWorld.ts';

const { chainId, code } = network;
const sender = `0x${'aa'.repeat(20)}` as Address;
const lane = { chainId, sender };
const hash = (text: string) => `0x${text.repeat(32)}` as TxHash;
const intent = { kind: 'payout', id: 'pyo_1' } as const;
const attempt = (text: string) => ({
  ...{ hash: hash(text), raw: `0x02${text}`, isEmpty: false, gasLimit: 21_000n, value: 0n },
  fees: { kind: 'legacy', gasPrice: 1n } as const,
});
const outgoing = (text: string, nonce: number) => ({
  ...{ sender, nonce, hash: hash(text), succeeded: true, gasUsed: 21_000n, fee: 21_000n, skipped: [] },
});
const block = (number: number) => ({ chainId, number, hash: hash('bb') as string as BlockHash });
/** Of gas a day, in wei. */
const enough = 10n ** 18n;
const whole = { height: 10, mustBeProven: false };

let owner: TestDatabase;
let accountId: AccountId;
beforeAll(async () => {
  owner = await createTestDatabase();
  accountId = await newAccount(owner.db);
  await claimChain(owner.db, network);
  await sql`update chain_cursors set final_height = 10`.execute(owner.db);
});
afterAll(() => owner.drop());

const refused = (db: Db, statement: string) =>
  expect(sql.raw(statement).execute(db), statement).rejects.toMatchObject({ code: '42501' });

it('signer and scanner have the rights that sending takes', async () => {
  await asMemberOf(owner, 'purser_signer', async db => {
    await openLane(db, lane, { accountId, network: code, nextNonce: 0 });
    expect(await takeNonces(db, lane, 0, [{ intent, attempt: attempt('01') }], enough)).toEqual({
      is: 'taken',
    });
    expect(await saveReplacement(db, lane, { nonce: 0, after: 1 }, attempt('02'), enough)).toBe(true);
  });
  await asMemberOf(owner, 'purser_worker', async db => {
    await recordOutgoing(db, block(1), [outgoing('02', 0), outgoing('03', 1)]);
    await takeSendsBack(db, chainId, 0);
    expect(await withdrawIntent(db, intent)).toBe(true);
    await recordOutgoing(db, block(1), [outgoing('02', 0), outgoing('03', 1)]);
    await finalizeSends(db, chainId, whole);
    expect((await readLane(db, lane))?.stopped?.code).toBe('unknown_transaction');
  });
  await asMemberOf(owner, 'purser_signer', async db => {
    const match = { hash: hash('03'), intent: null, reason: 'sent by hand' };
    expect(await matchUnknown(db, lane, match)).toBe('matched');
    expect(await resumeLane(db, lane, 2)).toBe('resumed');
    expect(await stopLane(db, lane, { code: 'pool_is_past', detail: 'x' })).toBe(true);
    expect(await readOpenSends(db, lane)).toEqual([]);
  });
});

describe.each(['purser_api', 'purser_worker'] as const)('%s', role => {
  it.each([
    `insert into lanes (chain_id, sender, account_id, network, next_nonce) values (1, '0x', 'acc', 'E', 0)`,
    'update lanes set next_nonce = next_nonce + 1',
    `insert into sends (chain_id, sender, nonce) values (1, '0x', 0)`,
    `update sends set intent_id = 'pyo_2'`,
    'update sends set nonce = 7',
    'insert into send_attempts default values',
    'select raw from send_attempts',
    'delete from sends',
    'delete from lanes',
    `update unknown_transactions set resolved_at = now(), reason = 'mine'`,
  ])('is refused: %s', async statement => {
    await asMemberOf(owner, role, db => refused(db, statement));
  });
});

it.each(['update', 'delete from', 'truncate'])('nobody changes what was signed: %s', async verb => {
  const statement = verb === 'update' ? `update send_attempts set raw = '0x'` : `${verb} send_attempts`;
  await asMemberOf(owner, 'purser_signer', db => refused(db, statement));
  await expect(sql.raw(statement).execute(owner.db)).rejects.toMatchObject({ code: '23001' });
});

it('what is mined is final only when its block is proven, if a second node must confirm it', async () => {
  const other = { chainId, sender: `0x${'cc'.repeat(20)}` as Address };
  await openLane(owner.db, other, { accountId, network: code, nextNonce: 0 });
  await takeNonces(owner.db, other, 0, [{ intent: null, attempt: attempt('31') }], enough);
  await recordOutgoing(owner.db, block(7), [{ ...outgoing('31', 0), sender: other.sender }]);
  const number = block(7).number;
  await sql`insert into blocks (chain_id, number, hash, parent_hash, mined_at, proven)
    values (${chainId}, ${number}, ${block(7).hash}, '0x', now(), false)`.execute(owner.db);
  const status = async () => (await readOpenSends(owner.db, other)).map(send => send.status);
  await finalizeSends(owner.db, chainId, { height: 6, mustBeProven: false });
  expect(await status()).toEqual(['mined']);
  await finalizeSends(owner.db, chainId, { height: 7, mustBeProven: true });
  expect(await status()).toEqual(['mined']);
  await sql`update blocks set proven = true where number = ${number}`.execute(owner.db);
  await finalizeSends(owner.db, chainId, { height: 7, mustBeProven: true });
  expect(await status()).toEqual([]);
});

describe('bytes are forgotten', () => {
  const next = async () => (await readLane(owner.db, lane))?.nextNonce ?? 0;
  const attempts = async () =>
    Number((await sql<{ n: string }>`select count(*) as n from send_attempts`.execute(owner.db)).rows[0]?.n);

  it('if the nonce was given away, if the intent has one, and if the lane was stopped', async () => {
    await resumeLane(owner.db, lane, 2);
    const [nonce, before] = [await next(), await attempts()];
    const take = (at: number, id: string, text: string) =>
      takeNonces(owner.db, lane, at, [{ intent: { kind: 'payout', id }, attempt: attempt(text) }], enough);
    expect(await take(nonce - 1, 'pyo_9', '11')).toMatchObject({ is: 'moved' });
    expect(await take(nonce, intent.id, '12')).toMatchObject({ is: 'changed' });
    await stopLane(owner.db, lane, { code: 'pool_is_past', detail: 'x' });
    expect(await take(nonce, 'pyo_9', '13')).toMatchObject({ is: 'moved' });
    expect([await next(), await attempts()]).toEqual([nonce, before]);
    await resumeLane(owner.db, lane, 2);
    expect(await take(nonce, 'pyo_9', '14')).toMatchObject({ is: 'taken' });
  });

  it('if gas could then cost more within a day than it may, by a first attempt or by a replacement', async () => {
    const other = { chainId, sender: `0x${'dd'.repeat(20)}` as Address };
    await openLane(owner.db, other, { accountId, network: code, nextNonce: 0 });
    const cost = 21_000n;
    const take = (nonce: number, text: string, perDay: bigint) =>
      takeNonces(owner.db, other, nonce, [{ intent: null, attempt: attempt(text) }], perDay);
    expect(await take(0, '41', cost - 1n)).toMatchObject({ is: 'over_daily_gas' });
    expect(await take(0, '42', cost)).toMatchObject({ is: 'taken' });
    expect(await take(1, '43', 2n * cost - 1n)).toMatchObject({ is: 'over_daily_gas' });
    // A replacement of twice the price, in place of the first attempt and not on top of it.
    const dear = { ...attempt('44'), fees: { kind: 'legacy', gasPrice: 2n } as const };
    const replace = (perDay: bigint) =>
      saveReplacement(owner.db, other, { nonce: 0, after: 1 }, dear, perDay);
    expect(await replace(2n * cost - 1n)).toBe(false);
    expect(await replace(2n * cost)).toBe(true);
    // What it paid in the end counts, for a day.
    await recordOutgoing(owner.db, block(3), [{ ...outgoing('42', 0), sender: other.sender, fee: cost }]);
    expect(await take(1, '45', 2n * cost)).toMatchObject({ is: 'taken' });
    await sql`update sends set created_at = now() - interval '25 hours' where sender = ${other.sender}`.execute(
      owner.db,
    );
    expect(await take(2, '46', cost)).toMatchObject({ is: 'taken' });
  });

  it('if the nonce has another replacement, was mined, or was never given away', async () => {
    const nonce = (await next()) - 1;
    const replace = (at: number, after: number, text: string) =>
      saveReplacement(owner.db, lane, { nonce: at, after }, attempt(text), enough);
    expect(await replace(nonce, 1, '21')).toBe(true);
    expect(await replace(nonce, 1, '22')).toBe(false);
    expect(await replace(nonce + 1, 0, '23')).toBe(false);
    await recordOutgoing(owner.db, block(5), [outgoing('21', nonce)]);
    expect(await replace(nonce, 2, '24')).toBe(false);
  });
});
