import type { ChecksumAddress } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, FormId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { CoinCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { Page, Paged } from '../page.ts';
import { readPage } from '../page.ts';
import type { FormRow } from '../schema.ts';

export interface FormFields {
  readonly title: string;
  readonly coins: readonly CoinCode[];
  /** Null: swept money goes to the account's receiver. */
  readonly receiver: ChecksumAddress | null;
  readonly returnUrl: string | null;
  /** Where a payer gets help: an https page, an email address. */
  readonly supportUrl?: string | null;
  readonly supportEmail?: string | null;
  /** As `#rrggbb`. */
  readonly accentColor?: string | null;
  readonly logo?: Logo | null;
}

/** A picture; its name is the hash of its content. */
export interface Logo {
  readonly name: string;
  readonly type: 'png' | 'jpeg' | 'webp';
  readonly body: Buffer;
}

export async function createForm(trx: Db, accountId: AccountId, fields: FormFields): Promise<FormRow> {
  const form = await trx
    .insertInto('forms')
    .values({
      id: newId('frm'),
      account_id: accountId,
      title: fields.title,
      coins: [...fields.coins],
      receiver: fields.receiver,
      return_url: fields.returnUrl,
      support_url: fields.supportUrl ?? null,
      support_email: fields.supportEmail ?? null,
      accent_color: fields.accentColor ?? null,
      logo: fields.logo?.name ?? null,
      version: fields.receiver === null ? 0 : 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (fields.logo) await saveLogo(trx, form.id, fields.logo);
  return form;
}

async function saveLogo(trx: Db, formId: FormId, logo: Logo | null): Promise<void> {
  if (logo === null) {
    await trx.deleteFrom('form_logos').where('form_id', '=', formId).execute();
    return;
  }
  await trx
    .insertInto('form_logos')
    .values({ form_id: formId, ...logo })
    .onConflict(conflict => conflict.column('form_id').doUpdateSet({ ...logo }))
    .execute();
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
  const list = db.selectFrom('forms').selectAll().where('account_id', '=', accountId);
  return readPage(list, 'id', page);
}

/** Like `findForm`, and locks the form until the transaction ends. */
export async function lockForm(trx: Db, accountId: AccountId, id: FormId): Promise<FormRow> {
  const row = await trx
    .selectFrom('forms')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw new PurserError('form_not_found');
  return row;
}

/** Changes the given fields of a locked form. Existing sessions keep their price and receiver. */
export async function updateForm(
  trx: Db,
  before: FormRow,
  {
    title,
    coins,
    receiver,
    returnUrl,
    supportUrl,
    supportEmail,
    accentColor,
    logo,
  }: { readonly [field in keyof FormFields]?: FormFields[field] | undefined },
): Promise<FormRow> {
  const changes = {
    ...(title === undefined ? {} : { title }),
    ...(coins === undefined ? {} : { coins: [...coins] }),
    ...(receiver === undefined || receiver === before.receiver
      ? {}
      : { receiver, version: before.version + 1 }),
    ...(returnUrl === undefined ? {} : { return_url: returnUrl }),
    ...(supportUrl === undefined ? {} : { support_url: supportUrl }),
    ...(supportEmail === undefined ? {} : { support_email: supportEmail }),
    ...(accentColor === undefined ? {} : { accent_color: accentColor }),
    ...(logo === undefined ? {} : { logo: logo?.name ?? null }),
  };
  if (Object.keys(changes).length === 0) return before;
  const row = await trx
    .updateTable('forms')
    .set(changes)
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (logo !== undefined) await saveLogo(trx, before.id, logo);
  return row;
}
