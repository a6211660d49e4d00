import { afterAll, beforeAll, expect, it } from 'vitest';
import { isLockTimeout } from '../../../db/classifyError.ts';
import { noteTrouble } from '../../../db/scanning/noteTrouble.ts';
import type { ChainId, NetworkCode } from '../../../domain/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('a note waits at most a second for the row that the scanner has locked, and leaves it unchanged', async () => {
  const chainId = 31_337 as ChainId;
  await database.db
    .insertInto('chain_cursors')
    .values({ chain_id: chainId, network: 'ETHEREUM' as NetworkCode, epoch: 1 })
    .execute();
  const trouble = { code: 'rpc_unavailable', reason: 'no answer' } as const;
  const row = () => database.db.selectFrom('chain_cursors').select('trouble_code').executeTakeFirstOrThrow();
  const met = await database.db.transaction().execute(async trx => {
    await trx.selectFrom('chain_cursors').select('epoch').forUpdate().execute();
    return noteTrouble(database.db, { chainId, epoch: 1 }, trouble).catch((error: unknown) => error);
  });
  expect(isLockTimeout(met)).toBe(true);
  expect(await row()).toEqual({ trouble_code: null });
  await noteTrouble(database.db, { chainId, epoch: 1 }, trouble);
  expect(await row()).toEqual({ trouble_code: 'rpc_unavailable' });
});
