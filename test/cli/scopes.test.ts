import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../../db/accounts/createAccount.ts';
import { findApiKey } from '../../db/accounts/findApiKey.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import { runKeys } from './runKeys.ts';

let database: TestDatabase;
let folder: string;
let account: AccountId;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'purser-scopes-'));
  account = (await createAccount(database.db, { name: 'shop', livemode: false })).accountId;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

/** The id and the key that the command printed. */
async function keys(...args: readonly string[]): Promise<{ readonly id: string; readonly key: string }> {
  const { code, output } = await runKeys(args, {
    folder,
    input: '',
    timeoutMs: 60_000,
    settings: { DATABASE_URL: database.url },
  });
  expect(code, output).toBe(0);
  const [id = '', key = ''] = output.split('\n');
  return { id, key };
}
const scopesOf = async ({ key }: { readonly key: string }) => (await findApiKey(database.db, key))?.scopes;

test(
  'the command line grants `payout` and `approve`, and a rotation by it keeps them',
  { timeout: 120_000 },
  async () => {
    const scopes = ['read', 'payout', 'approve'];
    const made = await keys('create', '--account', account, '--scopes', scopes.join(','), '--label', 'x');
    expect(await scopesOf(made)).toEqual(scopes);
    expect(await scopesOf(await keys('rotate', '--key', made.id))).toEqual(scopes);
  },
);
