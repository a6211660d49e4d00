import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAccount } from '../../db/accounts/createAccount.ts';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import { findApiKey } from '../../db/accounts/findApiKey.ts';
import type { Db } from '../../db/connect.ts';
import type { AccountId } from '../../domain/ids.ts';

/** The stack's test account, with its API key. Both are made on the first start. Null: the key was revoked since. */
export async function testAccount(
  db: Db,
  home: string,
  pursePeriodSeconds: number,
): Promise<{ readonly accountId: AccountId | null; readonly key: string }> {
  const file = join(home, 'api-key');
  if (existsSync(file)) {
    const saved = readFileSync(file, 'utf8').trim();
    const caller = await findApiKey(db, saved);
    return { accountId: caller?.accountId ?? null, key: saved };
  }
  const { accountId } = await createAccount(db, {
    name: 'Test merchant',
    livemode: false,
    pursePeriodSeconds,
  });
  const { key } = await createApiKey(db, accountId, {
    label: 'first start',
    scopes: ['read', 'write', 'admin', 'payout'],
  });
  writeFileSync(file, `${key}\n`, { mode: 0o600 });
  return { accountId, key };
}
