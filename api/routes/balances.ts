import { z } from 'zod';
import type { Db } from '../../db/connect.ts';
import { findCustomer } from '../../db/customers.ts';
import { findForm } from '../../db/forms.ts';
import type { BalanceFilter } from '../../db/sumBalances.ts';
import { sumBalances } from '../../db/sumBalances.ts';
import { findCoin } from '../../domain/coin.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, FormId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import { amount, productId, requireCustomer } from '../fields.ts';
import { presentBalances } from '../presentBalances.ts';
import type { Route } from '../route.ts';
import { readRoute } from '../route.ts';

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

// Empty is a value here: it asks for totals. What is not empty is looked up, and so needs no other check.
const dimension = z.string().max(255).optional();

const list = readRoute(
  {
    path: '/v1/balances',
    summary: 'Balances of customers',
    description:
      'What the ledger owes customers, net of reversals. A parameter left out gives a row per value; an empty ' +
      'one gives totals over that dimension, with the field empty. A group gives one row of its currencies 1:1, and ' +
      'totals over all coins add whole units. `formId` only narrows to what came through that form.',
    tag: 'Balances',
    scope: 'read',
    errors: ['customer_not_found', 'currency_not_found', 'form_not_found'],
    query: z.strictObject({
      customerId: dimension.meta({ description: 'Our id or your externalId.' }),
      coin: dimension.meta({ description: 'A currency or a group.' }),
      productId: z.union([z.literal(''), productId]).optional(),
      formId: dimension,
    }),
    response: z.array(balanceSchema),
  },
  async ({ caller, query }, { db, registry }) => {
    const coin = query.coin ? findCoin(registry, query.coin) : undefined;
    if (query.coin && !coin) throw new PurserError('currency_not_found');
    const filter: BalanceFilter = {
      customers: await customersOf(db, caller.accountId, query.customerId),
      products: query.productId === undefined ? 'each' : query.productId ? { id: query.productId } : 'total',
      formId: query.formId ? await requireForm(db, caller.accountId, query.formId) : undefined,
      currencies: coin?.members.map(({ code }) => code),
    };
    const rows = await sumBalances(db, caller.accountId, filter);
    return presentBalances(registry, rows, {
      coin: query.coin === '' ? 'total' : (coin ?? 'each'),
      products: filter.products,
    });
  },
);

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

/** Throws `form_not_found`, also for another account's. */
async function requireForm(db: Db, accountId: AccountId, reference: string): Promise<FormId> {
  const id = parseId('frm', reference);
  if (id === undefined) throw new PurserError('form_not_found');
  await findForm(db, accountId, id);
  return id;
}

export const balanceRoutes: readonly Route[] = [list];
