import type { AccountId } from '../domain/ids.ts';
import type { Db } from './connect.ts';

/** An account as it may be shown: without its secrets. */
export interface AccountView {
  readonly id: AccountId;
  readonly name: string;
  readonly livemode: boolean;
  readonly purse_period_seconds: number;
  readonly created_at: Date;
}

const shown = ['id', 'name', 'livemode', 'purse_period_seconds', 'created_at'] as const;

export async function findAccount(db: Db, id: AccountId): Promise<AccountView> {
  return db.selectFrom('accounts').select(shown).where('id', '=', id).executeTakeFirstOrThrow();
}

/** An absent field stays. A new period holds from the next purse, or the next confirmed deposit, on. */
export async function updateAccount(
  trx: Db,
  id: AccountId,
  fields: { readonly name?: string | undefined; readonly pursePeriodSeconds?: number | undefined },
): Promise<AccountView> {
  const before = await trx
    .selectFrom('accounts')
    .select(shown)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return trx
    .updateTable('accounts')
    .set({
      name: fields.name ?? before.name,
      purse_period_seconds: fields.pursePeriodSeconds ?? before.purse_period_seconds,
    })
    .where('id', '=', id)
    .returning(shown)
    .executeTakeFirstOrThrow();
}
