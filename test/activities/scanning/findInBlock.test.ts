import { afterAll, beforeAll, expect, it } from 'vitest';
import { findInBlock } from '../../../activities/scanning/findInBlock.ts';
import { checksumAddress } from '../../../chain/deriveAddress.ts';
import { listedOn } from '../../../chain/transfers.ts';
import type { Address, BlockHash } from '../../../domain/address.ts';
import type { Currency, CurrencyCode } from '../../../domain/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../../db/fixtures.ts';
import { eth, must, network, newOwner, txHash } from '../../db/fixtures.ts';
import { fakeNode } from './fakeNode.ts';

const unknown = `0x${'ab'.repeat(20)}` as Address;
const refused = `0x${'cd'.repeat(20)}` as Address;
let database: TestDatabase;
let owner: Owner;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = await newOwner(database.db);
});
afterAll(() => database.drop());

const newHash = () => txHash() as string as BlockHash;
const token: Currency = {
  ...eth,
  code: 'FEE' as CurrencyCode,
  contract: refused,
  credit: 'refused',
};

it('if the coin is not listed, failed transfers are not reported; moved coins are, whatever the source of coins', async () => {
  for (const nativeSource of ['topLevel', 'trace', 'logs7708'] as const) {
    const node = fakeNode();
    const moved = txHash();
    node.blocks.set(7, {
      hash: newHash(),
      transactions: [
        { hash: txHash(), to: owner.address, value: 5n, failed: true },
        { hash: moved, to: owner.address, value: 6n },
      ],
    });
    const registry = { networks: [network], currencies: [token], groups: [] };
    const deps = { db: database.db, registry, checksum: checksumAddress };
    const reading = {
      deps,
      network: { ...network, nativeSource },
      listed: listedOn(registry, network.chainId),
    };
    const found = await findInBlock(reading, node, 7);
    expect(found?.hits).toEqual([]);
    expect(found?.unsupported).toMatchObject([{ txHash: moved, contract: null, known: true }]);
  }
});

it('a token that the registry names and refuses is known; one that it does not name is not', async () => {
  const node = fakeNode();
  const [named, strange] = [txHash(), txHash()];
  node.blocks.set(7, {
    hash: newHash(),
    transactions: [
      { hash: named, to: owner.address, value: 0n, token: refused },
      { hash: strange, to: owner.address, value: 0n, token: unknown },
    ],
  });
  const registry = { networks: [network], currencies: [eth, token], groups: [] };
  const deps = { db: database.db, registry, checksum: checksumAddress };
  const reading = { deps, network, listed: listedOn(registry, network.chainId) };
  const found = must((await findInBlock(reading, node, 7)) ?? undefined);
  expect(new Map(found.unsupported.map(({ txHash: hash, known }) => [hash, known]))).toEqual(
    new Map([
      [named, true],
      [strange, false],
    ]),
  );
});
