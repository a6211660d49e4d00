import { ApplicationFailure } from '@temporalio/activity';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { ComplianceProvider } from '../../../domain/deposits/compliance.ts';
import type { SweepId } from '../../../domain/ids.ts';
import type { Currency } from '../../../domain/registry.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import { seededRandom } from '../../../testkit/chain/seededRandom.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import { ether, installEarly, usdt, withNode } from './failureWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

/** Declines what ends with 13 base units. */
const provider: ComplianceProvider = {
  name: 'test',
  kind: 'inline',
  screen: ({ amount }) =>
    Promise.resolve({
      verdict: amount % 100n === 13n ? 'decline' : 'approve',
      by: 'test',
      score: null,
      raw: {},
    }),
};

const steps = 60;

/**
 * Deposits, plans, signers with good and bad nodes, reorgs, evictions and cancellations in any order. In the end each
 * purse has exactly what is held or unattributed there, and the treasury all else, by the chain and by the books.
 */
it.each([37, 40])(
  'whatever happens in whatever order, each credited deposit is swept once (seed %i)',
  async seed => {
    const random = seededRandom(seed);
    const below = (count: number): number => Math.floor(random() * count);
    const world = await startSweepingWorld({}, { provider });
    const { db, eth, usdt: token } = world.watcher;
    const owners: Owner[] = [];
    for (let at = 0; at < 6; at += 1) owners.push(await world.newCustomer());
    const actions = actionsOf(world, owners, below);
    const log: string[] = [];
    try {
      for (let step = 0; step < steps; step += 1) {
        const [name, act] = must(actions[below(actions.length)]);
        log.push(name);
        await act();
      }
      await finishAll(world);
      await expectAll(world, owners, [eth, token]);
      const twice =
        await sql`select transaction_id from sweep_item_deposits d join sweep_items i using (sweep_id, position)
      where i.status = 'swept' group by transaction_id having count(*) > 1`.execute(db);
      expect(twice.rows).toEqual([]);
      expect(await world.book('treasury', eth)).toBeLessThan(0n);
    } catch (error) {
      throw new Error(`seed ${String(seed)}: ${log.join(', ')}`, { cause: error });
    }
  },
  120_000,
);

type Action = readonly [string, () => Promise<unknown>];

const openSweeps = async (world: SweepingWorld): Promise<readonly SweepId[]> => {
  const rows = await world.watcher.db
    .selectFrom('sweeps')
    .select('id')
    .where('completed_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
};

const settleAll = async (world: SweepingWorld): Promise<void> => {
  for (const id of await openSweeps(world)) await world.settle(id);
};

/** Signers may fail: their bytes, if any, are on disk. */
const signAll = async (world: SweepingWorld, of?: Parameters<SweepingWorld['sign']>[1]): Promise<void> => {
  for (const id of await openSweeps(world)) {
    await world.sign(id, of).catch((error: unknown) => {
      const isOvertaken = error instanceof ApplicationFailure && error.type === 'temporarily_unavailable';
      const isExpected = isOvertaken || (error instanceof Error && error.message === 'cut');
      if (!isExpected) throw error;
    });
  }
};

function actionsOf(
  world: SweepingWorld,
  owners: readonly Owner[],
  below: (count: number) => number,
): readonly Action[] {
  const { eth, usdt: token, db } = world.watcher;
  const { rpcUrl, faucetKey: key } = world.anvil;
  const payOne = async (): Promise<void> => {
    const currency = below(2) === 0 ? eth : token;
    const unit = currency === eth ? ether / 10n : 5n * usdt;
    // Little is below the minimum, and what is declined of it declines no purse.
    const amounts = [unit, 2n * unit, 7n * unit, 10n * unit, unit / 1000n, unit / 1000n + 13n];
    const amount = below(30) === 0 ? 3n * unit + 13n : must(amounts[below(amounts.length)]);
    await pay({ rpcUrl, key, to: must(owners[below(owners.length)]).address, currency, amount });
  };
  const cutOff = withNode(world, async (method, params) => {
    if (method === 'eth_sendRawTransaction') throw new Error('cut');
    return world.deps.rpc.call(method, params);
  });
  const agreeing = withNode(world, async (method, params) => {
    const [call] = params as readonly { readonly gas?: string }[];
    return method === 'eth_call' && call?.gas !== undefined ? '0x' : world.deps.rpc.call(method, params);
  });
  return [
    ['pay', payOne],
    ['pay', payOne],
    ['pay', payOne],
    ['mine', () => world.mine(1 + below(3))],
    ['mine', () => world.mine(1 + below(3))],
    ['mine 4', () => world.mine(4)],
    ['plan', () => world.planAtOnce()],
    ['plan by name', async () => world.planAtOnce(await world.person())],
    ['sign', () => signAll(world)],
    ['sign', () => signAll(world)],
    ['two sign', () => Promise.all([signAll(world), signAll(world)])],
    ['sign and crash', () => signAll(world, cutOff)],
    ['sign by a node that says yes', () => signAll(world, agreeing)],
    ['settle', () => settleAll(world)],
    ['settle', () => settleAll(world)],
    ['tend', () => world.tend()],
    ['tend later', () => world.tend(61_000)],
    ['evict', () => world.anvil.request('anvil_dropAllTransactions', [])],
    [
      'reorg',
      async () => {
        await world.mine(2);
        await world.anvil.reorg(1 + below(2));
        await world.mine(1);
      },
    ],
    [
      'reorg with sweeps',
      async () => {
        await world.mine(1);
        const { rows } = await sql<{ raw: string }>`
          select distinct on (nonce) a.raw from send_attempts a join sends s using (chain_id, sender, nonce)
          where s.status <> 'final' order by nonce, a.number`.execute(db);
        await world.anvil
          .reorg(
            1 + below(2),
            rows.map(({ raw }) => raw),
          )
          .catch(() => undefined);
        await world.mine(1);
      },
    ],
    [
      'another treasury',
      async () => {
        if (below(4) > 0) return;
        const { id } = await world.newDestination();
        if (below(2) === 0)
          await db
            .updateTable('destinations')
            .set({ disabled_at: new Date() })
            .where('id', '<>', id)
            .execute();
        await db.updateTable('treasuries').set({ destination_id: id }).execute();
      },
    ],
    ['a stranger', () => installEarly(world, must(owners[below(owners.length)]))],
    [
      'withdraw',
      () =>
        sql`update sends set withdrawn_at = now() where status = 'sent' and nonce = (select max(nonce) from sends)`.execute(
          db,
        ),
    ],
    ['no gas', () => world.setBalance(world.sender, 10n ** 13n)],
    ['gas', () => world.setBalance(world.sender, ether)],
  ];
}

/** Everything goes well from now on, until no sweep is open and nothing is left that a person may ask for. */
async function finishAll(world: SweepingWorld): Promise<void> {
  await world.setBalance(world.sender, 100n * ether);
  await world.mine(4);
  const by = await world.person();
  for (let round = 0; round < 12; round += 1) {
    await signAll(world);
    await settleAll(world);
    await world.tend(61_000);
    await world.mine(4);
    await settleAll(world);
    if ((await openSweeps(world)).length > 0) continue;
    if ((await world.plan(by)).length === 0) return;
  }
  throw new Error('sweeps do not end');
}

async function expectAll(
  world: SweepingWorld,
  owners: readonly Owner[],
  currencies: readonly Currency[],
): Promise<void> {
  const { db } = world.watcher;
  for (const currency of currencies) {
    const balance = (address: string): Promise<bigint> =>
      currency.contract === null ? world.balanceOf(address) : world.tokensOf(address);
    for (const { purseId, address } of owners) {
      const { rows } = await sql<{ kept: bigint; custody: bigint }>`
        select coalesce((select sum(amount) from transactions where purse_id = ${purseId} and currency = ${currency.code}
            and block_number is not null and credited_to in ('held', 'unattributed')), 0) as kept,
          coalesce((select -sum(amount) from postings where purse_id = ${purseId} and currency = ${currency.code}
            and ledger = 'custody'), 0) as custody
      `.execute(db);
      const { kept, custody } = must(rows[0]);
      const chain = await balance(address);
      expect({ purseId, currency: currency.code, kept, custody }).toEqual({
        ...{ purseId, currency: currency.code, kept: chain, custody: chain },
      });
    }
    const treasuries = await db.selectFrom('destinations').select('address').execute();
    const received = await Promise.all(treasuries.map(one => balance(one.address)));
    expect(-(await world.book('treasury', currency))).toBe(received.reduce((sum, one) => sum + one, 0n));
  }
  expect(await world.stopped()).toBeNull();
}
