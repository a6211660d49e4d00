import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { recordAgain } from '../../../db/rescans/recordAgain.ts';
import type { ChecksumAddress } from '../../../domain/address.ts';
import { parseAddress } from '../../../domain/address.ts';
import type { UnsupportedHit } from '../../../domain/scanning/foundBlock.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { publishAll } from '../../publishAll.ts';
import type { Owner } from '../fixtures.ts';
import { currencyOf, depositOf, eventsOf, hit, must, newOwner, TestScan, txHash } from '../fixtures.ts';
import { newEndpoint } from '../webhooks/webhookWorld.ts';

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
  known: of === null,
});

describe('unlisted tokens', () => {
  it('are reported once per purse and contract, however often they come', async () => {
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
      .orderBy('position')
      .executeTakeFirstOrThrow();
    expect(data).toMatchObject({ contract: shown, purseId: owner.purseId, value: String(2n ** 256n - 1n) });
  });
});

describe('tokens from strangers', () => {
  const fakes = (owner: Owner, count: number): readonly UnsupportedHit[] =>
    Array.from({ length: count }, () => {
      const made = must(parseAddress(`0x${txHash().slice(2, 42)}`));
      return { ...spam(owner, made), contractChecksum: made as string as ChecksumAddress };
    });
  async function summariesOf(owner: Owner) {
    const rows = await db
      .selectFrom('events')
      .select(['type', 'data'])
      .where('resource_type', '=', 'unsupported_deposit')
      .where('data', '@>', sql<never>`${JSON.stringify({ purseId: owner.purseId })}::jsonb`)
      .orderBy('position')
      .execute();
    return rows.map(({ data }) => data['summary'] ?? 'one');
  }
  const storedOf = async (owner: Owner) => {
    const rows = db.selectFrom('unsupported_deposits').select('id').where('account_id', '=', owner.accountId);
    return (await rows.execute()).length;
  };
  const tally = async (scopeId: Owner['purseId'] | Owner['accountId']) => {
    const row = await db
      .selectFrom('stranger_tallies')
      .select('count')
      .where('scope_id', '=', scopeId)
      .executeTakeFirst();
    return row?.count;
  };

  it('send ten events a day per purse, however many contracts, then one that says more follow, and are counted', async () => {
    const owner = await newOwner(db);
    const other = await newOwner(db, owner.accountId);
    const scan = await TestScan.start(db);
    await scan.commit({ unsupported: fakes(owner, 4) });
    await scan.commit({ unsupported: fakes(owner, 21) });
    await scan.commit({ unsupported: [...fakes(owner, 5), ...fakes(other, 1)] });
    const summary = { of: 'purse', told: 10, day: new Date().toISOString().slice(0, 10) };
    expect(await summariesOf(owner)).toEqual([...Array<string>(10).fill('one'), summary]);
    expect(await summariesOf(other)).toEqual(['one']);
    expect(await storedOf(owner)).toBe(11);
    expect(await tally(owner.purseId)).toBe(20);
    // Another day.
    await sql`update unsupported_deposits set created_at = created_at - interval '1 day'
      where purse_id = ${owner.purseId}`.execute(db);
    await scan.commit({ unsupported: fakes(owner, 1) });
    expect((await summariesOf(owner)).at(-1)).toBe('one');
  });

  it('at many purses of an account send a hundred events a day, then one, and another account’s are still sent', async () => {
    const first = await newOwner(db);
    const owners = [first];
    for (let nth = 0; nth < 14; nth++) owners.push(await newOwner(db, first.accountId));
    const other = await newOwner(db);
    const scan = await TestScan.start(db);
    await scan.commit({ unsupported: owners.flatMap(owner => fakes(owner, 9)) });
    await scan.commit({ unsupported: [...owners.flatMap(owner => fakes(owner, 3)), ...fakes(other, 2)] });
    const sent = (await Promise.all(owners.map(summariesOf))).flat();
    expect(sent.filter(each => each === 'one')).toHaveLength(100);
    expect(sent.filter(each => each !== 'one')).toMatchObject([{ of: 'account', told: 100 }]);
    expect(await storedOf(first)).toBe(100);
    expect(await tally(first.accountId)).toBe(15 * 12 - 100);
    expect(await summariesOf(other)).toEqual(['one', 'one']);
  });

  it('that nobody listed go only to endpoints that name the type; a coin, and a refused token, go to all', async () => {
    const owner = await newOwner(db);
    const [all, naming] = [await newEndpoint(db, owner.accountId), await newEndpoint(db, owner.accountId)];
    await db
      .updateTable('webhook_endpoints')
      .set({ types: ['UNSUPPORTED_DEPOSIT_DETECTED'] })
      .where('id', '=', naming)
      .execute();
    const scan = await TestScan.start(db);
    const refused = fakes(owner, 1).map(hit => ({ ...hit, known: true }));
    await scan.commit({ unsupported: [...fakes(owner, 2), ...refused, spam(owner, null)] });
    await publishAll(db);
    const owed = async (id: typeof all) => {
      const rows = db.selectFrom('deliveries').select('event_id').where('endpoint_id', '=', id);
      return (await rows.execute()).length;
    };
    expect([await owed(all), await owed(naming)]).toEqual([2, 4]);
  });
});

describe('recording a block again', () => {
  const found = (
    block: Awaited<ReturnType<TestScan['mine']>>,
    hits: Parameters<TestScan['mine']>[0] = [],
  ) => ({
    ...block,
    source: 'topLevel' as const,
    receiptsRoot: null,
    hits,
    unsupported: [],
    outgoing: [],
    destinations: [],
    outflows: null,
  });

  it('adds what was missed, final at once if its block is, and leaves known deposits alone', async () => {
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
