import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { recordAgain } from '../../../db/rescans/recordAgain.ts';
import { blocksToProve, markProven } from '../../../db/scanning/blocksToProve.ts';
import { recordCaughtUp } from '../../../db/scanning/recordCaughtUp.ts';
import { rollbackChain } from '../../../db/scanning/rollbackChain.ts';
import { findDestination } from '../../../db/destinations/destinations.ts';
import { disableDestination } from '../../../db/destinations/disableDestination.ts';
import { createApiKey } from '../../../db/accounts/createApiKey.ts';
import { grantRoles } from '../../../db/grantRoles.ts';
import type { Address } from '../../../domain/address.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { asMemberOf } from '../asMemberOf.ts';
import { address, currencyOf, finalHeight, network, rules, TestScan } from '../fixtures.ts';
import { newAccount } from '../webhooks/webhookWorld.ts';
import { eventsOf, newSweeper, register, says } from './destinationWorld.ts';

let database: TestDatabase;
let scan: TestScan;
let accountId: AccountId;
let sweeper: Address;
let there: Address;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.deleteFrom('destination_events').execute();
  await database.db.deleteFrom('destinations').execute();
  scan = await TestScan.start(database.db);
  accountId = await newAccount(database.db);
  sweeper = await newSweeper(database.db, accountId);
  there = address();
});

const { chainId } = network;
const finalUpTo = (height: number, mustBeProven = false) =>
  scan.commit({ final: finalHeight(height), mustBeProven });
const types = async (of = accountId) => (await eventsOf(database.db, of)).map(({ type }) => type);
const state = async (id: Awaited<ReturnType<typeof register>>['id']) => {
  const { status, to_send, active_at } = await findDestination(database.db, accountId, id);
  return [status, to_send, active_at?.getTime() ?? null];
};
const activeAt = (block: number) => 1_800_000_000_000 + block * 1000;
const back = async (number: number) => {
  const { hash } = await database.db
    .selectFrom('blocks')
    .select('hash')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  scan.cursor = await rollbackChain(database.db, scan.cursor, { number, hash }, false);
};
const disable = (id: Awaited<ReturnType<typeof register>>['id']) =>
  database.db.transaction().execute(async trx => {
    const key = await createApiKey(trx, accountId, { scopes: ['admin'], label: 'a' });
    return disableDestination(trx, accountId, id, { reason: 'moved', by: key.keyId });
  });

describe('a destination', () => {
  it('is pending until its proposal is final, then proposed, and active when the last final block is as late', async () => {
    const { id } = await register(database.db, accountId, there);
    expect(await state(id)).toEqual(['pending', 'propose', null]);
    await scan.commit({ destinations: [says('proposed', sweeper, there, 4)] });
    // The owner need not send it twice.
    expect(await state(id)).toEqual(['pending', null, null]);
    await finalUpTo(1);
    expect(await state(id)).toEqual(['proposed', null, activeAt(4)]);
    await scan.mine();
    await scan.mine();
    await finalUpTo(3);
    expect(await state(id)).toEqual(['proposed', null, activeAt(4)]);
    expect(await types()).toEqual(['DESTINATION_CREATED']);
    await finalUpTo(4);
    expect(await state(id)).toEqual(['active', null, activeAt(4)]);
    await finalUpTo(5);
    await finalUpTo(6);
    const events = await eventsOf(database.db, accountId);
    expect(events.map(({ type, version }) => [type, version])).toEqual([
      ['DESTINATION_CREATED', 1],
      ['DESTINATION_ACTIVATED', 2],
    ]);
    expect(events[1]).toMatchObject({
      ...{ of: 'destination', id },
      data: { destinationId: id, status: 'active', activeAt: new Date(activeAt(4)).toISOString() },
    });
  });

  it('is not proposed by a block above the final height, though one below has another’s proposal', async () => {
    const [first, second] = [await register(database.db, accountId), await register(database.db, accountId)];
    await scan.commit({ destinations: [says('proposed', sweeper, first.address, 9)] });
    await scan.commit({ destinations: [says('proposed', sweeper, second.address, 9)] });
    await finalUpTo(1);
    expect(await state(first.id)).toEqual(['proposed', null, activeAt(9)]);
    expect(await state(second.id)).toEqual(['pending', null, null]);
  });

  it('becomes active without a new block, if the finality of an old one rises', async () => {
    const { id } = await register(database.db, accountId, there);
    await scan.commit({ destinations: [says('proposed', sweeper, there, 0)] });
    await recordCaughtUp(database.db, scan.cursor, rules(1), new Date(), null);
    expect(await state(id)).toEqual(['active', null, activeAt(0)]);
    expect(await types()).toEqual(['DESTINATION_CREATED', 'DESTINATION_ACTIVATED']);
  });

  it('that was proposed before it was registered is what the chain says', async () => {
    await scan.commit({ destinations: [says('proposed', sweeper, there, 9)] });
    await finalUpTo(1);
    const { id, status } = await register(database.db, accountId, there);
    expect(status).toBe('proposed');
    expect(await state(id)).toEqual(['proposed', null, activeAt(9)]);
  });

  it('is pending again if a reorg takes its proposal, and what was above alone is lost', async () => {
    const [other, own] = [
      await register(database.db, accountId),
      await register(database.db, accountId, there),
    ];
    await scan.commit({ destinations: [says('proposed', sweeper, other.address, 9)] });
    await scan.commit({ destinations: [says('proposed', sweeper, there, 9)] });
    await back(1);
    await scan.mine();
    await finalUpTo(2);
    expect(await state(own.id)).toEqual(['pending', 'propose', null]);
    expect(await state(other.id)).toEqual(['proposed', null, activeAt(9)]);
  });

  it('is not proposed by a block that a second node must confirm and has not', async () => {
    const { id } = await register(database.db, accountId, there);
    await scan.commit({ destinations: [says('proposed', sweeper, there, 0)], mustBeProven: true });
    await finalUpTo(1, true);
    expect(await state(id)).toEqual(['pending', null, null]);
    const [block] = await blocksToProve(database.db, chainId, 1, 10);
    if (!block) throw new Error('no block waits for its proof');
    expect(block).toMatchObject({ number: 1, destinations: [{ sweeper, address: there, kind: 'proposed' }] });
    await markProven(database.db, chainId, block);
    await finalUpTo(1, true);
    expect(await state(id)).toEqual(['active', null, activeAt(0)]);
    expect(await types()).toEqual(['DESTINATION_CREATED', 'DESTINATION_ACTIVATED']);
  });

  it('keeps the block of its proposal until it is proven, however old', async () => {
    await register(database.db, accountId, there);
    await scan.commit({ destinations: [says('proposed', sweeper, there, 0)], mustBeProven: true });
    await scan.commit({ mustBeProven: true });
    // The next block is one at which old blocks are deleted.
    await sql`update chain_cursors set height = 1999`.execute(database.db);
    scan.cursor = { ...scan.cursor, height: 1999 };
    await finalUpTo(1998, true);
    const rows = await database.db.selectFrom('blocks').select('number').orderBy('number').execute();
    expect(rows.map(({ number }) => number)).toEqual([1, 2000]);
    expect(await types()).toEqual(['DESTINATION_CREATED']);
  });

  it('belongs to its own sweeper: what another says of the address does not count', async () => {
    const { id } = await register(database.db, accountId, there);
    const stranger = await newAccount(database.db);
    const theirs = await newSweeper(database.db, stranger);
    await scan.commit({ destinations: [says('proposed', theirs, there, 0)] });
    await finalUpTo(1);
    expect(await state(id)).toEqual(['pending', 'propose', null]);
    expect(await types()).toEqual(['DESTINATION_CREATED']);
    expect(await types(stranger)).toEqual(['DESTINATION_UNKNOWN']);
  });
});

describe('a destination that the chain disables', () => {
  const activated = async () => {
    const { id } = await register(database.db, accountId, there);
    await scan.commit({ destinations: [says('proposed', sweeper, there, 0)] });
    await finalUpTo(1);
    expect(await state(id)).toEqual(['active', null, activeAt(0)]);
    return id;
  };

  it('is disabled as soon as a block says so, and active again if the block is lost', async () => {
    const id = await activated();
    await scan.commit({ destinations: [says('disabled', sweeper, there)] });
    expect(await state(id)).toEqual(['disabled', null, null]);
    await back(2);
    expect(await state(id)).toEqual(['active', null, activeAt(0)]);
    await finalUpTo(2);
    expect(await types()).toEqual(['DESTINATION_CREATED', 'DESTINATION_ACTIVATED']);
  });

  it('is disabled for good when that is final, and told once', async () => {
    const id = await activated();
    await scan.commit({ destinations: [says('disabled', sweeper, there)] });
    await finalUpTo(3);
    await finalUpTo(4);
    expect(await state(id)).toEqual(['disabled', null, null]);
    const events = await eventsOf(database.db, accountId);
    expect(events.map(({ type }) => type)).toEqual([
      'DESTINATION_CREATED',
      'DESTINATION_ACTIVATED',
      'DESTINATION_DISABLED',
    ]);
    expect(events[2]?.data).toMatchObject({ status: 'disabled', by: 'chain', reason: null });
    // Proposed anew, it is nobody's until it is registered anew.
    await scan.commit({ destinations: [says('proposed', sweeper, there, 0)] });
    await finalUpTo(6);
    expect((await types()).slice(3)).toEqual(['DESTINATION_UNKNOWN']);
    expect(await state(id)).toEqual(['disabled', 'disable', null]);
    const next = await register(database.db, accountId, there);
    expect(next.status).toBe('active');
    // The chain's word is about the new one.
    expect(await state(id)).toEqual(['disabled', null, null]);
  });

  it('does not take one with it that was registered afterwards', async () => {
    await activated();
    await scan.commit({ destinations: [says('disabled', sweeper, there)] });
    await database.db.deleteFrom('destinations').execute();
    const next = await register(database.db, accountId, there);
    expect(await state(next.id)).toEqual(['pending', 'propose', null]);
    await finalUpTo(3);
    expect(await state(next.id)).toEqual(['pending', 'propose', null]);
    expect(await types()).not.toContain('DESTINATION_DISABLED');
  });
});

describe('a destination that is disabled in our books', () => {
  it('is disabled whatever the chain says, and the chain is still to be told until it knows', async () => {
    const { id } = await register(database.db, accountId, there);
    await scan.commit({ destinations: [says('proposed', sweeper, there, 0)] });
    await disable(id);
    await finalUpTo(1);
    expect(await state(id)).toEqual(['disabled', 'disable', null]);
    expect(await types()).not.toContain('DESTINATION_ACTIVATED');
    await scan.commit({ destinations: [says('disabled', sweeper, there)] });
    expect(await state(id)).toEqual(['disabled', null, null]);
    await finalUpTo(3);
    expect(await types()).not.toContain('DESTINATION_DISABLED');
  });

  it('needs nothing from the chain if it was never proposed, and frees its address', async () => {
    const { id } = await register(database.db, accountId, there);
    await expect(register(database.db, accountId, there)).rejects.toMatchObject({
      code: 'destination_exists',
    });
    await disable(id);
    expect(await state(id)).toEqual(['disabled', null, null]);
    const next = await register(database.db, accountId, there);
    expect(await state(next.id)).toEqual(['pending', 'propose', null]);
  });
});

it('a proposal of an address that nobody registered is told once, when it is final', async () => {
  const stranger = await newAccount(database.db);
  await newSweeper(database.db, stranger);
  await register(database.db, stranger, there);
  const proposal = says('proposed', sweeper, there, 50);
  await scan.commit({ destinations: [proposal] });
  expect(await types()).toEqual([]);
  // A reorg brings it back in another block.
  await back(0);
  await scan.mine();
  await scan.commit({ destinations: [proposal] });
  await finalUpTo(1);
  expect(await types()).toEqual([]);
  await finalUpTo(2);
  await finalUpTo(3);
  const events = await eventsOf(database.db, accountId);
  expect(events).toEqual([
    {
      ...{ type: 'DESTINATION_UNKNOWN', of: 'destination_proposal', version: 1 },
      id: expect.stringMatching(/^dse_/) as string,
      data: {
        ...{ network: network.code, chainId, address: there, sweeper },
        ...{ activeAt: new Date(activeAt(50)).toISOString(), transactionHash: proposal.txHash },
      },
    },
  ]);
  // The other account registered the address: that is not this account's.
  expect(await types(stranger)).toEqual(['DESTINATION_CREATED']);
});

it('a rescan finds what was said before the sweeper was known, once', async () => {
  const { id } = await register(database.db, accountId, there);
  const mined = await scan.mine();
  await finalUpTo(1);
  const found = {
    ...{ ...mined, source: 'topLevel' as const, receiptsRoot: null, hits: [], unsupported: [], outgoing: [] },
    destinations: [says('proposed', sweeper, there, 0)],
    outflows: null,
  };
  const oneNode = { currencyOf, mustBeProven: false };
  expect(await recordAgain(database.db, found, oneNode)).toBe(0);
  await recordAgain(database.db, found, oneNode);
  expect(await state(id)).toEqual(['active', null, activeAt(0)]);
  expect(await types()).toEqual(['DESTINATION_CREATED', 'DESTINATION_ACTIVATED']);
});

it('ten who register an address at once make one destination', async () => {
  const made = await Promise.all(
    Array.from({ length: 10 }, () =>
      register(database.db, accountId, there).then(
        () => 'made',
        (error: unknown) => (error instanceof PurserError ? error.code : error),
      ),
    ),
  );
  expect(made.filter(outcome => outcome === 'made')).toHaveLength(1);
  expect(made.filter(outcome => outcome === 'destination_exists')).toHaveLength(9);
  expect(await types()).toEqual(['DESTINATION_CREATED']);
});

it('the API says nothing in the name of a chain, and the worker does', async () => {
  await grantRoles(database.db);
  const event = sql`insert into destination_events (id, chain_id, sweeper, address, kind, block_number, block_hash,
    log_index, tx_hash) values ('dse_x', ${chainId}, ${sweeper}, ${there}, 'disabled', 1, '0x', 0, '0x')`;
  await asMemberOf(database, 'purser_api', async db => {
    await expect(event.execute(db)).rejects.toMatchObject({ code: '42501' });
    await expect(sql`delete from destination_events`.execute(db)).rejects.toMatchObject({ code: '42501' });
    await db.selectFrom('destination_events').selectAll().execute();
  });
  await asMemberOf(database, 'purser_worker', async db => {
    await event.execute(db);
  });
});
