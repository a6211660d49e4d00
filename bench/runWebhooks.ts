import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { printedProgress } from '../testkit/servers/progress.ts';
import { createDatabase, withDatabase } from './databases/createDatabases.ts';
import { startBenchPostgres } from './databases/startBenchPostgres.ts';
import { profiling, startChild } from './processes/startChild.ts';
import type { Bar } from './report.ts';
import { barLine, isMet, machineFacts, median, percentile, rounded } from './report.ts';
import type { BenchRun } from './runScan.ts';
import type { ClaimFigures } from './webhooks/measureClaims.ts';
import { measureClaims } from './webhooks/measureClaims.ts';
import { measureDelivery, startGoodReceiver } from './webhooks/measureDelivery.ts';
import { forget, prepareShops } from './webhooks/prepareShops.ts';
import { badPaths, shape } from './webhooks/shape.ts';

/** Delivery times of each round in ms: for an endpoint alone, and beside bad endpoints. */
interface Rounds {
  readonly alone: readonly (readonly number[])[];
  readonly beside: readonly (readonly number[])[];
}

/**
 * Measures how long an event takes to reach a good endpoint, alone and beside bad ones, and what a claim
 * costs beside a dead endpoint. Returns the exit code: 1 if an event did not arrive.
 */
export async function runWebhooks({ json, profile, cleanup }: BenchRun): Promise<number> {
  const progress = printedProgress(process.stderr);
  const serverUrl = await startBenchPostgres(cleanup, progress);
  const databases = [await createDatabase(serverUrl, 'webhooks'), await createDatabase(serverUrl, 'claims')];
  for (const url of databases) await withDatabase(url, migrate);
  const [url = '', claimsUrl = ''] = databases;

  const good = await startGoodReceiver();
  cleanup.add(good.stop);
  const bad = await startChild('badReceiver.ts', []);
  cleanup.add(bad.stop);
  const { port } = bad.first as { readonly port: number };
  const db = connect(url, { max: 20 });
  cleanup.add(() => db.destroy());
  const shops = await prepareShops(db, good.url, `http://127.0.0.1:${String(port)}`);
  const dispatcher = await startChild('dispatcher.ts', [url], { nodeOptions: profiling(profile) });
  cleanup.add(dispatcher.stop);

  const rounds = { alone: [] as (readonly number[])[], beside: [] as (readonly number[])[] };
  await progress.during('the deliveries', async () => {
    const measure = async (seconds: number) => {
      const alone = await measureDelivery(db, good.arrived, seconds, shops.well);
      const beside = await measureDelivery(db, good.arrived, seconds, shops.well, shops.bad);
      await bad.ask('release');
      await forget(db, shops);
      return { alone, beside };
    };
    // Warms up: connections are made and code is compiled.
    await measure(shape.warmUpSeconds);
    for (let round = 0; round < shape.rounds; round++) {
      const { alone, beside } = await measure(shape.secondsPerRound);
      rounds.alone.push(alone);
      rounds.beside.push(beside);
    }
  });
  const claims = await progress.during('the claims', () => withDatabase(claimsUrl, measureClaims));
  const facts = await machineFacts(serverUrl);
  const figures = webhookFigures(rounds);
  const lost = [...rounds.alone, ...rounds.beside].flat().filter(time => time === Infinity).length;
  if (json) {
    const bars = figures.bars.map(bar => ({ ...bar, met: isMet(bar) }));
    process.stdout.write(`${JSON.stringify({ ...figures, claims, bars, shape, facts, lost }, null, 2)}\n`);
  } else {
    print(figures, claims, facts, line => process.stdout.write(`${line}\n`));
  }
  if (lost > 0) process.stderr.write(`WRONG: ${String(lost)} events did not arrive\n`);
  return lost === 0 ? 0 : 1;
}

function webhookFigures(rounds: Rounds) {
  const of = (times: readonly (readonly number[])[]) => ({
    p50: rounded(percentile(times.flat(), 0.5)),
    p95: rounded(percentile(times.flat(), 0.95)),
  });
  // Measurements close in time are compared: the machine was in the same state for both.
  const changes = rounds.alone.map((times, round) => p95(rounds.beside[round]) / p95(times) - 1);
  const bars: readonly Bar[] = [
    {
      figure: 'p95 beside bad endpoints, change',
      value: median(changes) * 100,
      bar: 20,
      wanted: 'atMost',
      unit: '%',
    },
  ];
  return { alone: of(rounds.alone), beside: of(rounds.beside), bars };
}

const p95 = (times: readonly number[] = []): number => percentile(times, 0.95);

function print(
  { alone, beside, bars }: ReturnType<typeof webhookFigures>,
  claims: ClaimFigures,
  facts: Readonly<Record<string, string>>,
  line: (text: string) => void,
): void {
  for (const [name, fact] of Object.entries(facts)) line(`${name}: ${fact}`);
  line('');
  line(
    `From commit to arrival at an endpoint that does well, ${String(shape.perSecond)} events a second, ` +
      `${String(shape.rounds)} rounds of ${String(shape.secondsPerRound)} s by turns; beside it ` +
      `${String(shape.ofEachKind * (badPaths.length + 2))} endpoints that hang, answer 500, 410, 429 or a redirect, or lead to a private ` +
      `address, new in each round, each owed ${String(shape.badPerSecond)} more a second.`,
  );
  line('');
  line('          p50 ms    p95 ms');
  for (const [name, { p50, p95: high }] of Object.entries({ alone, beside })) {
    line(`${name.padEnd(8)}${p50.toFixed(1).padStart(8)}${high.toFixed(1).padStart(10)}`);
  }
  line('');
  line(
    `A turn of the dispatcher asks the database for ${claims.alone.toFixed(2)} ms; with ${shape.waiting.toLocaleString('en')} deliveries ` +
      `waiting at a dead endpoint for ${claims.besideDead.toFixed(2)} ms. To choose which of those is tried next takes ${claims.probe.toFixed(0)} ms.`,
  );
  line('');
  for (const bar of bars) line(barLine(bar));
}
