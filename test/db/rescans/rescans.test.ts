import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { limitRescans } from '../../../api/limitRescans.ts';
import { createAccount } from '../../../db/accounts/createAccount.ts';
import { connect } from '../../../db/connect.ts';
import type { RescanClaim } from '../../../db/rescans/claimRescan.ts';
import { claimRescan, releaseRescan, renewRescan } from '../../../db/rescans/claimRescan.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { NetworkCode } from '../../../domain/registry.ts';
import { rescanWorkflowId } from '../../../domain/scanning/messages.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';

const [ethereum, polygon] = ['ETHEREUM' as NetworkCode, 'POLYGON' as NetworkCode];

let database: TestDatabase;
let accounts: readonly AccountId[];
beforeAll(async () => {
  database = await createTestDatabase();
  const made = Array.from({ length: 3 }, () => createAccount(database.db, { name: 'a', livemode: false }));
  accounts = (await Promise.all(made)).map(({ accountId }) => accountId);
});
afterAll(() => database.drop());
beforeEach(() => database.db.deleteFrom('running_rescans').execute());

const claim = (claimed: Partial<RescanClaim> & Pick<RescanClaim, 'workflowId'>, db = database.db) =>
  claimRescan(db, { network: ethereum, accountId: null, ...claimed }).then(
    () => 'taken',
    (error: unknown) => (error instanceof PurserError ? error.code : error),
  );
const of = (at: number): AccountId | null => accounts[at] ?? null;

it('an account has one rescan at a time, on whatever network', async () => {
  expect(await claim({ workflowId: 'a', accountId: of(0) })).toBe('taken');
  expect(await claim({ workflowId: 'b', accountId: of(0), network: polygon })).toBe('too_many_rescans');
  expect(await claim({ workflowId: 'c', accountId: of(1), network: polygon })).toBe('taken');
  await releaseRescan(database.db, 'a');
  expect(await claim({ workflowId: 'b', accountId: of(0) })).toBe('taken');
});

it('a network has two, and accounts have one of them: the other is reserved for the operator', async () => {
  expect(await claim({ workflowId: 'a', accountId: of(0) })).toBe('taken');
  expect(await claim({ workflowId: 'b', accountId: of(1) })).toBe('too_many_rescans');
  expect(await claim({ workflowId: 'c' })).toBe('taken');
  expect(await claim({ workflowId: 'd' })).toBe('too_many_rescans');
  await releaseRescan(database.db, 'a');
  expect(await claim({ workflowId: 'd' })).toBe('taken');
  expect(await claim({ workflowId: 'b', accountId: of(1) })).toBe('too_many_rescans');
});

it('the same blocks are one rescan, whoever asks, and however often', async () => {
  expect(await claim({ workflowId: 'a' })).toBe('taken');
  expect(await claim({ workflowId: 'a', accountId: of(0) })).toBe('taken');
  expect(await database.db.selectFrom('running_rescans').select('slot').execute()).toEqual([{ slot: 2 }]);
});

it('one whose worker died frees its place when its lease ends, and one that is renewed does not', async () => {
  expect(await claim({ workflowId: 'dead', accountId: of(0) })).toBe('taken');
  expect(await claim({ workflowId: 'next', accountId: of(0) })).toBe('too_many_rescans');
  const over = { leased_until: new Date(Date.now() - 1000) };
  await database.db.updateTable('running_rescans').set(over).execute();
  expect(await claim({ workflowId: 'dead', accountId: of(0) })).toBe('taken');
  expect(await claim({ workflowId: 'next', accountId: of(0) })).toBe('too_many_rescans');
  await database.db.updateTable('running_rescans').set(over).execute();
  expect(await claim({ workflowId: 'next', accountId: of(1) })).toBe('taken');
});

it('joining a rescan does not prolong it; only its own reading does', async () => {
  const lease = () =>
    database.db.selectFrom('running_rescans').select(['account_id', 'leased_until']).execute();
  expect(await claim({ workflowId: 'a', accountId: of(0) })).toBe('taken');
  const before = await lease();
  for (const accountId of [of(0), of(1), null])
    expect(await claim({ workflowId: 'a', accountId })).toBe('taken');
  expect(await lease()).toEqual(before);
  await renewRescan(database.db, { network: ethereum, workflowId: 'a', accountId: of(0) });
  const after = await lease();
  expect(after[0]?.leased_until.getTime()).toBeGreaterThan(before[0]?.leased_until.getTime() ?? Infinity);
});

describe('one that could not be started', () => {
  const input = { network: ethereum, from: 1, to: 2 };
  const begin = (account: AccountId | null, onStart: () => Promise<void> = () => Promise.resolve()) => {
    if (!account) throw new Error('there is none');
    const rescans = limitRescans(
      {
        run: async () => {
          await onStart();
          throw new PurserError('temporarily_unavailable');
        },
        find: () => Promise.resolve(undefined),
      },
      database.db,
    );
    return rescans.run(input, account).catch((error: unknown) => error);
  };

  it('frees its place at once', async () => {
    expect(await begin(of(0))).toMatchObject({ code: 'temporarily_unavailable' });
    expect(await claim({ workflowId: 'next', accountId: of(1) })).toBe('taken');
  });

  it('keeps its place if a worker reads anyway', async () => {
    const renew = () =>
      renewRescan(database.db, { network: ethereum, workflowId: rescanWorkflowId(input), accountId: of(0) });
    expect(await begin(of(0), renew)).toMatchObject({ code: 'temporarily_unavailable' });
    expect(await claim({ workflowId: 'next', accountId: of(1) })).toBe('too_many_rescans');
  });

  it('takes no place from the one that it would have joined', async () => {
    expect(await claim({ workflowId: rescanWorkflowId(input), accountId: of(0) })).toBe('taken');
    expect(await begin(of(1))).toMatchObject({ code: 'temporarily_unavailable' });
    expect(await claim({ workflowId: 'next', accountId: of(1) })).toBe('too_many_rescans');
  });
});

it('of a hundred that several APIs request at the same time, two run', async () => {
  const apis = [connect(database.url), connect(database.url), connect(database.url)];
  const begun: string[] = [];
  const rescans = apis.map(db =>
    limitRescans(
      {
        run: ({ network }, accountId) => {
          begun.push(`${network} ${accountId}`);
          return Promise.resolve({ status: 'running' });
        },
        find: () => Promise.resolve(undefined),
      },
      db,
    ),
  );
  const asked = Array.from({ length: 100 }, (_, n) => {
    const account = of(n % 3);
    const api = rescans[n % 2];
    if (!api || !account) throw new Error('there is none');
    return api
      .run({ network: n % 2 === 0 ? ethereum : polygon, from: n, to: n + 10 }, account)
      .catch((error: unknown) => (error instanceof PurserError ? error.code : error));
  });
  const replies = await Promise.all(asked);
  expect(replies.filter(reply => reply === 'too_many_rescans')).toHaveLength(98);
  expect(begun).toHaveLength(2);
  expect(new Set(begun.map(each => each.split(' ')[0]))).toEqual(new Set([ethereum, polygon]));
  expect(new Set(begun.map(each => each.split(' ')[1])).size).toBe(2);
  await Promise.all(apis.map(db => db.destroy()));
});
