import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAccount } from '../../db/accounts/createAccount.ts';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import { findApiKey } from '../../db/accounts/findApiKey.ts';
import { revokeApiKey } from '../../db/accounts/revokeApiKey.ts';
import { batchPerTurn } from '../../db/batchPerTurn.ts';
import type { Db } from '../../db/connect.ts';
import { createCustomer } from '../../db/customers/createCustomer.ts';
import { findCallerWithPurse } from '../../db/purses/findCallerWithPurse.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
});
afterAll(() => database.drop());

/** Doubles its input when it is released; records the inputs of each batch. */
function doubling() {
  const turns: (readonly number[])[] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const double = batchPerTurn(async (_db, asked: readonly number[]) => {
    turns.push(asked);
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    await gate.promise;
    return asked.map(number => number * 2);
  });
  return { double, turns, gates };
}

const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve));

it('makes one call for all requests of a turn, and gives each its own answer', async () => {
  const { double, turns, gates } = doubling();
  const answers = Promise.all([1, 2, 3].map(number => double(db, number)));
  await nextTurn();
  expect(turns).toEqual([[1, 2, 3]]);
  gates[0]?.resolve();
  expect(await answers).toEqual([2, 4, 6]);
});

it('makes another call in the next turn, whether or not the last one is answered', async () => {
  const { double, turns, gates } = doubling();
  const early = double(db, 1);
  await nextTurn();
  const late = double(db, 2);
  await nextTurn();
  expect(turns).toEqual([[1], [2]]);
  gates[1]?.resolve();
  expect(await late).toBe(4);
  gates[0]?.resolve();
  expect(await early).toBe(2);
});

it('separates databases', async () => {
  const other = await createTestDatabase();
  const asked: unknown[] = [];
  const find = batchPerTurn((one, numbers: readonly number[]) => {
    asked.push([one === db, numbers]);
    return Promise.resolve(numbers);
  });
  await Promise.all([find(db, 1), find(other.db, 2), find(db, 3)]);
  expect(asked).toEqual([
    [true, [1, 3]],
    [false, [2]],
  ]);
  await other.drop();
});

it('fails all requests of the turn, and none afterwards', async () => {
  const { double, gates } = doubling();
  const failing = Promise.allSettled([double(db, 1), double(db, 2)]);
  await nextTurn();
  gates[0]?.reject(new Error('away'));
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const after = double(db, 3);
  await nextTurn();
  gates[1]?.resolve();
  expect(await after).toBe(6);
});

async function shop(externalIds: readonly string[]) {
  const { accountId } = await createAccount(db, { name: 'shop', livemode: false });
  const key = await createApiKey(db, accountId, { scopes: ['read'], label: 'test' });
  const customers = new Map<string, string>();
  for (const externalId of externalIds) {
    const { customer } = await createCustomer(db, accountId, { externalId });
    customers.set(externalId, customer.id);
  }
  return { accountId, ...key, customers };
}

it('finds for each of many simultaneous callers its own account and customer', async () => {
  const shops = [await shop(['a', 'b']), await shop(['b', 'c']), await shop([])];
  const [gone] = [await shop(['a'])];
  await revokeApiKey(db, gone.accountId, gone.keyId);
  const asked = [...shops, gone].flatMap(asker =>
    ['a', 'b', 'c', 'nobody'].map(externalId => ({ asker, externalId })),
  );
  // In another order than any index has.
  const shuffled = asked.toSorted((one, other) => one.externalId.localeCompare(other.externalId));
  const [answers, callers] = await Promise.all([
    Promise.all(
      [...shuffled, ...shuffled].map(({ asker, externalId }) =>
        findCallerWithPurse(db, asker.key, { externalId }),
      ),
    ),
    Promise.all(shuffled.map(({ asker }) => findApiKey(db, asker.key))),
  ]);
  const expected = shuffled.map(({ asker, externalId }) =>
    asker === gone ? null : [asker.keyId, asker.accountId, asker.customers.get(externalId)],
  );
  expect(
    answers.map(found => found && [found.caller.keyId, found.caller.accountId, found.customer?.customerId]),
  ).toEqual([...expected, ...expected]);
  expect(callers.map(caller => caller && [caller.keyId, caller.accountId])).toEqual(
    expected.map(found => found?.slice(0, 2) ?? null),
  );
});

it('refuses a key from the commit of its revocation on, while others of the account continue', async () => {
  const { accountId, key, keyId } = await shop(['a']);
  const other = await createApiKey(db, accountId, { scopes: ['read'], label: 'other' });
  const find = (one: string) => findCallerWithPurse(db, one, { externalId: 'a' });
  const under = Promise.all(Array.from({ length: 20 }, () => find(key)));
  await revokeApiKey(db, accountId, keyId);
  const after = await Promise.all([
    find(key),
    find(other.key),
    findApiKey(db, key),
    findApiKey(db, other.key),
  ]);
  expect(after.map(found => found !== null)).toEqual([false, true, false, true]);
  await under;
});
