import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareCharges } from '../../../db/audit/compareCharges.ts';
import { compareDeposits } from '../../../db/audit/compareDeposits.ts';
import { compareSnapshots } from '../../../db/audit/compareSnapshots.ts';
import { compareSweeps } from '../../../db/audit/compareSweeps.ts';
import { countExamined } from '../../../db/audit/countExamined.ts';
import { findFaultyEntries } from '../../../db/audit/findFaultyEntries.ts';
import { sumCurrencies } from '../../../db/audit/sumCurrencies.ts';
import { sumPositions } from '../../../db/audit/sumPositions.ts';
import type { Db } from '../../../db/connect.ts';
import { snapshotBalances } from '../../../db/ledger/snapshotBalances.ts';
import { bookFees } from '../../../db/sending/bookFees.ts';
import { openLane } from '../../../db/sending/openLane.ts';
import { recordOutgoing } from '../../../db/sending/recordOutgoing.ts';
import { takeNonces } from '../../../db/sending/saveAttempt.ts';
import { finalizeSends } from '../../../db/sending/settleSends.ts';
import type { Address, BlockHash, TxHash } from '../../../domain/address.ts';
import type { DestinationId, SweepId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { ChainId, CurrencyCode } from '../../../domain/registry.ts';
import { coinIn } from '../../../domain/coin.ts';
import type { SkippedItem } from '../../../domain/sweeping/sweep.ts';
import { registry } from '../../api/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../fixtures.ts';
import { address, network, newOwner, txHash } from '../fixtures.ts';
import { deposit } from '../payments.ts';
import { newSweeper, register } from '../destinations/destinationWorld.ts';
import { newSweep } from '../sweeping/newSweep.ts';

const chainId = 31_337 as ChainId;
const [native, token] = ['ETH', 'USDT_ETH'] as const;
const natives = [{ chainId, code: native as CurrencyCode }];
const whole = 10n ** 18n;
let database: TestDatabase;
let db: Db;
let owner: Owner;
let other: Owner;
let lane: { readonly chainId: ChainId; readonly sender: Address };
let destinationId: DestinationId;
let destination: Address;
/** Of three items: the first two moved, and the third was skipped. */
let done: SweepId;
/** Its transaction failed. */
let failed: SweepId;
let hashes: readonly TxHash[];

/** A transaction for a sweep, or for nothing, in a block of its own. */
async function send(
  nonce: number,
  of: {
    id?: SweepId;
    block: number;
    succeeded?: boolean;
    skipped?: readonly SkippedItem[];
    isEmpty?: boolean;
    fee?: bigint;
  },
): Promise<TxHash> {
  const { id, block, succeeded = true, skipped = [], isEmpty = false, fee = 21n } = of;
  const hash = txHash();
  const fees = { kind: 'legacy', gasPrice: 1n } as const;
  const intent = id === undefined ? null : ({ kind: 'sweep', id } as const);
  const attempt = { hash, raw: '0x02', isEmpty, gasLimit: 21n, value: 0n, fees };
  expect(await takeNonces(db, lane, nonce, [{ intent, attempt }], whole)).toEqual({ is: 'taken' });
  const mined = { sender: lane.sender, nonce, hash, succeeded, gasUsed: 21n, fee, skipped };
  await recordOutgoing(db, { chainId, number: block, hash: txHash() as string as BlockHash }, [mined]);
  return hash;
}

async function plan(items: readonly (readonly [Owner, string, bigint])[]): Promise<SweepId> {
  const id = newId('swp');
  await newSweep(db, {
    ...{ id, accountId: owner.accountId, chainId, network: network.code, destinationId, destination },
    items: items.map(([purse, currency, amount]) => ({
      ...{ purse, currency: currency as CurrencyCode, amount: baseUnits(amount) },
    })),
  });
  return id;
}

/** The entry of a swept item. */
async function book(sweepId: SweepId, position: number): Promise<void> {
  const entry = newId('ent');
  await sql`
    with item as (select * from sweep_items where sweep_id = ${sweepId} and position = ${position}),
    entry as (
      insert into entries (id, account_id, purpose, sweep_id, sweep_position, incarnation)
      values (${entry}, ${owner.accountId}, 'sweep', ${sweepId}, ${position}, 0)
    )
    insert into postings (entry_id, account_id, ledger, customer_id, purse_id, currency, amount)
    select ${entry}, ${owner.accountId}, book.ledger, customer_id, purse_id, currency, book.sign * amount
    from item cross join lateral (values ('treasury', -1), ('custody', 1)) as book (ledger, sign)
  `.execute(db);
}

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  owner = await newOwner(db);
  other = await newOwner(db, owner.accountId);
  await deposit(db, owner, { currency: native, amount: 5n * whole });
  await deposit(db, owner, { currency: token, amount: 9_000_000n });
  await deposit(db, other, { currency: native, amount: 2n * whole });
  lane = { chainId, sender: address() };
  await openLane(db, lane, { accountId: owner.accountId, network: network.code, nextNonce: 0 });
  await newSweeper(db, owner.accountId, { chain_id: chainId });
  ({ id: destinationId, address: destination } = await register(db, owner.accountId));
  done = await plan([
    [owner, native, 5n * whole],
    [owner, token, 9_000_000n],
    [other, native, 2n * whole],
  ]);
  failed = await plan([[other, native, 2n * whole]]);
  hashes = [
    await send(0, { id: done, block: 110, skipped: [{ index: 2, reason: 3 }] }),
    await send(1, { id: failed, block: 112, succeeded: false }),
    await send(2, { block: 113, isEmpty: true, fee: 7n }),
  ];
  await finalizeSends(db, chainId, { height: 120, mustBeProven: false });
  await sql`update sweeps set status = case when id = ${done} then 'completed' else 'failed' end,
    completed_at = now()`.execute(db);
  await sql`update sweep_items set status = 'skipped', reason = 'reverted' where sweep_id = ${failed}`.execute(
    db,
  );
  await sql`update sweep_items set status = case when position < 2 then 'swept' else 'skipped' end,
    reason = case when position = 2 then 'balance' end where sweep_id = ${done}`.execute(db);
  for (const position of [0, 1]) await book(done, position);
  expect(await bookFees(db, natives, 100)).toBe(3);
  await snapshotBalances(db, { atLeast: 1 });
});
afterAll(() => database.drop());

const coins = [...registry.currencies, ...registry.groups].map(({ code }) => coinIn(registry)(code));
const limit = 100;
async function audit(of: Db) {
  const brief = (rows: Awaited<ReturnType<typeof compareSweeps>>) =>
    rows.map(({ where, currency, expected, found }) => [where, currency, expected, found]);
  const found = {
    currencies: brief(await sumCurrencies(of, limit)),
    entries: brief(await findFaultyEntries(of, limit)),
    deposits: brief(await compareDeposits(of, limit)),
    charges: brief(await compareCharges(of, coins, limit)),
    snapshots: brief(await compareSnapshots(of, limit)),
    sweeps: brief(await compareSweeps(of, natives, limit)),
  };
  return Object.fromEntries(Object.entries(found).filter(([, rows]) => rows.length > 0));
}

/** The audit's findings after the statements, which bypass the guards of the database and are rolled back. */
async function after(
  ...statements: readonly ReturnType<typeof sql>[]
): Promise<Awaited<ReturnType<typeof audit>>> {
  const trx = await db.startTransaction().execute();
  try {
    await sql`set local session_replication_role = replica`.execute(trx);
    for (const statement of statements) await statement.execute(trx);
    return await audit(trx);
  } finally {
    await trx.rollback().execute();
  }
}

const ofItem = (position: number) =>
  sql`entry_id = (select id from entries where sweep_id = ${done} and sweep_position = ${position})`;
const ofFee = (at: number) => sql`entry_id = (select id from entries where send_hash = ${hashes[at]})`;

it('is clean after sweeps and fees, and counts them', async () => {
  expect(await audit(db)).toEqual({});
  expect(await countExamined(db)).toMatchObject({ sweeps: 7, entries: 8, charges: 0 });
});

it('expects on the chain what was credited less what was swept up to the block', async () => {
  const at = async (number: number, id = chainId) =>
    (await sumPositions(db, { chainId: id, number }, [owner.purseId, other.purseId]))
      .map(({ purseId, currency, credited, swept }) => [purseId, currency, credited, swept])
      .toSorted((one, another) => String(one).localeCompare(String(another)));
  const lines = (one: bigint, two: bigint) =>
    [
      [owner.purseId, native, 5n * whole, one],
      [owner.purseId, token, 9_000_000n, two],
      [other.purseId, native, 2n * whole, 0n],
    ].toSorted((a, b) => String(a).localeCompare(String(b)));
  expect(await at(109)).toEqual(lines(0n, 0n));
  expect(await at(110)).toEqual(lines(5n * whole, 9_000_000n));
  expect(await at(120)).toEqual(lines(5n * whole, 9_000_000n));
  expect(await at(120, 999 as ChainId)).toEqual([]);
});

describe('an audit finds', () => {
  it('a swept item without its entry, and what its destination then lacks', async () => {
    const found = await after(
      sql`delete from postings where ${ofItem(1)}`,
      sql`delete from entries where sweep_id = ${done} and sweep_position = 1`,
    );
    expect(found['sweeps']).toEqual(
      [
        [destinationId, token, -9_000_000n, 0n],
        [done, token, 9_000_000n, 0n],
        [done, token, -9_000_000n, 0n],
      ].toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))),
    );
  });

  it('an entry with another amount than its item', async () => {
    const found = await after(sql`update postings set amount = amount * 2 where ${ofItem(1)}`);
    expect(found['sweeps']).toEqual([
      [destinationId, token, -9_000_000n, -18_000_000n],
      [done, token, 9_000_000n, 18_000_000n],
      [done, token, -9_000_000n, -18_000_000n],
    ]);
    expect(Object.keys(found)).toEqual(['snapshots', 'sweeps']);
  });

  it('an entry of an item that was skipped, or whose sweep failed', async () => {
    const found = await after(
      sql`update entries set sweep_position = 2 where sweep_id = ${done} and sweep_position = 0`,
    );
    expect(found['sweeps']).toEqual(
      expect.arrayContaining([
        [done, native, 0n, 5n * whole],
        [done, native, 0n, -5n * whole],
        [done, native, 5n * whole, 0n],
        [done, native, -5n * whole, 0n],
      ]),
    );
    // It is another purse's.
    expect(found['entries']).toHaveLength(2);
    const ofFailed = await after(
      sql`update entries set sweep_id = ${failed} where sweep_id = ${done} and sweep_position = 0`,
    );
    expect(ofFailed['sweeps']).toEqual(expect.arrayContaining([[failed, native, 0n, 5n * whole]]));
  });

  it('an item that is swept though its transaction did not move it, and the other way round', async () => {
    const notMoved = await after(
      sql`update sends set skipped = '[{"index": 1, "reason": 3}, {"index": 2, "reason": 3}]'
        where intent_id = ${done}`,
    );
    expect(notMoved).toEqual({ sweeps: [[done, token, 0n, 9_000_000n]] });
    const moved = await after(sql`update sends set skipped = '[]' where intent_id = ${done}`);
    expect(moved).toEqual({ sweeps: [[done, native, 2n * whole, 0n]] });
    const succeeded = await after(sql`update sends set succeeded = true where intent_id = ${failed}`);
    expect(succeeded).toEqual({ sweeps: [[failed, native, 2n * whole, 0n]] });
    const empty = await after(sql`update send_attempts set is_empty = true where hash = ${hashes[0]}`);
    expect(empty['sweeps']).toHaveLength(2);
  });

  it('a posting to the treasury that belongs to no sweep', async () => {
    const found = await after(
      sql`update postings set ledger = 'treasury'
        where ledger = 'custody' and purse_id = ${other.purseId} and currency = ${native}`,
    );
    expect(found['sweeps']).toEqual([['no destination', native, 0n, -2n * whole]]);
  });

  it.each(['account_id', 'customer_id', 'purse_id'])('a swept item posted to another %s', async column => {
    const stranger = await newOwner(db);
    const others = {
      account_id: stranger.accountId,
      customer_id: stranger.customerId,
      purse_id: other.purseId,
    }[column];
    const found = await after(
      sql`update postings set ${sql.ref(column)} = ${others} where ${ofItem(1)} and ledger = 'treasury'`,
    );
    expect(found['entries']).toEqual([[expect.stringMatching(/^ent_/), token, 0n, -9_000_000n]]);
  });

  it('a fee without its entry, unless it became final just now', async () => {
    const remove = [
      sql`delete from postings where ${ofFee(1)}`,
      sql`delete from entries where send_hash = ${hashes[1]}`,
    ];
    const missing = {
      sweeps: [
        [hashes[1], native, -21n, 0n],
        [hashes[1], native, 21n, 0n],
      ],
    };
    const since = (ago: string) =>
      sql`update sends set fee_unbooked_since = now() - ${ago}::interval where mined_hash = ${hashes[1]}`;
    expect(await after(...remove)).toMatchObject(missing);
    expect(await after(...remove, since('6 minutes'))).toMatchObject(missing);
    expect(await after(...remove, since('4 minutes'))).not.toHaveProperty('sweeps');
  });

  it('a fee with another amount, in another currency, or of a transaction that is not final', async () => {
    const doubled = await after(sql`update postings set amount = amount * 2 where ${ofFee(2)}`);
    expect(doubled['sweeps']).toEqual([
      [hashes[2], native, -7n, -14n],
      [hashes[2], native, 7n, 14n],
    ]);
    const elsewhere = await after(sql`update postings set currency = 'POL' where ${ofFee(2)}`);
    expect(elsewhere['sweeps']).toEqual([
      [hashes[2], 'POL', -7n, -7n],
      [hashes[2], 'POL', 7n, 7n],
    ]);
    const taken = await after(sql`update sends set status = 'mined' where mined_hash = ${hashes[2]}`);
    expect(taken['sweeps']).toEqual([
      [hashes[2], native, 0n, -7n],
      [hashes[2], native, 0n, 7n],
    ]);
  });

  it('an entry that another account has with all its postings', async () => {
    const { accountId } = await newOwner(db);
    for (const [key, line] of [
      [sql`send_hash = ${hashes[0]}`, [native, 21n]],
      [sql`sweep_id = ${done} and sweep_position = 1`, [token, 9_000_000n]],
    ] as const) {
      const found = await after(
        sql`update postings set account_id = ${accountId}
          where entry_id = (select id from entries where ${key})`,
        sql`update entries set account_id = ${accountId} where ${key}`,
      );
      const [currency, amount] = line;
      expect(found['entries']).toEqual([
        [expect.stringMatching(/^ent_/), currency, 0n, -amount],
        [expect.stringMatching(/^ent_/), currency, 0n, amount],
      ]);
    }
  });

  it('a fee of another account’s, or of a customer', async () => {
    const stranger = await newOwner(db);
    const fee = sql`${ofFee(0)} and ledger = 'gas'`;
    const line = [expect.stringMatching(/^ent_/), native, 0n, 21n];
    for (const set of [
      sql`account_id = ${stranger.accountId}`,
      sql`customer_id = ${owner.customerId}`,
      sql`purse_id = ${owner.purseId}`,
    ]) {
      expect((await after(sql`update postings set ${set} where ${fee}`))['entries']).toEqual([line]);
    }
  });
});

it('a fee on a network whose own coin is in no registry may be without an entry', async () => {
  const remove = [
    sql`delete from postings where ${ofFee(1)}`,
    sql`delete from entries where send_hash = ${hashes[1]}`,
  ];
  const trx = await db.startTransaction().execute();
  await sql`set local session_replication_role = replica`.execute(trx);
  for (const statement of remove) await statement.execute(trx);
  expect(await compareSweeps(trx, [], limit)).toEqual([]);
  expect(await compareSweeps(trx, natives, limit)).toHaveLength(2);
  await trx.rollback().execute();
});
