import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compareSweeps } from '../../../db/audit/compareSweeps.ts';
import { findFaultyEntries } from '../../../db/audit/findFaultyEntries.ts';
import { sumPositions } from '../../../db/audit/sumPositions.ts';
import type { Db } from '../../../db/connect.ts';
import { openFindings } from '../../../db/findings/openFindings.ts';
import { claimChain } from '../../../db/scanning/claimChain.ts';
import { expectedAt, isBeingSwept } from '../../../db/scanning/pursesToAudit.ts';
import { bookFees } from '../../../db/sending/bookFees.ts';
import { openLane } from '../../../db/sending/openLane.ts';
import { openPurses } from '../../../db/sending/openPurses.ts';
import { readPurseGas, topUpsAmong } from '../../../db/sending/purseGas.ts';
import { readLane } from '../../../db/sending/readLane.ts';
import { recordOutgoing } from '../../../db/sending/recordOutgoing.ts';
import { saveReplacement, takeNonces } from '../../../db/sending/saveAttempt.ts';
import { finalizeSends, takeSendsBack } from '../../../db/sending/settleSends.ts';
import { stopLane } from '../../../db/sending/stopLane.ts';
import { sendingOn } from '../../../db/sweepers/sendingOn.ts';
import { reportTransfers } from '../../../db/sweepers/reportTransfers.ts';
import { isPurseReady } from '../../../db/sweeping/purseReady.ts';
import { countTopUps, saveTopUp, topUpId } from '../../../db/sweeping/saveTopUp.ts';
import type { BlockHash, TxHash } from '../../../domain/address.ts';
import { newId } from '../../../domain/ids.ts';
import type { SweepId } from '../../../domain/ids.ts';
import type { Intent, LaneId } from '../../../domain/sending/lane.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { asMemberOf } from '../asMemberOf.ts';
import { deposit } from '../payments.ts';
import type { Owner } from '../fixtures.ts';
import { address, eth, network, newOwner, txHash } from '../fixtures.ts';

const { chainId, code } = network;
const natives = [eth];
const enough = 10n ** 18n;
/** What is paid to the purse for gas, in wei. */
const paid = 1_000_000n;

let database: TestDatabase;
let db: Db;
let owner: Owner;
let operator: LaneId;
let purse: LaneId;
let sweepId: SweepId;
let height = 0;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  await claimChain(db, network);
});
afterAll(() => database.drop());
beforeEach(async () => {
  owner = await newOwner(db);
  const { accountId } = owner;
  await reportTransfers(db, accountId, [{ ...network, destinations: [address()] }]);
  operator = { chainId, sender: address() };
  purse = { chainId, sender: owner.address };
  await openLane(db, operator, { accountId, network: code, nextNonce: 0 });
  await openLane(db, purse, { accountId, network: code, nextNonce: 0, purseId: owner.purseId });
  sweepId = newId('swp');
  await db
    .insertInto('sweeps')
    .values({ id: sweepId, account_id: accountId, network: code, chain_id: chainId, method: 'transfer' })
    .execute();
});

const attemptOf = (hash: TxHash, value = 0n, isEmpty = false) => ({
  ...{ hash, raw: '0x02', isEmpty, gasLimit: 21_000n, value },
  fees: { kind: 'legacy', gasPrice: 1n } as const,
});

async function take(
  lane: LaneId,
  nonce: number,
  intent: Intent | null,
  of: Partial<{ value: bigint; isEmpty: boolean; dailyGas: bigint }> = {},
) {
  const hash = txHash();
  const { value = 0n, isEmpty = false, dailyGas = enough } = of;
  const topUp = {
    sweepId,
    number: Number(intent?.id.split('.')[1]),
    purseId: owner.purseId,
    chainId,
    amount: value,
  };
  const alongside = (trx: Db) => (intent?.kind === 'top_up' ? saveTopUp(trx, topUp) : Promise.resolve(true));
  const signed = { intent, attempt: attemptOf(hash, value, isEmpty), alongside };
  const taken = await takeNonces(db, lane, nonce, [signed], dailyGas);
  return { hash, taken: taken.is };
}

async function mine(
  { sender }: LaneId,
  nonce: number,
  hash: TxHash,
  fee = 0n,
  succeeded = true,
): Promise<number> {
  height += 1;
  const block = { chainId, number: height, hash: txHash() as string as BlockHash };
  await recordOutgoing(db, block, [{ sender, nonce, hash, succeeded, gasUsed: 21_000n, fee, skipped: [] }]);
  return height;
}

const finalize = () => finalizeSends(db, chainId, { height, mustBeProven: false });
const topUp = (number = 1): Intent => ({ kind: 'top_up', id: topUpId({ sweepId, number }) });

/** Pays the purse its gas, in a final block; returns the payment's hash. */
async function payGas(nonce = 0, of: Parameters<typeof take>[3] = {}, fee = 21n): Promise<TxHash> {
  const number = (await countTopUps(db, sweepId)) + 1;
  const { hash } = await take(operator, nonce, topUp(number), { value: paid, ...of });
  await mine(operator, nonce, hash, fee);
  await finalize();
  return hash;
}

describe('a payment for a purse’s gas', () => {
  it('is signed once for a number, and none while another one or a transaction of the purse is under way', async () => {
    expect((await take(operator, 0, topUp(), { value: paid })).taken).toBe('taken');
    expect((await take(operator, 1, topUp(), { value: paid })).taken).toBe('changed');
    expect((await take(operator, 1, topUp(2), { value: paid })).taken).toBe('changed');
    const { rows } = await sql<{ hash: TxHash }>`
      select hash from send_attempts where sender = ${operator.sender}
    `.execute(db);
    await mine(operator, 0, rows[0]?.hash ?? txHash(), 1n);
    expect((await take(operator, 1, topUp(2), { value: paid })).taken).toBe('changed');
    await finalize();
    await take(purse, 0, null);
    expect((await take(operator, 1, topUp(2), { value: paid })).taken).toBe('changed');
    expect(await readLane(db, operator)).toMatchObject({ nextNonce: 1 });
  });

  it('is none of a sweep that is not planned any more', async () => {
    await sql`update sweeps set status = 'canceled', completed_at = now() where id = ${sweepId}`.execute(db);
    expect((await take(operator, 0, topUp(), { value: paid })).taken).toBe('changed');
  });

  it('counts for the gas of a day, as what it pays is spent on gas', async () => {
    const cost = 21_000n + paid;
    expect((await take(operator, 0, topUp(), { value: paid, dailyGas: cost - 1n })).taken).toBe(
      'over_daily_gas',
    );
    expect((await take(operator, 0, topUp(), { value: paid, dailyGas: cost })).taken).toBe('taken');
  });

  it('is what its hash says, and neither an empty attempt nor another transaction is', async () => {
    const { hash } = await take(operator, 0, topUp(), { value: paid });
    const empty = txHash();
    await saveReplacement(db, operator, { nonce: 0, after: 1 }, attemptOf(empty, 0n, true), enough);
    const other = await take(operator, 1, { kind: 'payout', id: `pyo_${hash}` });
    const among = await topUpsAmong(db, chainId, [hash, empty, other.hash, txHash()]);
    expect([...among]).toEqual([hash]);
  });

  it('is changed by nobody', async () => {
    await payGas();
    await asMemberOf(database, 'purser_signer', async signer => {
      for (const verb of ['update top_ups set amount = 1', 'delete from top_ups'])
        await expect(sql.raw(verb).execute(signer)).rejects.toMatchObject({ code: '42501' });
    });
    await expect(sql`delete from top_ups`.execute(db)).rejects.toMatchObject({ code: '23001' });
  });
});

describe('what a purse has for gas', () => {
  const gas = () => readPurseGas(db, { chainId, purseId: owner.purseId });
  const expected = (at: number) => expectedAt(db, chainId, owner.purseId, eth.code, at);

  it('is what final blocks paid to it, less what its own final transactions cost', async () => {
    const { hash } = await take(operator, 0, topUp(), { value: paid });
    expect(await gas()).toEqual({ available: 0n, isUnderWay: true });
    const first = await mine(operator, 0, hash, 21n);
    expect(await gas()).toEqual({ available: 0n, isUnderWay: true });
    expect([await expected(first - 1), await expected(first)]).toEqual([0n, paid]);
    await finalize();
    expect(await gas()).toEqual({ available: paid, isUnderWay: false });
    const sweep = await take(purse, 0, { kind: 'sweep', id: sweepId });
    expect(await gas()).toEqual({ available: paid, isUnderWay: true });
    const second = await mine(purse, 0, sweep.hash, 300n);
    expect([await expected(first), await expected(second)]).toEqual([paid, paid - 300n]);
    await finalize();
    expect(await gas()).toEqual({ available: paid - 300n, isUnderWay: false });
    await takeSendsBack(db, chainId, first - 1);
    expect(await gas()).toEqual({ available: 0n, isUnderWay: true });
    expect(await expected(second)).toBe(0n);
  });

  it('is not what a payment that failed, or was used for nothing, brought', async () => {
    const failed = await take(operator, 0, topUp(), { value: paid });
    await mine(operator, 0, failed.hash, 21n, false);
    await finalize();
    await payGas(1, { isEmpty: true });
    expect(await gas()).toEqual({ available: 0n, isUnderWay: false });
    expect(await expected(height)).toBe(0n);
  });

  it('keeps its purse out of the balance round while it is under way', async () => {
    const waits = async () =>
      (
        await sql<{
          waits: boolean;
        }>`select ${isBeingSwept(chainId, sql`${owner.purseId}`)} as waits`.execute(db)
      ).rows[0]?.waits;
    expect(await waits()).toBe(false);
    const { hash } = await take(operator, 0, topUp(), { value: paid });
    expect(await waits()).toBe(true);
    await mine(operator, 0, hash, 21n);
    await finalize();
    expect(await waits()).toBe(false);
    await take(purse, 0, null);
    expect(await waits()).toBe(true);
  });

  it('lets the purse sign if it is enough, nothing else of it is open, and no coin must stay', async () => {
    await payGas();
    const ready = (gasNeeded: bigint) =>
      isPurseReady(db, { chainId, purseId: owner.purseId, gas: gasNeeded });
    await take(purse, 0, { kind: 'sweep', id: sweepId });
    expect([await ready(paid), await ready(paid + 1n)]).toEqual([true, false]);
    await deposit(db, owner, { currency: 'ETH', amount: 1n });
    expect(await ready(paid)).toBe(false);
    await sql`update transactions set credited_to = 'customer', amount = 10 ^ 18 where purse_id = ${owner.purseId}`.execute(
      db,
    );
    expect(await ready(paid)).toBe(true);
    await take(purse, 1, null);
    expect(await ready(paid)).toBe(false);
  });
});

describe('the lane of a purse', () => {
  it('is stopped while the operator’s is, and gives away nothing', async () => {
    await take(purse, 0, { kind: 'sweep', id: sweepId });
    await stopLane(db, operator, { code: 'paused', detail: 'by hand' });
    expect((await readLane(db, purse))?.stopped).toEqual({ code: 'paused', detail: 'by hand' });
    expect((await take(purse, 1, null)).taken).toBe('moved');
    const raised = attemptOf(txHash());
    expect(await saveReplacement(db, purse, { nonce: 0, after: 1 }, raised, enough)).toBe(false);
    await sql`update lanes set stopped_code = null, stopped_detail = null, stopped_at = null`.execute(db);
    expect(await saveReplacement(db, purse, { nonce: 0, after: 1 }, raised, enough)).toBe(true);
  });

  it('waits for a pause that is being saved', async () => {
    let taking: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async trx => {
      await stopLane(trx, operator, { code: 'paused', detail: 'by hand' });
      taking = take(purse, 0, null);
      await new Promise(resolve => setTimeout(resolve, 200));
    });
    expect(await taking).toMatchObject({ taken: 'moved' });
  });

  it('is none of the account’s own: a stop of it stops no other', async () => {
    await stopLane(db, purse, { code: 'pool_is_past', detail: 'x' });
    expect((await readLane(db, operator))?.stopped).toBeNull();
  });

  it('is looked up among the payers of a block alone, and tended while it has something open', async () => {
    const seen = await sendingOn(db, chainId, [owner.address, address()]);
    expect([...seen.purses]).toEqual([owner.address]);
    expect(seen.operators).toContain(operator.sender);
    expect(seen.accounts).toContain(owner.accountId);
    expect([...(await sendingOn(db, chainId, [])).purses]).toEqual([]);
    const open = async () => (await openPurses(db, owner.accountId, chainId)).map(({ purseId }) => purseId);
    expect(await open()).toEqual([]);
    await take(purse, 0, null);
    expect(await open()).toEqual([owner.purseId]);
  });

  it('that did not sign what a block has is a finding, which pauses once its block is final', async () => {
    await asMemberOf(database, 'purser_worker', async worker => {
      height += 1;
      const block = { chainId, number: height, hash: txHash() as string as BlockHash };
      const stranger = {
        sender: purse.sender,
        nonce: 0,
        hash: txHash(),
        succeeded: true,
        gasUsed: 1n,
        fee: 1n,
        skipped: [],
      };
      await recordOutgoing(worker, block, [stranger]);
    });
    const finding = () =>
      db
        .selectFrom('findings')
        .select(['kind', 'is_final', 'ordinal'])
        .where('purse_id', '=', owner.purseId)
        .execute();
    expect(await finding()).toEqual([{ kind: 'purse_nonce', is_final: false, ordinal: '1' }]);
    expect(await openFindings(db, owner.accountId, code)).toEqual([]);
    await sql`update findings set is_final = true where purse_id = ${owner.purseId}`.execute(db);
    expect(await openFindings(db, owner.accountId, code)).toHaveLength(1);
    expect((await take(operator, 0, null)).taken).toBe('moved');
  });
});

describe('the books', () => {
  /** As `ledger amount purse`. */
  async function booked(hash: TxHash): Promise<readonly string[]> {
    const { rows } = await sql<{ line: string }>`
      select concat_ws(' ', p.ledger, p.amount, p.purse_id) as line from entries e join postings p on p.entry_id = e.id
      where e.send_hash = ${hash} order by p.id
    `.execute(db);
    return rows.map(({ line }) => line);
  }

  it('have one entry for each final transaction: what it cost, and what it paid to a purse', async () => {
    const payment = await payGas();
    const { hash: sweep } = await take(purse, 0, null);
    await mine(purse, 0, sweep, 300n);
    await finalize();
    await asMemberOf(database, 'purser_worker', worker => bookFees(worker, natives, 100));
    await bookFees(db, natives, 100);
    expect(await booked(payment)).toEqual([
      ...['fees -21', 'gas 21'],
      ...[`purse_gas -1000000 ${owner.purseId}`, 'gas 1000000'],
    ]);
    expect(await booked(sweep)).toEqual(['fees -300', `purse_gas 300 ${owner.purseId}`]);
    expect(await findFaultyEntries(db, 10)).toEqual([]);
    expect(await compareSweeps(db, natives, 10)).toEqual([]);
    expect(await sumPositions(db, { chainId, number: height }, [owner.purseId], eth.code)).toMatchObject([
      { currency: eth.code, gas: paid - 300n, credited: 0n },
    ]);
  });

  it('have a payment whose transaction was free', async () => {
    const payment = await payGas(0, {}, 0n);
    await bookFees(db, natives, 100);
    expect(await booked(payment)).toEqual([`purse_gas -1000000 ${owner.purseId}`, 'gas 1000000']);
    expect(await compareSweeps(db, natives, 10)).toEqual([]);
  });

  it.each([
    ['another purse’s gas', `purse_id = 'other'`],
    ['another amount', 'amount = amount - 1'],
  ])('are found wrong by the audit with %s', async (_, change) => {
    const other = await newOwner(db, owner.accountId);
    const payment = await payGas();
    await bookFees(db, natives, 100);
    await expect(
      db.transaction().execute(async trx => {
        await sql`alter table postings disable trigger user`.execute(trx);
        await sql`
          update postings p set ${sql.raw(change.replace('other', other.purseId))} from entries e
          where e.id = p.entry_id and e.send_hash = ${payment} and p.ledger = 'purse_gas'
        `.execute(trx);
        const faults = [...(await findFaultyEntries(trx, 10)), ...(await compareSweeps(trx, natives, 10))];
        throw new Error(`${String(faults.length > 0)} faults`);
      }),
    ).rejects.toThrow('true faults');
  });
});
