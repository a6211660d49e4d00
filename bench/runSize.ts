import { sql } from 'kysely';
import { createAccount } from '../db/accounts/createAccount.ts';
import type { Db } from '../db/connect.ts';
import { connect } from '../db/connect.ts';
import { snapshotBalances } from '../db/ledger/snapshotBalances.ts';
import { migrate } from '../db/migrate.ts';
import { createEndpoint } from '../db/webhooks/endpoints.ts';
import { printedProgress } from '../testkit/servers/progress.ts';
import { benchSecrets } from './databases/benchSecrets.ts';
import { createDatabase } from './databases/createDatabases.ts';
import { startBenchPostgres } from './databases/startBenchPostgres.ts';
import { SeededRandom } from './fixture/seededRandom.ts';
import { machineFacts } from './report.ts';
import type { BenchRun } from './runScan.ts';
import { benchNetwork, benchRegistry } from './scan/benchRegistry.ts';
import { deliverAll } from './size/deliverAll.ts';
import { makeDeposits } from './size/makeDeposits.ts';
import { makePurses } from './size/makePurses.ts';
import type { Sizes } from './size/measureTables.ts';
import { compact, measureTables, measureWal } from './size/measureTables.ts';
import { readHistory } from './size/readHistory.ts';
import { shape } from './size/shape.ts';
import type { SizeFigures } from './size/sizeFigures.ts';
import { growthOf, printSizes } from './size/sizeFigures.ts';

/** Their rows are made with the first deposit of a customer and a purse, and changed with each further one. */
const ofPurse: ReadonlySet<string> = new Set(['balance_snapshots', 'product_snapshots']);

/**
 * Measures how many bytes of the database a purse and a deposit take, table by table. The speed of the machine changes
 * nothing. Returns the exit code: 1 if a deposit was not credited or an event not delivered.
 */
export async function runSize({ json, cleanup }: BenchRun): Promise<number> {
  const progress = printedProgress(process.stderr);
  const serverUrl = await startBenchPostgres(cleanup, progress);
  const url = await createDatabase(serverUrl, 'bench_size');
  const db = connect(url, { max: 8, longestStatementMs: 600_000, idleInTransactionMs: 600_000 });
  cleanup.add(() => db.destroy());
  await migrate(db);
  const { accountId } = await createAccount(db, { name: 'bench', livemode: false });
  await createEndpoint(db, benchSecrets, accountId, { url: 'https://shop.example/webhooks' });
  const random = new SeededRandom('size');

  const empty = await compacted(db);
  const purses = await progress.during('the purses', () => makePurses(db, accountId, random));
  await deliverAll(db);
  const grownPurses = await measureTables(db);
  const withPurses = await compacted(db);

  const walBefore = await measureWal(db);
  await progress.during('the deposits', () =>
    makeDeposits(db, benchRegistry(benchNetwork('')), purses, random),
  );
  await progress.during('the webhooks', () => deliverAll(db));
  await snapshotBalances(db, { atLeast: 1 });
  const walAfter = await measureWal(db);
  const grownDeposits = await measureTables(db);
  const withDeposits = await compacted(db);

  const paid = { before: withPurses, grown: grownDeposits, after: withDeposits };
  const figures: SizeFigures = {
    purse: growthOf({ before: empty, grown: grownPurses, after: withPurses }, shape.purses),
    paidPurse: growthOf(paid, shape.purses, table => ofPurse.has(table)),
    deposit: growthOf(paid, shape.deposits, table => !ofPurse.has(table)),
    walPerDeposit: {
      bytes: (walAfter.bytes - walBefore.bytes) / shape.deposits,
      fullPages: (walAfter.fullPages - walBefore.fullPages) / shape.deposits,
    },
    history: await readHistory(),
  };
  const wrong = await unfinished(db);
  const facts = await machineFacts(serverUrl);
  if (json) process.stdout.write(`${JSON.stringify({ ...figures, shape, facts, wrong }, null, 2)}\n`);
  else printSizes(figures, facts, line => process.stdout.write(`${line}\n`));
  for (const what of wrong) process.stderr.write(`WRONG: ${what}\n`);
  return wrong.length === 0 ? 0 : 1;
}

async function compacted(db: Db): Promise<Sizes> {
  await compact(db);
  return measureTables(db);
}

/** Deposits without their entry, and deliveries that did not arrive. */
async function unfinished(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ entries: number; owed: number }>`
    select (select count(*) from entries where purpose = 'credit') as entries,
      (select count(*) from deliveries where state <> 'delivered') as owed`.execute(db);
  const { entries = 0, owed = 0 } = rows[0] ?? {};
  return [
    ...(entries === shape.deposits
      ? []
      : [`${String(entries)} of ${String(shape.deposits)} deposits are credited`]),
    ...(owed === 0 ? [] : [`${String(owed)} deliveries did not arrive`]),
  ];
}
