import { z } from 'zod';
import { findCustomer } from '../../db/customers.ts';
import type { BalanceFilter, Deposited } from '../../db/sumBalances.ts';
import { sumBalances } from '../../db/sumBalances.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { BaseUnits } from '../../domain/money.ts';
import { baseUnits, formatAmount } from '../../domain/money.ts';
import type { Registry } from '../../domain/registry.ts';
import { findCurrency } from '../../domain/registry.ts';
import { amount, requireCustomer } from '../fields.ts';
import type { ApiDeps } from '../deps.ts';
import type { Route } from '../route.ts';
import { readRoute } from '../route.ts';

const balanceSchema = z
  .object({
    customerId: z.string(),
    externalId: z.string().nullable(),
    productId: z.string().nullable(),
    coin: z.string(),
    deposited: amount,
    charged: amount,
    balance: amount,
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
      'one gives totals over that dimension, with the field empty. Totals over all coins add whole units.',
    tag: 'Balances',
    scope: 'read',
    errors: ['customer_not_found', 'currency_not_found', 'not_found'],
    query: z.strictObject({
      customerId: dimension.meta({ description: 'Our id or your externalId.' }),
      coin: dimension,
      productId: dimension,
      formId: dimension,
    }),
    response: z.array(balanceSchema),
  },
  async ({ caller, query }, { db, registry }) => {
    const currency = query.coin ? findCurrency(registry, query.coin) : undefined;
    if (query.coin && !currency) throw new PurserError('currency_not_found');
    // There are neither forms nor products yet, so no balance belongs to one.
    if (query.formId) throw new PurserError('not_found', 'There is no such form.');
    const customers = await customersOf(db, caller.accountId, query.customerId);
    if (query.productId) return [];
    const rows = await sumBalances(db, caller.accountId, { customers, currency: currency?.code });
    const productId = query.productId === '' ? '' : null;
    return merge(registry, rows, query.coin === '').map(({ coin, units, decimals, of }) => ({
      customerId: of.customerId ?? '',
      externalId: of.customerId === null ? '' : of.externalId,
      productId,
      coin,
      deposited: formatAmount(units, decimals),
      charged: '0',
      balance: formatAmount(units, decimals),
    }));
  },
);

async function customersOf(
  db: ApiDeps['db'],
  accountId: AccountId,
  reference: string | undefined,
): Promise<BalanceFilter['customers']> {
  if (reference === undefined) return 'each';
  if (reference === '') return 'total';
  const { id } = await findCustomer(db, accountId, requireCustomer(reference));
  return { id };
}

interface Line {
  readonly of: Deposited;
  readonly coin: string;
  readonly units: BaseUnits;
  readonly decimals: number;
}

/** A line per coin, or, over all coins, one per customer: then each amount is scaled to the finest coin. */
function merge(registry: Registry, rows: readonly Deposited[], overCoins: boolean): readonly Line[] {
  const lines = rows.map(row => {
    const currency = findCurrency(registry, row.currency);
    if (!currency) throw new Error(`the registry lacks ${row.currency}, which has postings`);
    return { of: row, coin: currency.code, units: row.deposited, decimals: currency.decimals };
  });
  if (!overCoins) return lines;
  const finest = Math.max(0, ...lines.map(line => line.decimals));
  const totals = new Map<string | null, Line>();
  for (const { of, units, decimals } of lines) {
    const scaled = units * 10n ** BigInt(finest - decimals);
    const before = totals.get(of.customerId)?.units ?? 0n;
    totals.set(of.customerId, { of, coin: '', units: baseUnits(before + scaled), decimals: finest });
  }
  return [...totals.values()];
}

export const balanceRoutes: readonly Route[] = [list];
