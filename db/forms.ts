import type { ChecksumAddress } from '../domain/address.ts';
import { PurserError } from '../domain/errors.ts';
import type { AccountId, FormId } from '../domain/ids.ts';
import { newId } from '../domain/ids.ts';
import type { CoinCode } from '../domain/registry.ts';
import type { Db } from './connect.ts';
import type { Page, Paged } from './page.ts';
import { inPage, pageOrder, takePage } from './page.ts';
import type { FormRow } from './schema.ts';

export interface FormFields {
  readonly title: string;
  readonly coins: readonly CoinCode[];
  readonly receiver: ChecksumAddress;
  readonly returnUrl: string | null;
}

export async function createForm(trx: Db, accountId: AccountId, fields: FormFields): Promise<FormRow> {
  return trx
    .insertInto('forms')
    .values({
      id: newId('frm'),
      account_id: accountId,
      title: fields.title,
      coins: [...fields.coins],
      receiver: fields.receiver,
      return_url: fields.returnUrl,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Throws `form_not_found`, also for another account's. */
export async function findForm(db: Db, accountId: AccountId, id: FormId): Promise<FormRow> {
  const row = await db
    .selectFrom('forms')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new PurserError('form_not_found');
  return row;
}

export async function listForms(db: Db, accountId: AccountId, page: Page<FormId>): Promise<Paged<FormRow>> {
  const rows = await db
    .selectFrom('forms')
    .selectAll()
    .where('account_id', '=', accountId)
    .where(inPage('id', page))
    .orderBy(pageOrder('id', page))
    .limit(page.limit + 1)
    .execute();
  return takePage(rows, page);
}

/** Changes what is given. Sessions that were made keep their price and receiver. Throws `form_not_found`. */
export async function updateForm(
  trx: Db,
  accountId: AccountId,
  id: FormId,
  {
    title,
    coins,
    receiver,
    returnUrl,
  }: { readonly [field in keyof FormFields]?: FormFields[field] | undefined },
): Promise<FormRow> {
  const changes = {
    ...(title === undefined ? {} : { title }),
    ...(coins === undefined ? {} : { coins: [...coins] }),
    ...(receiver === undefined ? {} : { receiver }),
    ...(returnUrl === undefined ? {} : { return_url: returnUrl }),
  };
  if (Object.keys(changes).length === 0) return findForm(trx, accountId, id);
  const row = await trx
    .updateTable('forms')
    .set(changes)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new PurserError('form_not_found');
  return row;
}
