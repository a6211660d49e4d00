import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scan } from '../../../activities/scanning/scan.ts';
import { startScanning } from '../../../activities/scanning/startScanning.ts';
import { RpcRefusal } from '../../../chain/rpc/refusals.ts';
import type { Rpc } from '../../../chain/rpc/rpc.ts';
import type { Db } from '../../../db/connect.ts';
import { claimChain } from '../../../db/scanning/claimChain.ts';
import type { FinalityPolicy } from '../../../domain/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { network, newOwner } from '../../db/fixtures.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  await newOwner(db);
  // By the blocks' clock, however long the database took.
  await sql`update purses set created_at = to_timestamp(${now})`.execute(db);
});
afterAll(() => database.drop());

const head = 1_000_000;
const now = Math.floor(Date.now() / 1000);
const hashOf = (number: number): string => `0x${number.toString(16).padStart(64, '0')}`;

/**
 * A node with one block a second until now, which has block 0 and all blocks from `first` on; `asked` counts
 * its calls.
 */
function nodeFrom(
  first: number,
  tag: () => number | RpcRefusal | null = () => null,
): Rpc & { asked: number } {
  const refusal = (code: number, message: string) =>
    new RpcRefusal('ETHEREUM#1: eth_getBlockByNumber', code, message);
  const block = (number: number) => ({
    number: `0x${number.toString(16)}`,
    hash: hashOf(number),
    parentHash: hashOf(Math.max(0, number - 1)),
    timestamp: `0x${(now - (head - number)).toString(16)}`,
    receiptsRoot: hashOf(0),
    logsBloom: `0x${'0'.repeat(512)}`,
  });
  const answer = (method: string, [which]: readonly unknown[]): unknown => {
    if (method === 'eth_blockNumber') return `0x${head.toString(16)}`;
    const tagged = which === 'finalized' ? tag() : Number(which);
    if (tagged === null || tagged instanceof RpcRefusal) return tagged;
    return tagged > 0 && tagged < first ? refusal(4444, 'pruned history unavailable') : block(tagged);
  };
  const node = {
    name: 'ETHEREUM#1',
    url: 'http://node',
    asked: 0,
    call: (method: string, params: readonly unknown[]): Promise<unknown> => {
      node.asked += 1;
      const given = answer(method, params);
      return given instanceof RpcRefusal ? Promise.reject(given) : Promise.resolve(given);
    },
  };
  return node;
}

async function begin(
  rpc: Rpc,
  finality: FinalityPolicy = { kind: 'confirmations', blocks: 2 },
): Promise<number> {
  await db.deleteFrom('chain_gaps').execute();
  await db.deleteFrom('blocks').execute();
  await db.deleteFrom('chain_cursors').execute();
  const { epoch } = await claimChain(db, network);
  const scan: Pick<Scan, 'deps' | 'network'> = {
    deps: { db, registry: { networks: [], currencies: [], groups: [] }, checksum: () => expect.fail() },
    network: { ...network, finality },
  };
  return (await startScanning(scan, rpc, epoch)).height;
}
const gaps = () => db.selectFrom('chain_gaps').select(['from_block', 'to_block']).execute();

describe('a chain that is started', () => {
  it('on a node that pruned its history still begins at the first purse’s time', async () => {
    const whole = await begin(nodeFrom(0));
    expect(head - whole).toBeGreaterThanOrEqual(600);
    expect(head - whole).toBeLessThan(700);
    const pruned = nodeFrom(900_000);
    expect(await begin(pruned)).toBe(whole);
    expect(pruned.asked).toBeLessThan(30);
    expect(await gaps()).toEqual([]);
  });

  it('on a node without blocks of that time begins at its first block, and everything before is a gap', async () => {
    expect(await begin(nodeFrom(head - 50))).toBe(head - 50);
    expect(await gaps()).toEqual([{ from_block: 0, to_block: head - 50 }]);
  });

  it.each<readonly [string, () => RpcRefusal | null]>([
    ['refuses the tag', () => new RpcRefusal('eth_getBlockByNumber', -32_602, 'unknown block tag')],
    ['has no such block now', () => null],
  ])('waits if the node %s, and does not begin at block 0', async (_what, tag) => {
    const finality = { kind: 'tag', tag: 'finalized', maxLag: null } as const;
    await expect(begin(nodeFrom(0, tag), finality)).rejects.toMatchObject({ code: 'rpc_unavailable' });
    const lagging = { ...finality, maxLag: 100 };
    expect(head - (await begin(nodeFrom(0, tag), lagging))).toBeLessThan(700);
  });
});
