import type { KyselyPlugin } from 'kysely';
import { PostgresQueryCompiler } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../api/routes/index.ts';
import { createApiKey } from '../../../db/accounts/createApiKey.ts';
import { newId } from '../../../domain/ids.ts';
import { newSweeper } from '../../db/destinations/destinationWorld.ts';
import { seedCustomer, seedDeposit, seedPosting } from '../seedDeposit.ts';
import type { Reply, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

/** The statements since it was emptied, without their values. */
let statements: string[] = [];
const compiler = new PostgresQueryCompiler();
const noting: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => {
    statements.push(compiler.compileQuery(node, queryId).sql);
    return node;
  },
  transformResult: ({ result }) => Promise.resolve(result),
};

let api: TestApi;
/** Ids that belong to the other merchant, by the beginning of the paths that take them. */
let foreign: Readonly<Record<string, string>>;
/** A key of every scope. */
let everything: string;

beforeAll(async () => {
  api = await startApi({ db: db => db.withPlugin(noting) });
  const key = api.other.keys.admin;
  const customer = await seedCustomer(api, 'theirs', api.other.keys.write);
  const purse = await api.call('GET', '/v1/purse?customerId=theirs&currency=ETH', { key });
  const endpoint = await api.call('POST', '/v1/webhook-endpoints', {
    key,
    body: { url: 'https://shop.example/hook' },
  });
  const events = await api.call('GET', '/v1/events?limit=1', { key });
  await api.call('POST', '/v1/customers', { key, body: {} });
  const deliveries = await api.call('GET', '/v1/deliveries?limit=1', { key });
  await seedPosting(api, await seedDeposit(api, { customerId: customer }), 'customer', '1500000000000000000');
  const charge = await api.call('POST', '/v1/charges', {
    key,
    body: { customerId: 'theirs', coin: 'ETH', amount: '1' },
    headers: { 'idempotency-key': 'theirs' },
  });
  const apiKey = await api.call('POST', '/v1/api-keys', { key, body: { scopes: ['read'], label: 'x' } });
  const form = await api.call('POST', '/v1/forms', {
    key,
    body: { title: 'Theirs', coins: ['ETH'], receiver: `0x${'1'.repeat(40)}` },
  });
  const session = await api.call('POST', '/v1/sessions', {
    key,
    body: { formId: form.body.id, customer: { id: 'theirs' }, price: { ETH: '1' } },
  });
  await newSweeper(api.db, api.other.accountId);
  const destination = await api.call('POST', '/v1/destinations', {
    key,
    body: { network: 'ETHEREUM', address: `0x${'2'.repeat(40)}`, label: 'Theirs' },
  });
  const asked = await api.call('POST', '/v1/account', { key, body: { payoutLimit: { ETH: '1' } } });
  const sweep = newId('swp');
  await api.rows`insert into sweeps (id, account_id, network, chain_id, method)
    values (${sweep}, ${api.other.accountId}, 'ETHEREUM', 31337, 'delegated')`;
  const { accountId } = api.merchant;
  everything = (await createApiKey(api.db, accountId, { scopes: ['admin', 'payout', 'approve'], label: 'x' }))
    .key;
  foreign = {
    '/v1/customers/': customer,
    '/v1/purses/': purse.body.purseId,
    '/v1/test/purses/': purse.body.purseId,
    '/v1/transactions/': await seedDeposit(api, { customerId: customer }),
    '/v1/webhook-endpoints/': endpoint.body.id,
    '/v1/events/': String(events.body.data[0]?.id),
    '/v1/deliveries/': String(deliveries.body.data[0]?.id),
    '/v1/test/deliveries/': String(deliveries.body.data[0]?.id),
    '/v1/charges/': charge.body.id,
    '/v1/api-keys/': apiKey.body.id,
    '/v1/forms/': form.body.id,
    '/v1/sessions/': String(session.body['sessionId']),
    '/v1/destinations/': destination.body.id,
    '/v1/sweeps/': sweep,
    '/v1/approval-requests/': String(asked.body['approvalRequestId']),
  };
});
afterAll(() => api.stop());

/** A valid body, but for a foreign id, for routes that refuse an empty body. */
const bodies: Readonly<Record<string, object>> = {
  '/v1/transactions/{id}/compliance': { verdict: 'approve', reason: 'r' },
  '/v1/transactions/{id}/allocate': { to: 'customer', reason: 'r' },
  '/v1/purses/{purseId}/release': { reason: 'r' },
  '/v1/destinations/{id}/disable': { reason: 'r' },
};

/** What belongs to no account, or identifies itself. */
const notOwned = ['/v1/currencies/{code}', '/v1/rescans/{id}'];
const owned = routes
  .map(({ spec }) => spec)
  .filter(({ path }) => path.includes('{') && !notOwned.includes(path) && !path.includes('receivers'));

test.for(owned.map(({ method, path }) => [method.toUpperCase(), path] as const))(
  "%s %s treats another account's id exactly like an unknown one, in its answer and in its work",
  async ([method, path]) => {
    const known = Object.entries(foreign).find(([prefix]) => path.startsWith(prefix))?.[1];
    expect(known, `the test has no id for ${path}`).toBeDefined();
    const ask = async (id: string): Promise<{ readonly reply: Reply; readonly work: string[] }> => {
      statements = [];
      const reply = await api.call(method, path.replace(/\{\w+\}/, id), {
        key: everything,
        ...(method === 'GET' ? {} : { body: bodies[path] ?? {} }),
        headers: { 'idempotency-key': `${path} ${id}` },
      });
      return { reply, work: statements };
    };
    const theirs = await ask(known ?? '');
    // A delivery's id contains the ids of its event and its endpoint.
    const prefixes = (known ?? '').split(':').map(id => id.slice(0, 3) as Parameters<typeof newId>[0]);
    const unknown = await ask(prefixes.map(prefix => newId(prefix)).join(':'));

    expect(theirs.reply.status).toBe(404);
    const comparable = ({ body }: Reply): object => ({ ...body, instance: '', requestId: '' });
    expect(comparable(theirs.reply)).toEqual(comparable(unknown.reply));
    expect(theirs.work.length).toBeGreaterThan(0);
    expect(theirs.work).toEqual(unknown.work);
  },
);
