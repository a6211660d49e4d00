import { sql } from 'kysely';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../../db/connect.ts';
import { countPurses } from '../../../db/purses/countPurses.ts';
import { newId } from '../../../domain/ids.ts';
import { seedCustomer, seedDeposit } from '../seedDeposit.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function scrape(of: TestApi = api): Promise<ReadonlyMap<string, number>> {
  const { status, text, headers } = await of.call('GET', '/metrics', { key: null });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

/** The samples whose names begin so. */
async function samples(prefix: string, of: TestApi = api): Promise<Record<string, number>> {
  return Object.fromEntries([...(await scrape(of))].filter(([name]) => name.startsWith(prefix)));
}

test('before a chain is started there are no samples about it, and everything that can wait is 0', async () => {
  expect(await samples('purser_scanner')).toEqual({
    'purser_scanner_stopped{network="ETHEREUM",code=""}': 0,
    'purser_scanner_stopped{network="POLYGON",code=""}': 0,
  });
  const pending = await samples('purser_deposits_pending');
  expect(Object.keys(pending)).toHaveLength(16);
  expect(Object.values(pending).every(count => count === 0)).toBe(true);
  expect(await samples('purser_signals')).toEqual({
    purser_signals_waiting: 0,
    purser_signals_oldest_seconds: 0,
  });
});

test('each scrape reports the state of the scanners', async () => {
  await api.rows`
    insert into chain_cursors (chain_id, network, height, hash, head, final_height, caught_up_at, stopped_code)
    values (31337, 'ETHEREUM', 90, 'x', 100, 80, now() - interval '30 seconds', null),
      (31339, 'POLYGON', 5, 'x', 4, -1, null, 'wrong_chain')`;
  const metrics = await scrape();
  expect(Object.fromEntries(metrics)).toMatchObject({
    'purser_scanner_height{network="ETHEREUM"}': 90,
    'purser_scanner_head{network="ETHEREUM"}': 100,
    'purser_scanner_final_height{network="ETHEREUM"}': 80,
    'purser_scanner_lag_blocks{network="ETHEREUM"}': 10,
    'purser_scanner_stopped{network="ETHEREUM",code=""}': 0,
    'purser_scanner_lag_blocks{network="POLYGON"}': 0,
    'purser_scanner_stopped{network="POLYGON",code="wrong_chain"}': 1,
  });
  const age = metrics.get('purser_scanner_caught_up_seconds{network="ETHEREUM"}');
  expect(age).toBeGreaterThanOrEqual(30);
  expect(age).toBeLessThan(60);
  expect(metrics.has('purser_scanner_caught_up_seconds{network="POLYGON"}')).toBe(false);

  // Its node does not advance: the scanner was just at the head, and that head is old.
  await api.rows`insert into blocks (chain_id, number, hash, parent_hash, mined_at)
    values (31337, 90, 'x', 'w', now() - interval '10 minutes')`;
  await api.rows`update chain_cursors set caught_up_at = now(), read_to = now() - interval '9 minutes'`;
  const standing = await scrape();
  expect(standing.get('purser_scanner_head_age_seconds{network="ETHEREUM"}')).toBeGreaterThanOrEqual(600);
  expect(standing.get('purser_scanner_read_to_seconds{network="ETHEREUM"}')).toBeGreaterThanOrEqual(540);
  expect(standing.get('purser_scanner_caught_up_seconds{network="ETHEREUM"}')).toBeLessThan(60);

  // The cause of a stop is no longer reported once the chain is resumed.
  await api.rows`update chain_cursors set stopped_code = null`;
  expect((await scrape()).has('purser_scanner_stopped{network="POLYGON",code="wrong_chain"}')).toBe(false);
});

test('deposits are counted by what they wait for, with the age of the oldest', async () => {
  const customerId = await seedCustomer(api, 'measured');
  const judged = await seedDeposit(api, { customerId });
  const final = await seedDeposit(api, { customerId });
  const dust = await seedDeposit(api, { customerId });
  const declined = await seedDeposit(api, { customerId, status: 'DECLINED' });
  const held = await seedDeposit(api, { customerId, status: 'DECLINED' });
  const waiting = await seedDeposit(api, { customerId });
  await seedDeposit(api, { customerId });
  await seedDeposit(api, { customerId, status: 'MEM_POOL_FOUND', blockNumber: null });
  await api.rows`update transactions set verdict = 'approve', verdict_at = now() where id in (${judged}, ${final})`;
  await api.rows`update transactions set final_block_hash = block_hash where id in (${final}, ${held})`;
  await api.rows`update transactions set quiet = true where id = ${dust}`;
  await api.rows`update transactions set credited_to = 'held', credited_block_hash = block_hash where id = ${held}`;
  await api.rows`update transactions set created_at = now() - interval '1 hour' where id = ${waiting}`;
  expect(declined).toBeDefined();
  const metrics = await scrape();
  const pending = (status: string, wait: string) =>
    metrics.get(`purser_deposits_pending{network="ETHEREUM",status="${status}",wait="${wait}"}`);
  expect({
    block: pending('MEM_POOL_FOUND', 'block'),
    verdict: pending('PENDING_COMPLIANCE_CHECK', 'verdict'),
    finality: pending('PENDING_COMPLIANCE_CHECK', 'finality'),
    posting: pending('PENDING_COMPLIANCE_CHECK', 'posting'),
    dust: pending('PENDING_COMPLIANCE_CHECK', 'dust'),
    declined: pending('DECLINED', 'finality'),
  }).toEqual({ block: 1, verdict: 2, finality: 1, posting: 1, dust: 1, declined: 1 });
  const oldest = metrics.get(
    'purser_deposits_oldest_seconds{network="ETHEREUM",status="PENDING_COMPLIANCE_CHECK",wait="verdict"}',
  );
  expect(oldest).toBeGreaterThanOrEqual(3600);
  expect(oldest).toBeLessThan(3700);
  expect(metrics.get('purser_deposits_held{currency="ETH"}')).toBe(1);
  expect(metrics.get('purser_purses{state="ACTIVE"}')).toBe(1);
});

test('a purse that a gap skipped is counted until its row is deleted, whether or not the gap is closed', async () => {
  const passed = async () =>
    await samples('purser_scanner_gap_purses_passed').then(found => Object.values(found));
  expect(await passed()).toEqual([0, 0]);
  await api.rows`
    with gap as (insert into chain_gaps (chain_id, from_block, to_block, mined_at, reason, closed_at)
      values (31337, 3, 5, now(), 'x', now()) returning id)
    insert into chain_gap_purses (gap_id, purse_id, reason, tries)
    select gap.id, p.id, 'the token refuses', 9 from gap, (select id from purses limit 1) p`;
  expect(await passed()).toEqual([0, 0]);
  await api.rows`update chain_gap_purses set tries = 10`;
  expect(await samples('purser_scanner_gap_purses_passed')).toEqual({
    'purser_scanner_gap_purses_passed{network="ETHEREUM"}': 1,
    'purser_scanner_gap_purses_passed{network="POLYGON"}': 0,
  });
  await api.rows`delete from chain_gap_purses`;
  expect(await passed()).toEqual([0, 0]);
});

test('a final block counts as unproven until a second node confirms it; blocks above the final one do not count', async () => {
  await api.rows`update chain_cursors set final_height = 100 where network = 'ETHEREUM'`;
  await api.rows`
    insert into blocks (chain_id, number, hash, parent_hash, mined_at, proven)
    values (31337, 100, ${`0x${'b'.repeat(64)}`}, 'x', now() - interval '2 hours', false)`;
  const waiting = await samples('purser_blocks_unproven');
  expect(waiting['purser_blocks_unproven{network="ETHEREUM"}']).toBe(1);
  expect(waiting['purser_blocks_unproven{network="POLYGON"}']).toBe(0);
  expect(waiting['purser_blocks_unproven_oldest_seconds{network="ETHEREUM"}']).toBeGreaterThanOrEqual(7200);
  await api.rows`update chain_cursors set final_height = 99 where network = 'ETHEREUM'`;
  expect((await samples('purser_blocks_unproven{'))['purser_blocks_unproven{network="ETHEREUM"}']).toBe(0);
  await api.rows`update chain_cursors set final_height = 100 where network = 'ETHEREUM'`;
  await api.rows`update blocks set proven = true`;
  expect((await samples('purser_blocks_unproven{'))['purser_blocks_unproven{network="ETHEREUM"}']).toBe(0);
});

test('webhooks are counted by outcome; deliveries that wait for an endpoint are not our delay', async () => {
  const { accountId } = api.merchant;
  const [well, slow, broken, disabled, deleted] = Array.from({ length: 5 }, () => newId('whe'));
  await api.rows`
    insert into webhook_endpoints (id, account_id, url, secret, enabled, failures, types)
    values (${well}, ${accountId}, 'https://a.example', 's', true, 4, null),
      (${slow}, ${accountId}, 'https://s.example', 's', true, 0, null),
      (${broken}, ${accountId}, 'https://b.example', 's', true, 5, null),
      (${disabled}, ${accountId}, 'https://c.example', 's', false, 5, null),
      (${deleted}, ${accountId}, 'https://d.example', 's', false, 0, '{}')`;
  const event = async () => {
    const [row] = await api.rows`select id from events order by random() limit 1`;
    return row?.['id'];
  };
  const id = await event();
  await api.rows`
    insert into deliveries (event_id, endpoint_id, account_id, state, created_at)
    values (${id}, ${well}, ${accountId}, 'pending', now() - interval '10 seconds'),
      (${id}, ${broken}, ${accountId}, 'pending', now() - interval '3 days'),
      (${id}, ${disabled}, ${accountId}, 'waiting', now()), (${id}, ${deleted}, ${accountId}, 'failed', now())`;
  await api.rows`
    insert into deliveries (event_id, endpoint_id, account_id, created_at, leased_until)
    values (${id}, ${slow}, ${accountId}, now() - interval '1 hour', now() + interval '10 seconds')`;
  const metrics = await scrape();
  const counts = ['pending', 'blocked', 'retrying', 'waiting', 'failed'].map(state =>
    metrics.get(`purser_webhook_deliveries{state="${state}"}`),
  );
  expect(counts).toEqual([2, 1, 0, 1, 1]);
  const age = metrics.get('purser_webhook_pending_oldest_seconds');
  expect(age).toBeGreaterThanOrEqual(10);
  expect(age).toBeLessThan(60);
  expect(metrics.get('purser_webhook_endpoints{state="broken"}')).toBe(1);
  expect(metrics.get('purser_webhook_endpoints{state="disabled"}')).toBe(1);
});

test('unpublished events are counted, with the age of the oldest', async () => {
  await api.rows`select`;
  expect(await samples('purser_events_un')).toEqual({
    purser_events_unnumbered: 0,
    purser_events_undelivered: 0,
    purser_events_unpublished_oldest_seconds: 0,
  });
  const { accountId } = api.merchant;
  await sql`insert into events (id, account_id, type, resource_type, resource_id, resource_version, data, created_at)
    select ${newId('evt')} || n, ${accountId}, 'CUSTOMER_UPDATED', 'customer', ${newId('cus')}, n, '{}',
      now() - make_interval(mins => n)
    from generate_series(1, 2) n`.execute(api.db);
  const waiting = await samples('purser_events_un');
  expect(waiting['purser_events_unnumbered']).toBe(2);
  expect(waiting['purser_events_unpublished_oldest_seconds']).toBeGreaterThanOrEqual(120);
  await api.rows`update account_counters set fanned_out = fanned_out - 1 where account_id = ${accountId}`;
  expect(await samples('purser_events_un')).toMatchObject({
    purser_events_unnumbered: 0,
    purser_events_undelivered: 1,
  });
  await api.rows`select`;
});

test('waiting signals, postings and events are counted', async () => {
  await api.rows`
    insert into signal_outbox (purse_id, signal, payload, created_at)
    select id, 'purseChanged', 'null', now() - interval '90 seconds' from purses limit 1`;
  const metrics = await scrape();
  expect(metrics.get('purser_signals_waiting')).toBe(1);
  expect(metrics.get('purser_signals_oldest_seconds')).toBeGreaterThanOrEqual(90);
  const [row] = await api.rows`select sum(sequence)::bigint as events from account_counters`;
  expect(metrics.get('purser_events')).toBe(row?.['events']);
  expect(metrics.get('purser_ledger_postings')).toBe(0);
});

test('the last audit has its age and its result, and the last clean one its age', async () => {
  expect(Object.keys(await samples('purser_audit'))).toEqual([]);
  await api.rows`
    insert into audit_runs (begun_at, ended_at, verdict, differences)
    values (now() - interval '41 hours', now() - interval '40 hours', 'clean', 0),
      (now() - interval '17 hours', now() - interval '16 hours', 'incomplete', 0),
      (now() - interval '2 hours', now() - interval '1 hour', 'different', 3)`;
  const { purser_audit_seconds, purser_audit_clean_seconds, purser_audit_differences } =
    await samples('purser_audit');
  expect(purser_audit_differences).toBe(3);
  expect(Math.floor(Number(purser_audit_seconds) / 60)).toBe(60);
  expect(Math.floor(Number(purser_audit_clean_seconds) / 60)).toBe(40 * 60);
});

test('many purses are estimated from the statistics, without counting them', async () => {
  await api.rows`
    insert into purses (id, account_id, customer_id, state, archived_at, address, address_checksum, hd_index, hd_fingerprint)
    select 'pur_many' || n, account_id, customer_id, 'ARCHIVED', now(), 'a' || n, 'A' || n, 1000 + n, 'f'
    from generate_series(1, 3000) n, (select account_id, customer_id from purses limit 1) one`;
  await api.rows`analyze purses`;
  const exact = new Map((await countPurses(api.db)).map(({ state, count }) => [state, count]));
  expect(exact.get('ARCHIVED')).toBe(3000);
  const estimated = new Map((await countPurses(api.db, 0)).map(({ state, count }) => [state, count]));
  expect(estimated.get('ARCHIVED')).toBeGreaterThan(2970);
  expect(estimated.get('ARCHIVED')).toBeLessThan(3030);
});

test('requests are counted by template and class of status, never by their parameters', async () => {
  await api.call('GET', '/v1/customers/somebody-in-person');
  await api.call('GET', '/v1/nothing/somebody-in-person');
  const metrics = await scrape();
  const count = (route: string, status: string) =>
    metrics.get(
      `purser_http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`,
    );
  expect(count('/v1/customers/{id}', '4xx')).toBe(1);
  expect(count('unmatched', '4xx')).toBe(1);
  expect([...metrics.keys()].join('\n')).not.toContain('somebody');
});

test('frequent or simultaneous scrapes get the last reading: they cannot load the database', async () => {
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const cached = await startApi({ limits: { metricsFreshMs: 60_000 }, db: db => db.withPlugin(counting) });
  statements = 0;
  await Promise.all(Array.from({ length: 20 }, () => scrape(cached)));
  await scrape(cached);
  // One for each of sixteen readings, and one for the time limit.
  expect(statements).toBe(32);
  await cached.stop();
});

test('two apps of one process have metrics of their own', async () => {
  const other = await startApi();
  expect(await samples('purser_scanner_height', other)).toEqual({});
  expect(await samples('purser_scanner_height')).toEqual({
    'purser_scanner_height{network="ETHEREUM"}': 90,
    'purser_scanner_height{network="POLYGON"}': 5,
  });
  await other.stop();
});

test('while Postgres is down, the process has its metrics, and nothing else is reported', async () => {
  // Nothing listens there.
  const nowhere = connect('postgres://nobody@127.0.0.1:1/nothing', { max: 1 });
  const down = await startApi({ db: () => nowhere });
  await down.call('GET', '/v1/customers');
  const metrics = await scrape(down);
  expect(
    metrics.get(
      'purser_http_request_duration_seconds_count{method="GET",route="/v1/customers",status="5xx"}',
    ),
  ).toBe(1);
  const readings = [...metrics].filter(([name]) => name.startsWith('purser_reading_up'));
  expect(readings).toHaveLength(16);
  expect(readings.every(([, up]) => up === 0)).toBe(true);
  expect([...metrics.keys()].filter(name => /^purser_(?!http|reading)/.test(name))).toEqual([]);
  await down.stop();
  await nowhere.destroy();
});

test('Postgres cancels a metric that takes too long, and the others are reported', async () => {
  const other = connect(api.database.url, { max: 1 });
  const locked = Promise.withResolvers<undefined>();
  const held = Promise.withResolvers<undefined>();
  const blocking = other.transaction().execute(async trx => {
    await trx.schema.alterTable('signal_outbox').addColumn('x', 'text').execute();
    locked.resolve(undefined);
    await held.promise;
    throw new Error('rolled back');
  });
  await locked.promise;
  const metrics = await scrape();
  expect(metrics.get('purser_reading_up{reading="signals"}')).toBe(0);
  expect(metrics.has('purser_signals_waiting')).toBe(false);
  expect(metrics.get('purser_reading_up{reading="deposits"}')).toBe(1);
  held.resolve(undefined);
  await expect(blocking).rejects.toThrow();
  await other.destroy();
  expect((await scrape()).get('purser_signals_waiting')).toBe(1);
});

test('declines of the past hour are counted by what they declined; older and freed ones are not counted', async () => {
  const decide = async (customer: string, verdict: string, amount?: string): Promise<string> => {
    const customerId = await seedCustomer(api, customer);
    const id = await seedDeposit(api, { customerId, ...(amount === undefined ? {} : { amount }) });
    await api.rows`update transactions set quiet = ${amount !== undefined} where id = ${id}`;
    const body = { verdict, reason: 'r' };
    expect((await api.call('POST', `/v1/transactions/${id}/compliance`, { body })).status).toBe(200);
    return id;
  };
  const old = await decide('declines-old', 'decline');
  await api.rows`update transactions set verdict_at = now() - interval '61 minutes' where id = ${old}`;
  const freed = await decide('declines-freed', 'decline');
  const body = { verdict: 'approve', reason: 'r' };
  expect((await api.call('POST', `/v1/transactions/${freed}/compliance`, { body })).status).toBe(200);
  await decide('declines-approved', 'approve');
  await decide('declines-purse', 'decline');
  await decide('declines-dust', 'decline', '1');
  await api.call('POST', '/v1/account', { body: { onDecline: 'deposit' } });
  for (const name of ['a', 'b', 'c']) await decide(`declines-${name}`, 'decline');
  const declines = () => samples('purser_declines_last_hour');
  await expect.poll(declines).toMatchObject({
    'purser_declines_last_hour{network="ETHEREUM",took="purse"}': 1,
    'purser_declines_last_hour{network="ETHEREUM",took="deposit"}': 3,
    'purser_declines_last_hour{network="ETHEREUM",took="dust"}': 1,
    'purser_declines_last_hour{network="POLYGON",took="purse"}': 0,
  });
});

test('authorizations to sweep are counted for networks that sweep, by the index of the next purse', async () => {
  expect(await samples('purser_sweep_authorizations')).toEqual({});
  const delegate = `0x${'de'.repeat(20)}`;
  await api.rows`
    insert into sweepers (account_id, network, chain_id, owner, delay_seconds, sweeper, delegate, purse_code_hash)
    values (${api.merchant.accountId}, 'ETHEREUM', 31337, '0x1', 0, ${`0x${'5e'.repeat(20)}`}, ${delegate}, '0x2')`;
  await api.rows`
    insert into sweep_authorizations (chain_id, delegate, authority, nonce, hd_index, sealed, state)
    select 31337, ${delegate}, '0x' || lpad(to_hex(at), 40, '0'), 0, at, '', case at when 19 then 'used' else 'unused' end
    from generate_series(0, 19) at`;
  await api.rows`select setval('purse_hd_index', 15)`;
  expect(await samples('purser_sweep_authorizations')).toEqual({
    'purser_sweep_authorizations{network="ETHEREUM"}': 20,
    'purser_sweep_authorizations_ahead{network="ETHEREUM"}': 3,
  });
});

test('sweeps are shown with how long the oldest waits, and purses that only a person can have swept', async () => {
  const { accountId } = api.merchant;
  await api.rows`insert into sweepers (account_id, network, chain_id, owner, delay_seconds, sweeper, delegate, purse_code_hash)
    values (${accountId}, 'POLYGON', 137, '0x', 0, '0x' || repeat('a', 40), '0x' || repeat('b', 40), '0x')`;
  await api.rows`insert into sweeps (id, account_id, network, chain_id, method, status, created_at, completed_at)
    values ('swp_1', ${accountId}, 'POLYGON', 137, 'delegated', 'planned', now() - interval '1 hour', null),
      ('swp_2', ${accountId}, 'POLYGON', 137, 'delegated', 'mined', now(), null),
      ('swp_3', ${accountId}, 'POLYGON', 137, 'delegated', 'failed', now(), now())`;
  await api.rows`insert into missing_destinations (account_id, network, since, told_at)
    values (${accountId}, 'POLYGON', now(), now()), (${accountId}, 'ETHEREUM', null, now())`;
  const shown = await samples('purser_sweeps');
  expect(shown['purser_sweeps_planned{network="POLYGON"}']).toBe(1);
  expect(shown['purser_sweeps_under_way{network="POLYGON"}']).toBe(1);
  expect(Math.floor(Number(shown['purser_sweeps_planned_oldest_seconds{network="POLYGON"}']) / 60)).toBe(60);
  expect(await samples('purser_sweep_no')).toEqual({
    'purser_sweep_no_destination{network="ETHEREUM"}': 0,
    'purser_sweep_no_destination{network="POLYGON"}': 1,
  });
  expect(await samples('purser_sweep_needs')).toEqual({});
  await api.rows`insert into sweep_pauses (purse_id, currency, skips, reason, until)
    select id, 'USDC_POL', 3, 'refused', null from purses limit 1`;
  expect(await samples('purser_sweep_needs')).toEqual({
    'purser_sweep_needs_a_person{currency="USDC_POL"}': 1,
  });
});

test('what left purses without us is shown by network and kind, until a person explains it', async () => {
  expect(await samples('purser_findings')).toEqual({});
  await api.rows`insert into findings (id, account_id, network, chain_id, purse_id, kind, currency, amount, ordinal, is_final)
    select 'fnd_' || n, account_id, 'POLYGON', 137, id, 'token_outflow', 'USDC_POL', 1, n, n > 1
    from (select * from purses limit 1) p, generate_series(1, 3) as n`;
  const shown = 'purser_findings_open{network="POLYGON",kind="token_outflow"}';
  expect(await samples('purser_findings')).toEqual({ [shown]: 2 });
  await api.rows`update findings set resolved_at = now(), explanation = 'x', resolved_by = 'ann' where is_final`;
  expect(await samples('purser_findings')).toEqual({});
});

test('a lane is shown with what is unmined, for how long, and whether it is stopped', async () => {
  expect(await samples('purser_lane')).toEqual({});
  const { accountId } = api.merchant;
  await api.rows`insert into lanes (chain_id, sender, account_id, network, next_nonce)
    values (31337, '0xaa', ${accountId}, 'ETHEREUM', 2), (137, '0xaa', ${accountId}, 'POLYGON', 0)`;
  await api.rows`insert into sends (chain_id, sender, nonce, created_at)
    values (31337, '0xaa', 0, now() - interval '1 hour'), (31337, '0xaa', 1, now())`;
  await api.rows`update lanes set stopped_code = 'paused', stopped_detail = 'x', stopped_at = now()
    where network = 'POLYGON'`;
  const shown = await samples('purser_lane');
  const of = (name: string, network: string) => shown[`${name}{network="${network}",sender="0xaa"}`];
  expect([of('purser_lane_stopped', 'ETHEREUM'), of('purser_lane_stopped', 'POLYGON')]).toEqual([0, 1]);
  expect([of('purser_lane_unmined', 'ETHEREUM'), of('purser_lane_unmined', 'POLYGON')]).toEqual([2, 0]);
  expect(Math.floor(Number(of('purser_lane_unmined_oldest_seconds', 'ETHEREUM')) / 60)).toBe(60);
  expect(of('purser_lane_unmined_oldest_seconds', 'POLYGON')).toBe(0);
});
