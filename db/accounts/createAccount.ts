import type { AccountId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

const thirtyDays = 30 * 24 * 3600;

/** Makes an account with its event counter. `pursePeriodSeconds`: a purse's life without a confirmed deposit. */
export async function createAccount(
  db: Db,
  account: { readonly name: string; readonly livemode: boolean; readonly pursePeriodSeconds?: number },
): Promise<{ readonly accountId: AccountId }> {
  const id = newId('acc');
  await db.transaction().execute(async trx => {
    await trx
      .insertInto('accounts')
      .values({
        id,
        name: account.name,
        livemode: account.livemode,
        purse_period_seconds: account.pursePeriodSeconds ?? thirtyDays,
      })
      .execute();
    await trx.insertInto('account_counters').values({ account_id: id }).execute();
  });
  return { accountId: id };
}
