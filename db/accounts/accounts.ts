import { sql } from 'kysely';
import type { PayoutLimit } from '../../domain/approvals.ts';
import type { OnDecline } from '../../domain/deposits/states.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** An account as it may be shown: without its secrets. */
export interface AccountView {
  readonly id: AccountId;
  readonly name: string;
  readonly livemode: boolean;
  readonly purse_period_seconds: number;
  readonly on_decline: OnDecline;
  readonly payout_limit: PayoutLimit;
  readonly created_at: Date;
}

const shown = [
  'id',
  'name',
  'livemode',
  'purse_period_seconds',
  'on_decline',
  'payout_limit',
  'created_at',
] as const;

export async function findAccount(db: Db, id: AccountId): Promise<AccountView> {
  return db.selectFrom('accounts').select(shown).where('id', '=', id).executeTakeFirstOrThrow();
}

/** Locks the account until the end of the transaction. */
export async function lockAccount(trx: Db, id: AccountId): Promise<AccountView> {
  return trx
    .selectFrom('accounts')
    .select(shown)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

/**
 * An absent field stays. A new period applies from the next purse, or the next confirmed deposit, on. A new
 * `onDecline` applies to every later decision, about any deposit.
 */
export async function updateAccount(
  trx: Db,
  id: AccountId,
  fields: {
    readonly name?: string | undefined;
    readonly pursePeriodSeconds?: number | undefined;
    readonly onDecline?: OnDecline | undefined;
  },
): Promise<{ readonly before: AccountView; readonly account: AccountView }> {
  const before = await lockAccount(trx, id);
  const account = await trx
    .updateTable('accounts')
    .set({
      name: fields.name ?? before.name,
      purse_period_seconds: fields.pursePeriodSeconds ?? before.purse_period_seconds,
      on_decline: fields.onDecline ?? before.on_decline,
    })
    .where('id', '=', id)
    .returning(shown)
    .executeTakeFirstOrThrow();
  return { before, account };
}

/** Every account, oldest first, with how many of its keys work. */
export async function listAccounts(db: Db): Promise<readonly (AccountView & { readonly keys: number })[]> {
  return db
    .selectFrom('accounts')
    .select(shown)
    .select(
      sql<number>`(select count(*) from api_keys k where k.account_id = accounts.id and k.revoked_at is null
        and (k.expires_at is null or k.expires_at > now()))`.as('keys'),
    )
    .orderBy('id')
    .execute();
}
