import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { withDatabase } from '../databases/createDatabases.ts';
import type { FixtureIndex } from '../fixture/shape.ts';
import { lastBlock, shape } from '../fixture/shape.ts';
import type { Cleanup } from '../processes/cleanup.ts';
import { now } from '../processes/now.ts';
import type { RecordedNode } from '../processes/startNode.ts';
import { countMethods } from '../processes/startNode.ts';
import { countDeposits, ponderDeposits } from './countDeposits.ts';
import type { PonderOptions } from './startPonder.ts';
import { startPonder } from './startPonder.ts';

export interface Backfill {
  /** From its first request for logs, with which the backfill begins, to the commit of the last row. */
  readonly ms: number;
  readonly calls: Readonly<Record<string, number>>;
  /** Describes what is wrong with its rows. */
  readonly wrong: readonly string[];
}

const patienceMs = 10 * 60_000;
/** How often the rows are counted, in ms. The end is known to this precision. */
const lookEveryMs = 50;

/** Lets ponder index the recorded blocks into an empty database. Throws if ponder ends before it is done. */
export async function ponderBackfill(
  options: PonderOptions,
  fixture: FixtureIndex,
  node: RecordedNode,
  cleanup: Cleanup,
): Promise<Backfill> {
  const expected = fixture.blocks.flatMap(block =>
    block.hits.map(hit => `${hit.txHash} ${hit.kind} ${hit.to} ${hit.amount}`),
  );
  // All blocks are final for ponder too: it reads others one by one.
  await node.setHead(lastBlock + shape.emptyAfter);
  const server = await startPonder(options);
  cleanup.add(server.stop);
  let ended = false;
  void server.exited.then(() => {
    ended = true;
  });
  return withDatabase(options.databaseUrl, async db => {
    const patience = now() + patienceMs;
    while ((await countDeposits(db)) < expected.length) {
      if (ended || now() > patience) {
        throw new Error(`ponder did not finish: ${(await readFile(server.logFile, 'utf8')).slice(-2000)}`);
      }
      await sleep(lookEveryMs);
    }
    const committedAt = now();
    const requests = await node.setHead(lastBlock);
    await server.stop();
    const began = requests.find(({ methods }) => methods.includes('eth_getLogs'))?.at;
    if (began === undefined) throw new Error('ponder requested no logs');
    const found = await ponderDeposits(db);
    const same = found.toSorted().join() === expected.toSorted().join();
    return {
      ms: committedAt - began,
      calls: countMethods(requests),
      wrong: same ? [] : [`ponder: ${String(found.length)} deposits, which differ from those sent`],
    };
  });
}
