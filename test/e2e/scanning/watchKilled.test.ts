import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Owner } from '../../db/fixtures.ts';
import { publishAll } from '../../publishAll.ts';
import { emptyTables } from '../emptyTables.ts';
import type { Scanners } from './runScanner.ts';
import { startScanners } from './runScanner.ts';
import { writeRegistry } from './scannerOrder.ts';
import type { Watcher } from './watcher.ts';
import { startWatcher } from './watcher.ts';

let watcher: Watcher;
let scanners: Scanners;
let owners: readonly Owner[];
let start: { readonly height: number | null; readonly hash: string | null };
let head: number;

beforeAll(async () => {
  scanners = await startScanners();
  watcher = await startWatcher({ network: { auditedPurses: 0 } });
  await watcher.pause();
  owners = [await watcher.newOwner(), await watcher.newOwner()];
  start = await watcher.db.selectFrom('chain_cursors').select(['height', 'hash']).executeTakeFirstOrThrow();
  for (const { address } of owners) {
    await watcher.pay(address, watcher.eth, 10n ** 18n);
    await watcher.pay(address, watcher.usdt, 2_000_000n);
  }
  await watcher.chain.mine(3);
  head = Number(await watcher.chain.request('eth_blockNumber'));
}, 60_000);
afterAll(async () => {
  await scanners.end();
  await watcher.stop();
});

/** The state before the first of the blocks was scanned. */
async function takeBack(): Promise<void> {
  const { db } = watcher;
  await emptyTables(db, ['transactions', 'dust_sums', 'observations', 'blocks', 'entries', 'postings']);
  await emptyTables(db, ['events', 'deliveries', 'delivery_attempts', 'signal_outbox']);
  await sql`update chain_cursors set height = ${start.height}, hash = ${start.hash}, final_height = -1`.execute(
    db,
  );
  await sql`insert into blocks (chain_id, number, hash, parent_hash, mined_at)
    select chain_id, height, hash, hash, now() from chain_cursors`.execute(db);
  await sql`update account_counters set sequence = 0, fanned_out = 0`.execute(db);
}

/** The next scanner takes over, and the result is as without the death. */
async function expectAllOnce(): Promise<void> {
  watcher.resume({ acceptDeepReorg: false });
  await watcher.caughtUp();
  await watcher.pause();
  const { db, eth, usdt } = watcher;
  for (const owner of owners) {
    expect(await watcher.credited(owner, eth)).toBe(10n ** 18n);
    expect(await watcher.credited(owner, usdt)).toBe(2_000_000n);
  }
  expect(await db.selectFrom('transactions').select('id').execute()).toHaveLength(4);
  const observed = db.selectFrom('observations').select('transaction_id').where('canonical', '=', true);
  expect(await observed.execute()).toHaveLength(4);
  expect(await db.selectFrom('entries').select('id').execute()).toHaveLength(4);
  await publishAll(db);
  const { rows } = await sql<{ gaps: number }>`select count(*)::int as gaps from (select sequence,
    row_number() over (partition by account_id order by sequence) as nth from events) e where sequence is distinct from nth
  `.execute(db);
  expect(rows).toEqual([{ gaps: 0 }]);
}

/**
 * One run in twenty-five passes one boundary fewer than the others, because the number of calls to the node
 * depends on time: so a run may not reach the last two.
 */
const fewer = 2;

/** Whether the scanner died; one that did not has not reached its boundary. */
function died(passed: number | null, dieAt: number): boolean {
  expect(passed ?? 0, 'boundaries passed alive').toBeLessThan(dieAt);
  return passed === null;
}

it('a scanner that dies by SIGKILL, at any boundary of its steps, misses nothing and doubles nothing', async () => {
  const order = {
    databaseUrl: watcher.database.url,
    registry: writeRegistry(watcher.registry),
    until: head,
  };
  await takeBack();
  const boundaries = await scanners.run({ ...order, dieAt: 0 });
  expect(boundaries).toBeGreaterThan(60);
  await expectAllOnce();
  const all = boundaries ?? 0;
  let killed = 0;
  for (let dieAt = 1; dieAt <= all; dieAt++) {
    await takeBack();
    if (died(await scanners.run({ ...order, dieAt }), dieAt)) killed += 1;
    await expectAllOnce();
  }
  expect(all - killed).toBeLessThanOrEqual(fewer);
}, 300_000);

it('nor does one that dies at any boundary while it undoes a fork', async () => {
  const { chain } = watcher;
  const order = { databaseUrl: watcher.database.url, registry: writeRegistry(watcher.registry) };
  // Two branches with the same payments: one block, in which they are not final, and two, in which they are.
  await chain.reorg({ depth: 3, blocks: 1 });
  const { number: until } = (await chain.reorg({ depth: 1, blocks: 2 })).head;
  const swap = () => chain.reorg({ restore: true });
  let [boundaries, killed] = [0, 0];
  for (let dieAt = 0; dieAt <= boundaries; dieAt++) {
    await takeBack();
    await swap();
    watcher.resume({ acceptDeepReorg: false });
    await watcher.caughtUp();
    await watcher.pause();
    await swap();
    const passed = await scanners.run({ ...order, until, dieAt });
    if (dieAt === 0) boundaries = passed ?? 0;
    else if (died(passed, dieAt)) killed += 1;
    await expectAllOnce();
  }
  expect(boundaries).toBeGreaterThan(60);
  expect(boundaries - killed).toBeLessThanOrEqual(fewer);
}, 300_000);
