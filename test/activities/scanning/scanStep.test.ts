import { afterAll, beforeAll, expect, it } from 'vitest';
import { BackgroundRun } from '../../../activities/scanning/backgroundRun.ts';
import type { GivenBlock } from '../../../activities/scanning/readAhead.ts';
import { ReadAhead } from '../../../activities/scanning/readAhead.ts';
import type { Scan } from '../../../activities/scanning/scan.ts';
import { scanStep } from '../../../activities/scanning/scanStep.ts';
import { checksumAddress } from '../../../chain/deriveAddress.ts';
import { listedOn } from '../../../chain/transfers.ts';
import type { BlockHash } from '../../../domain/address.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { eth, network, TestScan, txHash } from '../../db/fixtures.ts';
import type { FakeNode } from './fakeNode.ts';
import { fakeNode, poolOfNodes } from './fakeNode.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A block of an unrelated chain, whose parent was never scanned. */
const strange = (number: number, givenBy: FakeNode): GivenBlock => ({
  chainId: network.chainId,
  number,
  hash: txHash() as string as BlockHash,
  parentHash: txHash() as string as BlockHash,
  minedAt: new Date(),
  source: 'topLevel',
  receiptsRoot: null,
  hits: [],
  unsupported: [],
  outgoing: [],
  destinations: [],
  outflows: null,
  givenBy,
});

it('never compares blocks of two nodes: the node in use must have the block too', async () => {
  const { cursor } = await TestScan.start(database.db);
  const [inUse, gone] = [fakeNode('node#1'), fakeNode('node#2')];
  const pool = poolOfNodes(inUse, gone);
  const registry = { networks: [network], currencies: [eth], groups: [] };
  const reads: number[] = [];
  const scan: Scan = {
    deps: { db: database.db, registry, checksum: checksumAddress },
    network,
    pool,
    listed: listedOn(registry, network.chainId),
    ahead: new ReadAhead(number => {
      reads.push(number);
      return Promise.resolve(strange(number, gone));
    }),
    accept: null,
    progress: () => undefined,
    onTrouble: () => undefined,
    heights: {
      at: performance.now(),
      lookedAt: new Date(),
      heights: { head: cursor.height + 5, safe: null, finalized: null },
    },
    unmovedHead: undefined,
    reported: new Set(),
    proofs: { runs: new BackgroundRun(), over: false },
    idleLooks: 0,
  };
  expect(await scanStep(scan, cursor)).toBeUndefined();
  expect(pool.blamed).toEqual([]);
  // Blocks that were read ahead are read again.
  await scanStep(scan, cursor);
  expect(reads.filter(number => number === cursor.height + 1)).toHaveLength(2);
});
