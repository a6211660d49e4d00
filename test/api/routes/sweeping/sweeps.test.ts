import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { newId } from '../../../../domain/ids.ts';
import { newMerchant } from '../../startApi.ts';
import type { Sweeping, SweepWorld } from '../../sweepWorld.ts';
import { askingBy, newSweepingMerchant, seedSend, seedSweepable, startSweepWorld } from '../../sweepWorld.ts';

const path = '/v1/sweeps';

let world: SweepWorld;
let merchant: Sweeping;
beforeAll(async () => {
  world = await startSweepWorld();
});
afterAll(() => world.api.stop());
beforeEach(async () => {
  merchant = await newSweepingMerchant(world);
});

const { call, codeOf, one, planned, quote, sweep } = askingBy(
  () => world,
  () => merchant,
);

describe('a sweep', () => {
  it('is planned of whole deposits, shown, and named by its deposits and in the audit', async () => {
    const { purseId, customerId, deposits } = await seedSweepable(world, merchant, ['7', '5']);
    const made = await sweep();
    expect(made.status).toBe(202);
    const [shown] = JSON.parse(made.text) as readonly { id: string; createdAt: string }[];
    expect(JSON.parse(made.text)).toEqual([
      {
        ...{ id: expect.stringMatching(/^swp_/) as string, network: 'ETHEREUM', method: 'delegated' },
        ...{ status: 'planned', reason: null, waiting: null, fee: null, transactionHash: null, attempts: [] },
        items: [
          {
            ...{ purseId, customerId, currency: 'ETH', amount: '0.000000000000000012' },
            ...{ destinationId: merchant.destinationId, transactionIds: deposits },
            ...{ status: 'planned', reason: null },
          },
        ],
        ...{ createdAt: shown?.createdAt, completedAt: null },
      },
    ]);
    const id = String(shown?.id);
    expect((await call('GET', `${path}/${id}`)).body).toEqual(shown);
    expect((await call('GET', path)).body).toEqual({ data: [shown], hasMore: false });
    const deposit = await call('GET', `/v1/transactions/${String(deposits[0])}`);
    expect(deposit.body['sweptIn']).toBe(id);
    const audits = await call('GET', `/v1/audits?resourceId=${id}`, undefined, merchant.keys.admin);
    expect(audits.body.data).toMatchObject([
      { action: 'create', resourceType: 'sweep', changes: [{ field: 'network', new: 'ETHEREUM' }] },
    ]);
    expect(codeOf(await sweep())).toEqual([409, 'nothing_to_sweep']);
  });

  it('is of one purse or one currency if the call says so', async () => {
    const a = await seedSweepable(world, merchant, ['5']);
    const b = await seedSweepable(world, merchant, ['5'], 'USDT_ETH');
    expect(codeOf(await sweep({ purseId: a.purseId, currency: 'USDT_ETH' }))).toEqual([
      409,
      'nothing_to_sweep',
    ]);
    expect(await planned({ purseId: a.purseId })).toMatchObject([{ items: [{ purseId: a.purseId }] }]);
    expect(await planned({ currency: 'USDT_ETH' })).toMatchObject([
      { items: [{ purseId: b.purseId, amount: '0.000005' }] },
    ]);
  });

  it('shows why it waits, what was signed, what it cost, and what became of its items', async () => {
    await seedSweepable(world, merchant, ['5']);
    const id = await one();
    const read = async () => (await call('GET', `${path}/${id}`)).body;
    await sql`update sweeps set waiting_code = 'balance_too_low', waiting_detail = 'lacks 7 wei' where id = ${id}`.execute(
      world.api.db,
    );
    expect((await read())['waiting']).toEqual({ reason: 'balance_too_low', detail: 'lacks 7 wei' });

    const hashes = await seedSend(world, id, { fee: 420_000_000_000_000n, attempts: 2 });
    await sql`update sweeps set waiting_code = null, waiting_detail = null, status = 'failed', reason = 'all_skipped',
      completed_at = now() where id = ${id}`.execute(world.api.db);
    await sql`update sweep_items set status = 'skipped', reason = 'refused' where sweep_id = ${id}`.execute(
      world.api.db,
    );
    expect(await read()).toMatchObject({
      ...{ status: 'failed', reason: 'all_skipped', waiting: null, transactionHash: hashes[1] },
      fee: { currency: 'ETH', amount: '0.00042' },
      items: [{ status: 'skipped', reason: 'refused' }],
      attempts: hashes.map(hash => ({
        ...{ hash, nonce: 7, isEmpty: false },
        fees: { gasPriceGwei: null, maxFeePerGasGwei: '3.5', maxPriorityFeePerGasGwei: '0.1' },
      })),
      completedAt: expect.any(String) as string,
    });
  });

  it('is listed by network, status and purse, for its account alone', async () => {
    const { purseId } = await seedSweepable(world, merchant, ['5']);
    const a = await one();
    await call('POST', `${path}/${a}/cancel`, {});
    const b = await one();
    await seedSweepable(world, merchant, ['5']);
    const c = await one();
    const listed = async (query: string) =>
      (await call('GET', `${path}?${query}`)).body.data.map(({ id }) => id);
    expect(await listed('')).toEqual([c, b, a]);
    expect(await listed('status=canceled')).toEqual([a]);
    expect(await listed(`purseId=${purseId}&status=planned`)).toEqual([b]);
    expect(await listed('network=POLYGON')).toEqual([]);
    expect(await listed('limit=1')).toEqual([c]);
    expect(await listed(`startingAfter=${c}&limit=1`)).toEqual([b]);
    const other = await newMerchant(world.api.db);
    expect((await call('GET', path, undefined, other.keys.admin)).body.data).toEqual([]);
    expect(codeOf(await call('GET', `${path}/${a}`, undefined, other.keys.admin))).toEqual([
      404,
      'sweep_not_found',
    ]);
  });

  it('is canceled while it is planned, which is audited, and never after', async () => {
    const { deposits } = await seedSweepable(world, merchant, ['5']);
    const id = await one();
    const canceled = await call('POST', `${path}/${id}/cancel`, {});
    expect(canceled).toMatchObject({
      status: 200,
      body: { id, status: 'canceled', items: [{ status: 'skipped', transactionIds: deposits }] },
    });
    expect((await call('GET', `/v1/transactions/${String(deposits[0])}`)).body['sweptIn']).toBeNull();
    const audits = await call('GET', `/v1/audits?resourceId=${id}`, undefined, merchant.keys.admin);
    expect(audits.body.data.map(({ action }) => action)).toEqual(['cancel', 'create']);
    expect(codeOf(await call('POST', `${path}/${id}/cancel`, {}))).toEqual([409, 'already_sent']);
    const sent = await one();
    await sql`update sweeps set status = 'sent' where id = ${sent}`.execute(world.api.db);
    expect(codeOf(await call('POST', `${path}/${sent}/cancel`, {}))).toEqual([409, 'already_sent']);
    expect(codeOf(await call('POST', `${path}/${newId('swp')}/cancel`, {}))).toEqual([
      404,
      'sweep_not_found',
    ]);
    expect(codeOf(await call('POST', `${path}/x/cancel`, {}))).toEqual([404, 'sweep_not_found']);
  });
});

describe('a quote', () => {
  it('sums by currency what would be moved, and what is left, and reserves nothing', async () => {
    await seedSweepable(world, merchant, ['5', '7']);
    await seedSweepable(world, merchant, ['1']);
    const { deposits } = await seedSweepable(world, merchant, ['3000000'], 'USDT_ETH');
    await sql`update transactions set credited_block_hash = 'another' where id = any (${deposits})`.execute(
      world.api.db,
    );
    const expected = [
      {
        ...{ currency: 'ETH', purses: 2, amount: '0.000000000000000013', method: 'delegated', fee: null },
        skipped: [],
      },
      {
        ...{ currency: 'USDT_ETH', purses: 0, amount: '0', method: 'delegated', fee: null },
        skipped: [{ reason: 'not_final', purses: 1, amount: '3' }],
      },
    ];
    expect(await quote()).toEqual(expected);
    expect(await quote()).toEqual(expected);
    expect(await quote({ currency: 'USDT_ETH' })).toEqual([expected[1]]);
    const readOnly = await call('POST', `${path}/quote`, { network: 'ETHEREUM' }, merchant.keys.read);
    expect(readOnly.status).toBe(200);
  });

  it('estimates the fee by the median of final sweeps, per item, in the network’s coin', async () => {
    for (const [items, fee] of [
      [1, 100_000_000_000_000n],
      [2, 600_000_000_000_000n],
      [1, 900_000_000_000_000n],
    ] as const) {
      for (let n = 0; n < items; n++) await seedSweepable(world, merchant, ['5']);
      const id = await one();
      await seedSend(world, id, { fee });
      await sql`insert into sweep_signed_items (sweep_id, position, batch_index)
        select sweep_id, position, position from sweep_items where sweep_id = ${id}`.execute(world.api.db);
      await sql`update sweeps set status = 'completed', completed_at = now() where id = ${id}`.execute(
        world.api.db,
      );
    }
    await seedSweepable(world, merchant, ['5']);
    await seedSweepable(world, merchant, ['5']);
    expect(await quote()).toMatchObject([{ purses: 2, fee: { currency: 'ETH', amount: '0.0006' } }]);
  });
});
