import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { recordHits } from '../../../db/scanning/recordHits.ts';
import type { BlockHash, TxHash } from '../../../domain/address.ts';
import type { Hit } from '../../../domain/scanning/foundBlock.ts';
import type { CoinSource } from '../../../domain/scanning/transfer.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../fixtures.ts';
import { hit, network, newOwner, txHash } from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

/** A transaction to an owner's purse, in a block that is read repeatedly. */
async function story() {
  const owner = await newOwner(db);
  const block = {
    chainId: network.chainId,
    number: 7,
    hash: txHash() as string as BlockHash,
    minedAt: new Date(),
  };
  const hash = txHash();
  const coin = (amount: bigint, ordinal: string, more: Partial<Hit> = {}): Hit =>
    hit(owner, amount, { txHash: hash, kind: 'internal', ordinal, ...more });
  const read = (source: CoinSource, hits: readonly Hit[]) =>
    db.transaction().execute(trx => recordHits(trx, { ...block, source }, hits, { onlyMissed: true }));
  return { owner, hash, coin, read };
}
const recorded = async (owner: Owner, hash: TxHash) => {
  const rows = await db
    .selectFrom('transactions as t')
    .innerJoin('observations as o', 'o.transaction_id', 't.id')
    .select(['t.ordinal', 't.amount', 'o.source'])
    .where('t.purse_id', '=', owner.purseId)
    .where('t.tx_hash', '=', hash)
    .orderBy('t.amount')
    .orderBy('t.ordinal')
    .execute();
  return rows.map(row => [row.ordinal, row.amount, row.source]);
};

it('a payment with another ordinal of an earlier release is the same payment, matched once', async () => {
  const { owner, hash, coin, read } = await story();
  await read('trace', [coin(5n, '0.1'), coin(5n, '0.2'), coin(7n, '3')]);
  await read('logs7708', [coin(5n, '#0'), coin(7n, '#0'), coin(5n, '#1'), coin(5n, '#2')]);
  expect(await recorded(owner, hash)).toEqual([
    ['#2', 5n, 'logs7708'],
    ['0.1', 5n, 'trace'],
    ['0.2', 5n, 'trace'],
    ['3', 7n, 'trace'],
  ]);
});

it('no more of a transaction’s coin is recorded than a reading has beyond the recorded amount', async () => {
  const { owner, hash, coin, read } = await story();
  await read('trace', [coin(5n, '#0')]);
  // Another source splits the same sum, and more, differently.
  await read('logs7708', [coin(3n, '#0'), coin(4n, '#0')]);
  expect(await recorded(owner, hash)).toEqual([['#0', 5n, 'trace']]);
  await read('logs7708', [coin(3n, '#0'), coin(4n, '#0'), coin(1n, '#0')]);
  expect((await recorded(owner, hash)).map(([, amount]) => amount)).toEqual([3n, 5n]);
});

it('no more returns to a block by a source that splits the sum differently', async () => {
  const { owner, hash, coin, read } = await story();
  await read('trace', [coin(5n, '#0'), coin(3n, '#0')]);
  // A reorg removed them, and the transaction was mined again and read by another source.
  const nowhere = { block_number: null, block_hash: null, status: 'REORGED' } as const;
  await db.updateTable('transactions').set(nowhere).where('tx_hash', '=', hash).execute();
  await read('logs7708', [coin(8n, '#0')]);
  await read('trace', [coin(5n, '#0'), coin(3n, '#0')]);
  const inBlock = await db
    .selectFrom('transactions')
    .select('amount')
    .where('purse_id', '=', owner.purseId)
    .where('block_hash', 'is not', null)
    .execute();
  expect(inBlock).toEqual([{ amount: 8n }]);
});

it('coins of other purses, currencies and transactions do not count', async () => {
  const { owner, hash, coin, read } = await story();
  const other = await newOwner(db);
  await read('trace', [coin(5n, '#0')]);
  const elsewhere = coin(9n, '#0', { to: other.address, purseId: other.purseId });
  const later = coin(9n, '#0', { txHash: txHash() });
  await read('logs7708', [coin(5n, '#0'), elsewhere, later, coin(2n, '0', { kind: 'native' })]);
  expect((await recorded(owner, hash)).map(([, amount]) => amount)).toEqual([2n, 5n]);
  expect(await recorded(other, hash)).toEqual([['#0', 9n, 'logs7708']]);
  expect(await recorded(owner, later.txHash)).toEqual([['#0', 9n, 'logs7708']]);
});

it('a deposit in one block is not matched in another', async () => {
  const { owner, hash, coin, read } = await story();
  await read('trace', [coin(5n, '#0')]);
  const elsewhere = { chainId: network.chainId, number: 8, hash: txHash() as string as BlockHash };
  await expect(
    db.transaction().execute(trx =>
      recordHits(trx, { ...elsewhere, minedAt: new Date(), source: 'trace' }, [coin(5n, '#0')], {
        onlyMissed: true,
      }),
    ),
  ).rejects.toMatchObject({ code: 'rpc_inconsistent' });
  expect(await recorded(owner, hash)).toEqual([['#0', 5n, 'trace']]);
});
