import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { CustomerId } from '../domain/ids.ts';

/** A customer by our id or by the merchant's own. */
export type CustomerRef = { readonly id: CustomerId } | { readonly externalId: string };

/** The condition on `customers` under the alias `c`; the caller adds the condition on the account. */
export function isCustomer(ref: CustomerRef): RawBuilder<SqlBool> {
  return 'id' in ref ? sql`c.id = ${ref.id}` : sql`c.external_id = ${ref.externalId}`;
}
