import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, ChargeId, ProductId, RefundId } from '../../domain/ids.ts';
import type { CoinCode, CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import { isCustomer } from '../customerRef.ts';
import type { Page, Paged } from '../page.ts';
import { readPage } from '../page.ts';

export interface ChargeFilter {
  readonly customer?: CustomerRef | undefined;
  readonly productId?: ProductId | undefined;
  readonly coin?: CoinCode | undefined;
}

// As JSON returns them: amounts are text, as a JSON number would be rounded; times are text too.
type PartsJson = readonly { currency: CurrencyCode; product_id: ProductId | null; amount: string }[];
type RefundsJson = readonly { id: RefundId; amount: string; reason: string | null; created_at: string }[];

/** What the charge `g` was taken from, in that order; the forms of one product are summed. */
const parts: RawBuilder<PartsJson> = sql`(
  select jsonb_agg(part order by first) from (
    select min(p.id) as first,
      jsonb_build_object('currency', p.currency, 'product_id', p.product_id, 'amount', sum(p.amount)::text) as part
    from entries e join postings p on p.entry_id = e.id
    where e.charge_id = g.id and p.ledger = 'charges'
    group by p.currency, p.product_id
  ) taken)`;

const refunds: RawBuilder<RefundsJson> = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', r.id, 'amount', r.amount::text, 'reason', r.reason, 'created_at', r.created_at) order by r.id), '[]')
  from refunds r where r.charge_id = g.id)`;

/** A charge with its customer's name, its parts and its refunds. */
export type ChargeView = Awaited<ReturnType<typeof findCharge>>;

function selectCharges(db: Db, accountId: AccountId) {
  return db
    .selectFrom('charges as g')
    .innerJoin('customers as c', 'c.id', 'g.customer_id')
    .selectAll('g')
    .select(['c.external_id', parts.as('parts'), refunds.as('refunds')])
    .where('g.account_id', '=', accountId);
}

/** Throws `charge_not_found`, also for a charge of another account. */
export async function findCharge(db: Db, accountId: AccountId, id: ChargeId) {
  const row = await selectCharges(db, accountId).where('g.id', '=', id).executeTakeFirst();
  if (!row) throw new PurserError('charge_not_found');
  return row;
}

export async function listCharges(
  db: Db,
  accountId: AccountId,
  filter: ChargeFilter,
  page: Page<ChargeId>,
): Promise<Paged<ChargeView>> {
  let query = selectCharges(db, accountId);
  if (filter.customer) query = query.where(isCustomer(filter.customer));
  if (filter.productId) query = query.where('g.product_id', '=', filter.productId);
  if (filter.coin) query = query.where('g.coin', '=', filter.coin);
  return readPage(query, 'g.id', page);
}
