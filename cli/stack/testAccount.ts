import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAccount } from '../../db/accounts/createAccount.ts';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import type { Db } from '../../db/connect.ts';

/** The API key of the stack's test account. Account and key are made on the first start. */
export async function testAccountKey(db: Db, home: string, pursePeriodSeconds: number): Promise<string> {
  const file = join(home, 'api-key');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const { accountId } = await createAccount(db, {
    name: 'Test merchant',
    livemode: false,
    pursePeriodSeconds,
  });
  const { key } = await createApiKey(db, accountId, {
    label: 'first start',
    scopes: ['read', 'write', 'admin'],
  });
  writeFileSync(file, `${key}\n`, { mode: 0o600 });
  return key;
}
