import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApiKey } from '../../../db/accounts/createApiKey.ts';
import { rotateApiKey } from '../../../db/accounts/rotateApiKey.ts';
import { migrations } from '../../../db/migrations/index.ts';
import type { ApiKeyId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';

let database: TestDatabase;
const accountId = newId('acc');
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  await migrateTo('0027_sending_pauses');
  await sql`insert into accounts (id, name, livemode, purse_period_seconds) values (${accountId}, 'shop', true, 3600)`.execute(
    database.db,
  );
});
afterAll(() => database.drop());

async function migrateTo(name: string): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  const { error } = await new Migrator({ db: database.db, provider }).migrateTo(name);
  if (error !== undefined) throw error;
}

async function earlierKey(): Promise<ApiKeyId> {
  const id = newId('key');
  await sql`insert into api_keys (id, account_id, hash, scopes, label)
    values (${id}, ${accountId}, ${Buffer.from(id)}, '{admin}', 'x')`.execute(database.db);
  return id;
}

const traced = (action: string, resource: string, by: string | null, changes: object[] | null) =>
  sql`insert into audits (id, account_id, action, resource_type, resource_id, api_key_id, changes)
    values (${newId('aud')}, ${accountId}, ${action}, 'api_key', ${resource}, ${by},
      ${changes && JSON.stringify(changes)}::jsonb)`.execute(database.db);

const lineageOf = async (id: ApiKeyId) => {
  const { rows } = await sql<{ lineage: ApiKeyId[] }>`select lineage from api_keys where id = ${id}`.execute(
    database.db,
  );
  return rows[0]?.lineage.toSorted();
};

it('the keys of an earlier release get the lineage that their audits tell, and later ones inherit it', async () => {
  const [root, child, rotated, other] = [
    await earlierKey(),
    await earlierKey(),
    await earlierKey(),
    await earlierKey(),
  ];
  await traced('create', root, null, null);
  await traced('create', child, root, [{ field: 'scopes', old: null, new: ['admin'] }]);
  await traced('rotate', child, other, [{ field: 'replacedBy', old: null, new: rotated }]);
  await migrateTo('0028_approvals');
  expect(await lineageOf(root)).toEqual([root]);
  expect(await lineageOf(child)).toEqual([root, child].toSorted());
  expect(await lineageOf(rotated)).toEqual([root, child, rotated, other].toSorted());
  expect(await lineageOf(other)).toEqual([other]);

  const { keyId: own } = await createApiKey(database.db, accountId, { scopes: ['approve'], label: 'x' });
  expect(await lineageOf(own)).toEqual([own]);
  const { keyId: minted } = await createApiKey(database.db, accountId, {
    ...{ scopes: ['read'], label: 'x', parents: [rotated, own] },
  });
  expect(await lineageOf(minted)).toEqual([root, child, rotated, other, own, minted].toSorted());
  const { made } = await database.db
    .transaction()
    .execute(trx =>
      rotateApiKey(trx, accountId, own, { overlapSeconds: 0, grantable: ['approve'], by: null }),
    );
  expect(await lineageOf(made.keyId)).toEqual([own, made.keyId].toSorted());
});
