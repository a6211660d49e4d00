import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import type { Db } from '../../../../db/connect.ts';
import { limitSweeps } from '../../../../db/sweeping/views/limitSweeps.ts';
import { newId } from '../../../../domain/ids.ts';
import { address, must } from '../../../db/fixtures.ts';
import type { Reply } from '../../startApi.ts';
import { newMerchant } from '../../startApi.ts';
import type { Sweeping, SweepWorld } from '../../sweepWorld.ts';
import { askingBy, newSweepingMerchant, seedSweepable, startSweepWorld } from '../../sweepWorld.ts';

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

const { call, codeOf, one, quote, sweep } = askingBy(
  () => world,
  () => merchant,
);

describe('POST /v1/sweeps', () => {
  it('needs the scope payout, which admin does not include, and an idempotency key', async () => {
    await seedSweepable(world, merchant, ['5']);
    for (const key of [merchant.keys.admin, merchant.keys.write, merchant.keys.approve]) {
      expect(codeOf(await sweep({}, key))).toEqual([403, 'insufficient_scope']);
      expect(codeOf(await call('POST', `${path}/${newId('swp')}/cancel`, {}, key))).toEqual([
        403,
        'insufficient_scope',
      ]);
    }
    const keyless = await world.api.call('POST', path, {
      key: merchant.payer,
      body: { network: 'ETHEREUM' },
    });
    expect(codeOf(keyless)).toEqual([400, 'idempotency_key_required']);
    const headers = { 'idempotency-key': 'once' };
    const ask = () =>
      world.api.call('POST', path, { key: merchant.keys.payout, body: { network: 'ETHEREUM' }, headers });
    const first = await ask();
    const again = await ask();
    expect([first.status, again.status, again.text]).toEqual([202, 202, first.text]);
    expect((await call('GET', path)).body.data).toHaveLength(1);
  });

  it('refuses what it does not know, and purses of others as unknown', async () => {
    const other = await newSweepingMerchant(world);
    const { purseId } = await seedSweepable(world, other, ['5']);
    for (const at of [path, `${path}/quote`]) {
      const ask = async (body: object) => codeOf(await call('POST', at, body));
      expect(await ask({ network: 'ETHEREUM', includeUneconomic: 1 })).toEqual([422, 'invalid_request']);
      expect(await ask({})).toEqual([422, 'invalid_request']);
      expect(await ask({ network: 'NOWHERE' })).toEqual([404, 'network_not_found']);
      expect(await ask({ network: 'POLYGON' })).toEqual([409, 'sending_not_set_up']);
      expect(await ask({ network: 'ETHEREUM', currency: 'X' })).toEqual([422, 'currency_not_supported']);
      expect(await ask({ network: 'ETHEREUM', currency: 'POL' })).toEqual([422, 'invalid_request']);
      expect(await ask({ network: 'ETHEREUM', purseId })).toEqual([404, 'purse_not_found']);
      expect(await ask({ network: 'ETHEREUM', purseId: newId('pur') })).toEqual([404, 'purse_not_found']);
    }
  });

  it('tells if only an active destination is missing', async () => {
    await seedSweepable(world, merchant, ['5']);
    await call('POST', '/v1/account', { treasury: { ETHEREUM: null } }, merchant.keys.admin);
    const refused = await sweep();
    expect(codeOf(refused)).toEqual([422, 'destination_not_active']);
    expect(refused.body['errors']).toMatchObject([{ field: 'treasury.ETHEREUM' }]);
    expect(await quote()).toMatchObject([{ purses: 0, skipped: [{ reason: 'no_destination', purses: 1 }] }]);
  });

  it('plans nothing while the lane is stopped; a quote still says what would be', async () => {
    await seedSweepable(world, merchant, ['5']);
    await world.api.db
      .insertInto('lanes')
      .values({
        ...{ chain_id: 31337 as never, network: 'ETHEREUM' as never, sender: address(), next_nonce: 0 },
        ...{
          account_id: merchant.accountId,
          stopped_code: 'paused',
          stopped_detail: 'a look',
          stopped_at: new Date(),
        },
      })
      .execute();
    expect(codeOf(await sweep())).toEqual([409, 'sending_paused']);
    expect(await quote()).toMatchObject([{ purses: 1 }]);
    expect((await call('GET', path)).body.data).toEqual([]);
  });

  it('answers 429 to the twenty-first call within an hour, and says when to come again', async () => {
    await seedSweepable(world, merchant, ['5']);
    // A call may have planned several sweeps: they have one time. What the policy plans, or came earlier, does not count.
    await sql`
      insert into sweeps (id, account_id, network, chain_id, method, status, requested_by, created_at, completed_at)
      select 'swp_' || ${merchant.accountId} || n || part, ${merchant.accountId}, 'ETHEREUM', 31337, 'delegated', 'canceled',
        case when n > 19 then null else (select min(id) from api_keys where account_id = ${merchant.accountId}) end,
        now() - case when n = 0 then interval '61 minutes' else n * interval '2 minutes' end, now()
      from generate_series(0, 40) n, generate_series(1, 2) part`.execute(world.api.db);
    const last = await sweep();
    expect(last.status).toBe(202);
    await seedSweepable(world, merchant, ['5']);
    const refused = await sweep();
    expect(codeOf(refused)).toEqual([429, 'rate_limited']);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(21 * 60);
    expect(seconds).toBeLessThanOrEqual(22 * 60);
    expect(await quote()).toMatchObject([{ purses: 1 }]);
  });

  it('lets a call wait for those before it, so that calls at once are counted too', async () => {
    await seedSweepable(world, merchant, ['5']);
    const { db } = world.api;
    const { accountId } = merchant;
    const insert = (trx: Db, from: number, to: number) =>
      sql`
        insert into sweeps (id, account_id, network, chain_id, method, status, requested_by, created_at, completed_at)
        select 'swp_' || ${accountId} || n, ${accountId}, 'ETHEREUM', 31337, 'delegated', 'canceled',
          (select min(id) from api_keys where account_id = ${accountId}), now() - n * interval '1 minute', now()
        from generate_series(${from}::integer, ${to}::integer) n`.execute(trx);
    await insert(db, 1, 19);
    let isAnswered = false;
    let answer: Promise<Reply> | undefined;
    await db.transaction().execute(async trx => {
      await limitSweeps(trx, accountId);
      answer = sweep().finally(() => {
        isAnswered = true;
      });
      const waits = async () =>
        (
          await sql<{ waits: boolean }>`select exists (select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock') as waits`.execute(db)
        ).rows[0]?.waits === true;
      await expect.poll(async () => isAnswered || (await waits()), { timeout: 5000 }).toBe(true);
      await insert(trx, 20, 20);
    });
    expect(codeOf(must(await answer))).toEqual([429, 'rate_limited']);
  });
});

describe('GET /v1/sending', () => {
  const sending = async (key?: string) =>
    JSON.parse((await call('GET', '/v1/sending', undefined, key)).text) as unknown;

  it('says for each network with a sweeper who pays, whether it is paused, and what is under way', async () => {
    const state = { network: 'ETHEREUM', paused: false, reason: null, detail: null, findingId: null };
    expect(await sending()).toEqual([{ ...state, operator: null, pending: 0 }]);
    await seedSweepable(world, merchant, ['5']);
    await one();
    const sender = address();
    await world.api.db
      .insertInto('lanes')
      .values({
        ...{ chain_id: 31337 as never, network: 'ETHEREUM' as never, sender, next_nonce: 0 },
        account_id: merchant.accountId,
      })
      .execute();
    const operator = {
      address: expect.stringMatching(new RegExp(sender, 'i')) as string,
      balance: null,
      runwaySweeps: null,
    };
    expect(await sending()).toEqual([{ ...state, operator, pending: 1 }]);
    await sql`update lanes set stopped_code = 'chain_is_past', stopped_detail = 'nonce 9', stopped_at = now()
      where sender = ${sender}`.execute(world.api.db);
    expect(await sending()).toEqual([
      { ...state, paused: true, reason: 'chain_is_past', detail: 'nonce 9', operator, pending: 1 },
    ]);
    expect(await sending((await newMerchant(world.api.db)).keys.admin)).toEqual([]);
  });
});
