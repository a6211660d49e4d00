import { z } from 'zod';
import type { Db } from '../../db/connect.ts';
import { findCustomer } from '../../db/customers/customers.ts';
import type { BalanceFilter, BalancePart } from '../../db/ledger/sumBalances.ts';
import { sumBalances } from '../../db/ledger/sumBalances.ts';
import { findForm } from '../../db/sessions/forms.ts';
import type { Coin } from '../../domain/coin.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, FormId } from '../../domain/ids.ts';
import { parseId, productIdOf } from '../../domain/ids.ts';
import { amount, limitOfRows, productId, requireCustomer, text, textUpTo } from '../http/fields.ts';
import { Part, readRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { presentBalances } from '../presentBalances.ts';
import { requireCoin } from '../requireCurrency.ts';

const balanceSchema = z
  .object({
    customerId: z.string(),
    externalId: z.string().nullable(),
    productId: z.string().nullable(),
    coin: z.string(),
    deposited: amount.meta({ example: '20', description: 'All that came, net of reversals.' }),
    charged: amount.meta({ example: '7.5', description: 'Net of refunds.' }),
    balance: amount.meta({
      example: '12.5',
      description: '`deposited` less `charged`; negative where a reversal took more than was left.',
    }),
  })
  .meta({ id: 'Balance' });

/** The most rows of one answer: about 2 MB. */
const mostRows = 10_000;

const cursor = z
  .string()
  .max(4096)
  .transform((value, context) => {
    const named = parseCursor(value);
    if (named) return named;
    context.addIssue({ code: 'custom', message: 'must be a cursor from the header Link' });
    return z.NEVER;
  })
  .meta({ pattern: '^[A-Za-z0-9_-]+$', example: 'WyJjdXNfMSIsbnVsbCwiRVRIIl0' });

const place = z.tuple([z.string(), textUpTo(255), textUpTo(32)]);

function parseCursor(value: string) {
  const { data } = place.safeParse(jsonIn(Buffer.from(value, 'base64url').toString()));
  if (!data) return undefined;
  const [customer, product, coin] = data;
  const customerId = customer === '' ? null : parseId('cus', customer);
  if (customerId === undefined) return undefined;
  return { customerId, productId: product === '' ? null : productIdOf(product), currency: coin };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// An empty value asks for totals. Other values are looked up, so they need no other check.
const dimension = z.union([z.literal(''), text(255)]).optional();

const list = readRoute(
  {
    path: '/v1/balances',
    summary: 'Balances of customers',
    description:
      'What the ledger owes customers, net of reversals. A parameter left out gives a row per value; an empty ' +
      'one gives totals over that dimension, with the field empty. A group gives one row of its currencies 1:1, and ' +
      'totals over all coins add whole units. `formId` only narrows to what came through that form. At most 10,000 ' +
      'rows, or `limit`, newest customers first; where there are more, the header `Link` has the address of the next ' +
      'ones (`rel="next"`).',
    hasLink: true,
    tag: 'Balances',
    scope: 'read',
    errors: ['customer_not_found', 'currency_not_found', 'form_not_found'],
    query: z.strictObject({
      customerId: dimension.meta({ description: 'Our id or your externalId.' }),
      coin: dimension.meta({ description: 'A currency or a group.' }),
      productId: z.union([z.literal(''), productId]).optional(),
      formId: dimension,
      limit: limitOfRows('10,000 unless told'),
      startingAfter: cursor.optional().meta({ description: 'Where to go on: as the header `Link` says.' }),
    }),
    response: z.array(balanceSchema),
  },
  async ({ caller, query }, { db, registry }) => {
    const coin = query.coin ? requireCoin(registry, query.coin) : undefined;
    const filter: BalanceFilter = {
      customers: await customersOf(db, caller.accountId, query.customerId),
      products: query.productId === undefined ? 'each' : query.productId ? { id: query.productId } : 'total',
      formId: query.formId ? await requireForm(db, caller.accountId, query.formId) : undefined,
      currencies: coin?.members.map(({ code }) => code),
    };
    const asked = {
      coin: query.coin === '' ? ('total' as const) : (coin ?? ('each' as const)),
      products: filter.products,
    };
    const most = query.limit ?? mostRows;
    // A row adds up as many currencies as the coin has. One more row shows that more follow.
    const perRow = coin?.members.length ?? (query.coin === '' ? registry.currencies.length : 1);
    const part = { rows: (most + 1) * Math.max(1, perRow), after: placeOf(query.startingAfter, asked.coin) };
    const rows = await sumBalances(db, caller.accountId, filter, part);
    const shown = presentBalances(registry, rows, asked);
    const last = shown.length > most ? shown[most - 1] : undefined;
    return new Part(shown.slice(0, most), last && cursorOf(last));
  },
);

type Shown = z.output<typeof balanceSchema>;

/** A cursor names a row by customer, product and coin. */
function cursorOf({ customerId, productId, coin }: Shown): string {
  return Buffer.from(JSON.stringify([customerId, productId ?? '', coin])).toString('base64url');
}

/** The place after the row of a cursor. If coins are added up, the place after all that the row adds. */
function placeOf(
  after: z.output<typeof cursor> | undefined,
  coin: 'each' | 'total' | Coin,
): BalancePart['after'] {
  if (!after) return undefined;
  const { customerId, productId, currency } = after;
  return { customerId, productId, ...(coin === 'each' ? { currency } : {}) };
}

async function customersOf(
  db: Db,
  accountId: AccountId,
  reference: string | undefined,
): Promise<BalanceFilter['customers']> {
  if (reference === undefined) return 'each';
  if (reference === '') return 'total';
  const { id } = await findCustomer(db, accountId, requireCustomer(reference));
  return { id };
}

/** Throws `form_not_found`, also for another account's form. */
async function requireForm(db: Db, accountId: AccountId, reference: string): Promise<FormId> {
  const id = parseId('frm', reference);
  if (id === undefined) throw new PurserError('form_not_found');
  await findForm(db, accountId, id);
  return id;
}

export const balanceRoutes: readonly Route[] = [list];
