import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../db/connect.ts';
import { recordAgain } from '../../db/recordAgain.ts';
import type { UnsupportedHit } from '../../db/recordUnsupported.ts';
import type { ChecksumAddress } from '../../domain/address.ts';
import { parseAddress } from '../../domain/address.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import type { Owner } from './world.ts';
import { currencyOf, depositOf, eventsOf, hit, must, newOwner, TestScan, txHash } from './world.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const contract = must(parseAddress(`0x${'ab'.repeat(20)}`));
const shown = contract as string as ChecksumAddress;
const spam = (owner: Owner, of: UnsupportedHit['contract'] = contract): UnsupportedHit => ({
  txHash: txHash(),
  contract: of,
  from: owner.address,
  to: owner.address,
  value: 2n ** 256n - 1n,
  purseId: owner.purseId,
  fromChecksum: shown,
  contractChecksum: of && shown,
});

describe('what is not listed', () => {
  it('is told once per purse and contract, however often it comes', async () => {
    const [owner, other] = [await newOwner(db), await newOwner(db)];
    const scan = await TestScan.start(db);
    await scan.commit({ unsupported: [spam(owner), spam(owner), spam(other)] });
    await scan.commit({ unsupported: [spam(owner), spam(owner, null)] });
    expect(await eventsOf(db, owner)).toEqual(Array(2).fill('UNSUPPORTED_DEPOSIT_DETECTED'));
    expect(await eventsOf(db, other)).toEqual(['UNSUPPORTED_DEPOSIT_DETECTED']);
    const { data } = await db
      .selectFrom('events')
      .select('data')
      .where('customer_id', '=', owner.customerId)
      .orderBy('sequence')
      .executeTakeFirstOrThrow();
    expect(data).toMatchObject({ contract: shown, purseId: owner.purseId, value: String(2n ** 256n - 1n) });
  });
});

describe('recording a block again', () => {
  const found = (
    block: Awaited<ReturnType<TestScan['mine']>>,
    hits: Parameters<TestScan['mine']>[0] = [],
  ) => ({
    ...block,
    receiptsRoot: null,
    hits,
    unsupported: [],
  });

  it('adds what was missed, final at once where its block is, and leaves what is known', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const [known, missed] = [hit(owner), hit(owner)];
    const block = await scan.mine([known]);
    await scan.finalize();
    const before = await depositOf(db, known);
    expect(await recordAgain(db, found(block, [known, missed]), { currencyOf, mustBeProven: false })).toBe(1);
    expect(await recordAgain(db, found(block, [known, missed]), { currencyOf, mustBeProven: false })).toBe(0);
    expect(await depositOf(db, known)).toEqual(before);
    expect(await depositOf(db, missed)).toMatchObject({
      block_hash: block.hash,
      final_block_hash: block.hash,
      status: 'PENDING_COMPLIANCE_CHECK',
    });
  });

  it('refuses a block that is not the canonical one, or was not scanned yet', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const block = await scan.mine([]);
    const fork = { ...block, hash: must((await scan.mine([])).hash) };
    await expect(
      recordAgain(db, found(fork, [hit(owner)]), { currencyOf, mustBeProven: false }),
    ).rejects.toMatchObject({
      code: 'rpc_inconsistent',
    });
    await expect(
      recordAgain(db, found({ ...block, number: 9 }, [hit(owner)]), { currencyOf, mustBeProven: false }),
    ).rejects.toMatchObject({ code: 'rpc_inconsistent' });
    expect(await eventsOf(db, owner)).toEqual([]);
  });
});
