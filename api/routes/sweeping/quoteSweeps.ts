import { z } from 'zod';
import { surveySweeps } from '../../../db/sweeping/planSweeps.ts';
import type { Left } from '../../../db/sweeping/planSweeps.ts';
import { typicalFee } from '../../../db/sweeping/views/typicalFee.ts';
import { baseUnits, formatAmount, sum } from '../../../domain/money.ts';
import type { CurrencyCode, NetworkCode, Registry } from '../../../domain/registry.ts';
import { currencyIn, networkOf } from '../../../domain/registry.ts';
import type { PlannedItem } from '../../../domain/sweeping/sweep.ts';
import { sweepMethods } from '../../../domain/sweeping/method.ts';
import { leftReasons } from '../../../domain/sweeping/sweep.ts';
import { sweepPolicyOf } from '../../../domain/sweeping/sweepPolicy.ts';
import { amount, orNull } from '../../http/fields.ts';
import { writeRoute } from '../../http/route.ts';
import { feeSchema, presentFee } from './sweepFields.ts';
import { readWish, wishBody, wishErrors } from './wish.ts';

const quoteSchema = z
  .object({
    currency: z.string(),
    purses: z.int().meta({ example: 3 }),
    amount,
    method: z.enum(sweepMethods),
    fee: orNull(feeSchema),
    skipped: z.array(
      z
        .object({
          reason: z.enum(leftReasons),
          purses: z.int().meta({ example: 1 }),
          amount: amount.meta({ example: '0.5' }),
        })
        .meta({ id: 'SweepQuoteSkipped' }),
    ),
  })
  .meta({ id: 'SweepQuote' });

/** A POST, as it has the body of what it is the quote of. It changes nothing. */
export const quote = writeRoute(
  {
    method: 'post',
    path: '/v1/sweeps/quote',
    summary: 'Estimate a sweep',
    description:
      'What `POST /v1/sweeps` with the same body would move now, currency by currency, and what it would leave, and why. ' +
      'An estimate: nothing is reserved, and the next block may change it.',
    tag: 'Sweeps',
    scope: 'read',
    errors: [...wishErrors, 'sending_not_set_up'],
    body: wishBody,
    response: z.array(quoteSchema),
  },
  async ({ caller, body }, trx, { registry }) => {
    const wish = await readWish(trx, registry, caller, body);
    const { items, left } = await surveySweeps(trx, registry, wish);
    const feeOfItem = await typicalFee(trx, caller.accountId, wish.network);
    const currencies = [...new Set([...items, ...left].map(({ currency }) => currency))].toSorted();
    return {
      body: currencies.map(currency => {
        const of = <T extends { readonly currency: CurrencyCode }>(all: readonly T[]): readonly T[] =>
          all.filter(one => one.currency === currency);
        return presentQuote(registry, wish.network, {
          currency,
          items: of(items),
          left: of(left),
          feeOfItem,
        });
      }),
    };
  },
);

function presentQuote(
  registry: Registry,
  network: NetworkCode,
  {
    currency,
    items,
    left,
    feeOfItem,
  }: {
    readonly currency: CurrencyCode;
    readonly items: readonly PlannedItem[];
    readonly left: readonly Left[];
    readonly feeOfItem: bigint | undefined;
  },
): z.output<typeof quoteSchema> {
  const { decimals } = currencyIn(registry)(currency);
  return {
    currency,
    purses: new Set(items.map(({ purseId }) => purseId)).size,
    amount: formatAmount(sum(items.map(item => item.amount)), decimals),
    method: sweepPolicyOf(networkOf(registry, network)).method,
    fee: feeOfItem === undefined ? null : presentFee(registry, network, feeOfItem * BigInt(items.length)),
    skipped: left.map(one => ({
      reason: one.reason,
      purses: one.purses,
      amount: formatAmount(baseUnits(one.amount), decimals),
    })),
  };
}
