import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sql } from 'kysely';
import type { Db } from '../../../db/connect.ts';
import { recordOutflows, takeFindingsBack } from '../../../db/findings/recordOutflows.ts';
import type { PurseFinding } from '../../../db/findings/recordPurseFindings.ts';
import { recordPurseFindings } from '../../../db/findings/recordPurseFindings.ts';
import { resolveFinding } from '../../../db/findings/resolveFinding.ts';
import { settleFindings } from '../../../db/findings/settleFindings.ts';
import { blocksToProve, markProven } from '../../../db/scanning/blocksToProve.ts';
import { recordCaughtUp } from '../../../db/scanning/recordCaughtUp.ts';
import { openLane } from '../../../db/sending/openLane.ts';
import { readLane } from '../../../db/sending/readLane.ts';
import type { Address, BlockHash, TxHash } from '../../../domain/address.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { CurrencyCode } from '../../../domain/registry.ts';
import type { Outflow } from '../../../domain/sweeping/finding.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { asMemberOf } from '../asMemberOf.ts';
import type { Owner } from '../fixtures.ts';
import { currencyOf, must, network, newOwner, TestScan } from '../fixtures.ts';

let database: TestDatabase;
let scan: TestScan;
let owner: Owner;
const { chainId, code } = network;
const lane = { chainId, sender: `0x${'77'.repeat(20)}` as Address };
beforeAll(async () => {
  database = await createTestDatabase();
  scan = await TestScan.start(database.db);
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { db } = database;
  for (const table of ['findings', 'lanes', 'sweepers'] as const) await db.deleteFrom(table).execute();
  owner = await newOwner(db);
  await sql`insert into sweepers (account_id, network, chain_id, owner, delay_seconds, sweeper, delegate, purse_code_hash)
    values (${owner.accountId}, ${code}, ${chainId}, '0x', 0, '0x' || repeat('a', 40), '0x' || repeat('b', 40), '0x')`.execute(
    db,
  );
  await openLane(db, lane, { accountId: owner.accountId, network: code, nextNonce: 0 });
});

const outflow = (text: string): Outflow => ({
  ...{ purseId: owner.purseId, kind: 'token_outflow', currency: 'USDT_ETH' as CurrencyCode },
  ...{ amount: baseUnits(5n), txHash: `0x${text.repeat(32)}` as TxHash, ordinal: '0' },
});
const state = async () => {
  const rows = await database.db.selectFrom('findings').select(['kind', 'is_final']).orderBy('id').execute();
  return rows.map(({ kind, is_final }) => `${kind} ${is_final ? 'final' : 'pending'}`);
};
const stopped = async () => (await readLane(database.db, lane))?.stopped?.code ?? null;
const finalUpTo = (height: number, mustBeProven = false) =>
  scan.commit({ outflows: [], final: { all: height, tiers: [] }, mustBeProven });

it('what left a purse pauses without a new block, if the finality of its block rises', async () => {
  const { number } = await scan.commit({ outflows: [outflow('0a')] });
  const rules = { final: { all: number, tiers: [] }, currencyOf, mustBeProven: true };
  const look = () => recordCaughtUp(database.db, scan.cursor, rules, new Date(), null);
  await database.db.updateTable('blocks').set({ proven: false }).where('number', '=', number).execute();
  await look();
  expect([await state(), await stopped()]).toEqual([['token_outflow pending'], null]);
  // The proof of a second node came after the block above it.
  await database.db.updateTable('blocks').set({ proven: true }).where('number', '=', number).execute();
  await look();
  expect([await state(), await stopped()]).toEqual([['token_outflow final'], 'unexplained_outflow']);
});

it('what left a purse pauses when its block is final, and not before', async () => {
  const { number } = await scan.commit({ outflows: [outflow('01')] });
  await finalUpTo(number - 1);
  expect([await state(), await stopped()]).toEqual([['token_outflow pending'], null]);
  await finalUpTo(number);
  expect([await state(), await stopped()]).toEqual([['token_outflow final'], 'unexplained_outflow']);
});

it('where a second node must confirm blocks, it pauses when that was asked for the block', async () => {
  const { number } = await scan.commit({ outflows: [outflow('02')], mustBeProven: true });
  await finalUpTo(number, true);
  expect([await state(), await stopped()]).toEqual([['token_outflow pending'], null]);
  const [block] = await blocksToProve(database.db, chainId, number, 10);
  expect(block?.outflows).toEqual([outflow('02')]);
  await markProven(database.db, chainId, must(block));
  await finalUpTo(number, true);
  expect([await state(), await stopped()]).toEqual([['token_outflow final'], 'unexplained_outflow']);
});

it('an account without a sweeper on the chain has no findings', async () => {
  await database.db.deleteFrom('sweepers').execute();
  await scan.commit({ outflows: [outflow('03')] });
  expect(await state()).toEqual([]);
});

it('signer and scanner have the rights that findings take, and the API has none', async () => {
  const place = { accountId: owner.accountId, network: code, chainId };
  const refused = (db: Db, statement: string) =>
    expect(sql.raw(statement).execute(db), statement).rejects.toMatchObject({ code: '42501' });
  const used: PurseFinding = { purseId: owner.purseId, kind: 'purse_nonce', nonce: 3 };
  const found = await asMemberOf(database, 'purser_signer', db => recordPurseFindings(db, place, [used]));
  expect(await stopped()).toBe('unexplained_outflow');
  await asMemberOf(database, 'purser_signer', async db => {
    expect(
      await resolveFinding(db, owner.accountId, code, must(found[0]), { explanation: 'x', by: 'ann' }),
    ).toBe('purse_nonce');
    // What a person has explained is not found again.
    expect(await recordPurseFindings(db, place, [used])).toEqual([]);
    await refused(db, 'delete from findings');
    await refused(db, 'update findings set is_final = false');
  });
  await asMemberOf(database, 'purser_worker', async db => {
    const events = await settleFindings(db, chainId, { height: 9, mustBeProven: false, currencyOf });
    expect(events.map(({ type }) => type)).toEqual(['SENDING_PAUSED', 'SENDING_RESUMED']);
    const block = { chainId, number: 10, hash: `0x${'bb'.repeat(32)}` as BlockHash };
    expect(await recordOutflows(db, block, [outflow('04')])).toBe(1);
    await takeFindingsBack(db, chainId, 9);
    expect(await state()).toEqual(['purse_nonce final']);
    await refused(db, `update findings set resolved_at = now()`);
  });
  await asMemberOf(database, 'purser_api', async db => {
    await refused(db, `update findings set told_at = now()`);
    await refused(db, `delete from findings`);
    await sql`select * from findings`.execute(db);
  });
});
