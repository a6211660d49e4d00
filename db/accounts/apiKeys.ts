import type { Scope } from '../../domain/caller.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, ApiKeyId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { Page, Paged } from '../page.ts';
import { readPage } from '../page.ts';

/** A key as it may be shown: nothing here reveals the key itself. */
export interface ApiKeyView {
  readonly id: ApiKeyId;
  readonly scopes: readonly Scope[];
  readonly label: string;
  readonly created_at: Date;
  /** Set by a rotation: the key's last moment. */
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
}

const shown = ['id', 'scopes', 'label', 'created_at', 'expires_at', 'revoked_at'] as const;

/** The account's keys, including ended ones, newest first. */
export async function listApiKeys(
  db: Db,
  accountId: AccountId,
  page: Page<ApiKeyId>,
): Promise<Paged<ApiKeyView>> {
  const list = db.selectFrom('api_keys').select(shown).where('account_id', '=', accountId);
  return readPage(list, 'id', page);
}

/**
 * Locks a key until the end of the transaction. Throws `api_key_not_found`, also for a key of another
 * account.
 */
export async function lockApiKey(trx: Db, accountId: AccountId, id: ApiKeyId): Promise<ApiKeyView> {
  const row = await trx
    .selectFrom('api_keys')
    .select(shown)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw new PurserError('api_key_not_found');
  return row;
}

/** The account that owns the key; undefined if no key has this id. */
export async function accountOfKey(db: Db, id: ApiKeyId): Promise<AccountId | undefined> {
  const row = await db.selectFrom('api_keys').select('account_id').where('id', '=', id).executeTakeFirst();
  return row?.account_id;
}
