import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { archivePurse } from '../../../db/purses/archivePurse.ts';
import { readClock } from '../../../db/readClock.ts';
import { readScanners } from '../../../db/scanning/readScanners.ts';
import type { ArchiveOutcome } from '../../../domain/messages.ts';
import type { Endpoint } from '../../../testkit/chain/rpc/endpoint.ts';
import type { Owner } from '../../db/fixtures.ts';
import { eventually } from '../testStack.ts';
import type { Watcher, WatcherOptions } from './watcher.ts';
import { startWatcher } from './watcher.ts';

const whole = 10n ** 18n;
let watcher: Watcher;
let endpoints: Endpoint[];
afterEach(() => watcher.stop());

async function start(count: number, network: NonNullable<WatcherOptions['network']>): Promise<void> {
  watcher = await startWatcher({
    network,
    rpc: async chain => {
      endpoints = [];
      for (let at = 0; at < count; at++) endpoints.push(await chain.addEndpoint());
      return endpoints.map(({ url }) => url);
    },
  });
}

/** From now on the endpoint has no block above its head. */
async function freeze(at: number): Promise<void> {
  endpoints[at]?.fault({
    kind: 'stale_head',
    height: Number(await watcher.chain.request('eth_blockNumber')),
  });
}

async function endPeriod({ purseId }: Owner): Promise<void> {
  await watcher.db
    .updateTable('purses')
    .set({ expires_at: sql<Date>`now()` })
    .where('id', '=', purseId)
    .execute();
}

const archive = async ({ purseId }: Owner): Promise<ArchiveOutcome> =>
  archivePurse(watcher.db, [watcher.network.chainId], purseId, await readClock(watcher.db));

/** Waits until the scanner was at its node's head several times since. */
async function waitAtHead(ms: number): Promise<void> {
  const since = await readClock(watcher.db);
  await eventually('the scanner stands at its head', async () => {
    const { caught_up_at } = await watcher.db
      .selectFrom('chain_cursors')
      .selectAll()
      .executeTakeFirstOrThrow();
    return caught_up_at !== null && caught_up_at.getTime() > since.getTime() + ms;
  });
}

describe('a deadline that is over', () => {
  it('does not end a purse if a single node does not advance: money was mined in time', async () => {
    await start(1, { quietForMs: null });
    const owner = await watcher.newOwner();
    await freeze(0);
    const txHash = await watcher.pay(owner.address, watcher.eth, whole);
    await watcher.chain.mine(1);
    await endPeriod(owner);
    await waitAtHead(1500);
    expect(await archive(owner)).toEqual({ outcome: 'scanners_behind' });
    const scanner = (await readScanners(watcher.db)).get(watcher.network.code);
    expect(scanner?.readToMsAgo).toBeGreaterThan(1500);
    expect(scanner?.caughtUpMsAgo).toBeLessThan(1000);

    endpoints[0]?.clearFaults();
    await watcher.settle();
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
    expect(
      await watcher.db
        .selectFrom('transactions')
        .select('late')
        .where(sql<boolean>`tx_hash = ${txHash}`)
        .executeTakeFirst(),
    ).toEqual({ late: false });
  });

  it('ends a purse once a block at or after it was scanned', async () => {
    await start(1, { quietForMs: null });
    const owner = await watcher.newOwner();
    await endPeriod(owner);
    await waitAtHead(100);
    expect(await archive(owner)).toEqual({ outcome: 'scanners_behind' });
    await eventually('a block of now is scanned', async () => {
      await watcher.chain.mine(1);
      return (await archive(owner)).outcome === 'archived';
    });
  });

  it('ends a purse if another node that was asked afterwards has the same head, and not without it', async () => {
    await start(2, { quietForMs: null });
    const owner = await watcher.newOwner();
    endpoints[1]?.fault({ kind: 'disconnect' });
    await endPeriod(owner);
    await waitAtHead(1500);
    expect(await archive(owner)).toEqual({ outcome: 'scanners_behind' });
    endpoints[1]?.clearFaults();
    await eventually('both have one head', async () => (await archive(owner)).outcome === 'archived');
  });

  it('ends a purse of a network that may be quiet, after it was quiet for that time', async () => {
    await start(1, { quietForMs: 1000 });
    const owner = await watcher.newOwner();
    await endPeriod(owner);
    await waitAtHead(100);
    expect(await archive(owner)).toEqual({ outcome: 'scanners_behind' });
    await eventually('it was quiet', async () => (await archive(owner)).outcome === 'archived');
  });
});
