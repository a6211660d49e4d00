import { z } from 'zod';
import { PurserError } from '../../domain/errors.ts';

import { formatAmount } from '../../domain/money.ts';
import type { Currency, Registry } from '../../domain/registry.ts';
import { networkOf, requiredConfirmations } from '../../domain/registry.ts';
import { amount, listOf, listParameters, pageOf, text } from '../http/fields.ts';
import { requireCurrency } from '../requireCurrency.ts';
import type { Route } from '../http/types.ts';
import { readRoute } from '../http/route.ts';

const currencySchema = z
  .object({
    code: z.string().meta({ example: 'USDT_BSC' }),
    name: z.string(),
    network: z.string(),
    chainId: z.int(),
    contract: z.string().nullable().meta({ description: 'Null for the native coin of its network.' }),
    decimals: z.int(),
    minDeposit: amount,
    confirmations: z
      .int()
      .nullable()
      .meta({ description: 'Null where the network tells finality by a tag rather than by depth.' }),
    supported: z.boolean(),
    groups: z.array(z.string()).meta({
      description:
        'The groups that count it 1:1 with their other currencies: each is a coin of forms, charges and balances.',
      example: ['USD_MULTI_1'],
    }),
  })
  .meta({ id: 'Currency' });

function present(registry: Registry, currency: Currency): z.output<typeof currencySchema> {
  return {
    code: currency.code,
    name: currency.name,
    network: currency.network,
    chainId: currency.chainId,
    contract: currency.contract,
    decimals: currency.decimals,
    minDeposit: formatAmount(currency.minDeposit, currency.decimals),
    confirmations: requiredConfirmations(networkOf(registry, currency.network).finality),
    supported: currency.supported,
    groups: registry.groups
      .filter(({ currencies }) => currencies.includes(currency.code))
      .map(({ code }) => code),
  };
}

const listCurrencies = readRoute(
  {
    path: '/v1/currencies',
    summary: 'List currencies',
    description: 'In the order of the registry; the cursors are codes.',
    tag: 'Currencies',
    scope: 'read',
    errors: ['currency_not_found'],
    query: z.strictObject(listParameters(text(32))),
    response: listOf(currencySchema),
  },
  ({ query }, { registry }) => {
    const { limit, startingAfter, endingBefore } = pageOf(query);
    const all = registry.currencies;
    const at = (code: string): number => all.findIndex(currency => currency.code === code);
    const cursor = startingAfter ?? endingBefore;
    if (cursor !== undefined && at(cursor) < 0) {
      throw new PurserError('currency_not_found', 'The cursor is not a currency.');
    }
    const rest = endingBefore === undefined ? all.slice(startingAfter ? at(startingAfter) + 1 : 0) : [];
    const before = endingBefore === undefined ? [] : all.slice(0, at(endingBefore));
    const data = endingBefore === undefined ? rest.slice(0, limit) : before.slice(-limit);
    return Promise.resolve({
      data: data.map(currency => present(registry, currency)),
      hasMore: Math.max(rest.length, before.length) > limit,
    });
  },
);

const getCurrency = readRoute(
  {
    path: '/v1/currencies/{code}',
    summary: 'Get a currency',
    tag: 'Currencies',
    scope: 'read',
    errors: ['currency_not_found'],
    query: z.strictObject({}),
    response: currencySchema,
  },
  ({ parameter }, { registry }) => {
    return Promise.resolve(present(registry, requireCurrency(registry, parameter)));
  },
);

export const currencyRoutes: readonly Route[] = [listCurrencies, getCurrency];
