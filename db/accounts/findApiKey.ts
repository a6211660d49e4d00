import type { Expression, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { Caller } from '../../domain/caller.ts';
import { batchPerTurn } from '../batchPerTurn.ts';
import type { Db } from '../connect.ts';
import { prepareStatement } from '../prepareStatement.ts';
import { hashApiKey } from './createApiKey.ts';

/**
 * Columns of `api_keys` under the alias `k` and `accounts` under `a`, in every statement that finds a caller.
 */
export const callerColumns = ['k.id as keyId', 'a.id as accountId', 'a.livemode', 'k.scopes'] as const;
export const isValidKey: Expression<SqlBool> = sql`
  k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`;

const findByHashes = prepareStatement<{ hashes: readonly Buffer[] }>()('api_keys', (db, slot) =>
  db
    .selectFrom(
      sql<{ hash: Buffer; place: number }>`
        unnest(${slot('hashes')}::bytea[]) with ordinality`.as<'asked'>(sql`asked (hash, place)`),
    )
    .innerJoin('api_keys as k', 'k.hash', 'asked.hash')
    .innerJoin('accounts as a', 'a.id', 'k.account_id')
    .select(['asked.place', ...callerColumns])
    .where(isValidKey),
);

const findByHash = batchPerTurn(async (db, hashes: readonly Buffer[]) => {
  const callers = hashes.map((): Caller | null => null);
  for (const { place, ...caller } of await findByHashes(db, { hashes })) callers[place - 1] = caller;
  return callers;
});

/** The caller that the key belongs to; null if it is not a valid key. */
export async function findApiKey(db: Db, key: string): Promise<Caller | null> {
  return findByHash(db, hashApiKey(key));
}
