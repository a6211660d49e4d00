import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { printedProgress } from '../testkit/servers/progress.ts';
import { apiFigures, apiSummary, printApi, wrongAnswers } from './api/apiFigures.ts';
import { measureAnswers } from './api/measureAnswers.ts';
import type { ApiDatabase } from './api/prepareApi.ts';
import { prepareApi } from './api/prepareApi.ts';
import { measureSequence } from './api/sequence.ts';
import { startApi, startFloor } from './api/startServers.ts';
import { withDatabase } from './databases/createDatabases.ts';
import { startBenchPostgres } from './databases/startBenchPostgres.ts';
import type { LoadResult } from './load/protocol.ts';
import { startChild } from './processes/startChild.ts';
import { isMet, machineFacts } from './report.ts';
import type { BenchRun } from './runScan.ts';

/**
 * Measures `GET /v1/purse` for known purses, and how many events one account can sequence. Returns the exit
 * code: 1 if an answer was wrong or a sequence has a gap.
 */
export async function runApi({ json, profile, cleanup }: BenchRun): Promise<number> {
  const progress = printedProgress(process.stderr);
  const serverUrl = await startBenchPostgres(cleanup, progress);
  const database = await prepareApi(serverUrl, progress);
  const logs = await mkdtemp(join(tmpdir(), 'purser-bench-'));
  cleanup.add(() => rm(logs, { recursive: true, force: true }));
  const floor = await startFloor(database.url);
  cleanup.add(floor.stop);
  const api = await startApi(database.url, join(logs, 'api.log'), profile);
  cleanup.add(api.stop);
  const generator = await startChild('loadGenerator.ts', []);
  cleanup.add(generator.stop);

  const answers = await progress.during('the answers', () =>
    measureAnswers(
      asked(database, floor.url, api.url),
      async load => (await generator.ask(load)) as LoadResult,
    ),
  );
  const sequenced = await progress.during('the sequence', () => measureSequence(database));
  const wrong = [...wrongAnswers(answers), ...(await gaps(database))];
  const figures = apiFigures(answers, sequenced);
  const facts = await machineFacts(serverUrl);
  if (json) {
    const bars = figures.bars.map(bar => ({ ...bar, met: isMet(bar) }));
    process.stdout.write(`${JSON.stringify({ ...apiSummary(figures), bars, facts, wrong }, null, 2)}\n`);
  } else {
    printApi(figures, facts, line => process.stdout.write(`${line}\n`));
  }
  for (const what of wrong) process.stderr.write(`WRONG: ${what}\n`);
  return wrong.length === 0 ? 0 : 1;
}

/** Both servers are asked for the same customers. The answer contains the customer's id. */
function asked({ customerIds, key }: ApiDatabase, floorUrl: string, apiUrl: string) {
  const targets = (path: string) =>
    customerIds.map(id => ({ path: `${path}customerId=${id}`, holds: `"${id}"` }));
  return {
    floor: { url: floorUrl, headers: {}, targets: targets('/purse?') },
    api: {
      url: apiUrl,
      headers: { authorization: `Bearer ${key}` },
      targets: targets('/v1/purse?currency=ETH&'),
    },
  };
}

/** Describes which numbers of the events' sequence are missing or doubled. */
async function gaps({ url, accountId }: ApiDatabase): Promise<readonly string[]> {
  const { rows } = await withDatabase(url, db =>
    sql<{ events: number; last: number }>`
      select count(*) as events, coalesce(max(sequence), 0) as last from events where account_id = ${accountId}
    `.execute(db),
  );
  return rows.flatMap(({ events, last }) =>
    events === last ? [] : [`${String(events)} events, but the last is number ${String(last)}`],
  );
}
