import { z } from 'zod';
import type { SweepView } from '../../../db/sweeping/views/readSweeps.ts';
import { baseUnits, formatAmount } from '../../../domain/money.ts';
import type { NetworkCode, Registry } from '../../../domain/registry.ts';
import { currencyIn, nativeOf } from '../../../domain/registry.ts';
import { sweepMethods } from '../../../domain/sweeping/method.ts';
import { itemStatuses, skipReasons, sweepStatuses } from '../../../domain/sweeping/sweep.ts';
import { amount, exampleId, orNull, time } from '../../http/fields.ts';

/** The destination of each network, by the network's code. */
export const treasurySchema = z.record(z.string(), z.string()).meta({ example: { BSC: exampleId('dst') } });

/** By the currency's code, in whole units. */
export const payoutLimitSchema = z.record(z.string(), z.string()).meta({ example: { USDT_BSC: '500' } });

export const feeSchema = z
  .object({
    currency: z.string().meta({ example: 'BNB' }),
    amount: z.string().meta({ example: '0.00042' }),
  })
  .meta({ id: 'SweepFee' });

const itemSchema = z
  .object({
    purseId: z.string(),
    customerId: z.string(),
    currency: z.string(),
    amount,
    destinationId: z.string().meta({ example: exampleId('dst') }),
    transactionIds: z.array(z.string()).meta({ example: [exampleId('txn')] }),
    status: z.enum(itemStatuses).meta({ example: 'planned' }),
    reason: z.enum(skipReasons).nullable().meta({ example: null }),
  })
  .meta({ id: 'SweepItem' });

const gwei = z.string().nullable();
const attemptSchema = z
  .object({
    hash: z.string().meta({ example: `0x${'5e1f'.repeat(16)}` }),
    nonce: z.int().meta({ example: 12 }),
    isEmpty: z.boolean(),
    fees: z
      .object({
        gasPriceGwei: gwei.meta({ example: null }),
        maxFeePerGasGwei: gwei.meta({ example: '3.5' }),
        maxPriorityFeePerGasGwei: gwei.meta({ example: '0.1' }),
      })
      .meta({ id: 'SweepAttemptFees' }),
    sentAt: time,
  })
  .meta({ id: 'SweepAttempt' });

const waitingSchema = z
  .object({
    reason: z.string().meta({ example: 'balance_too_low' }),
    detail: z.string().meta({ example: 'the sender lacks 420000000000000 wei' }),
  })
  .meta({ id: 'SweepWaiting' });

export const sweepSchema = z
  .object({
    id: z.string().meta({ example: exampleId('swp') }),
    network: z.string(),
    method: z.enum(sweepMethods),
    status: z.enum(sweepStatuses),
    reason: z.string().nullable().meta({ example: null }),
    waiting: orNull(waitingSchema),
    items: z.array(itemSchema),
    fee: orNull(feeSchema),
    transactionHash: z.string().nullable(),
    attempts: z.array(attemptSchema),
    createdAt: time,
    completedAt: time.nullable().meta({ example: null }),
  })
  .meta({ id: 'Sweep' });

export function presentSweep(registry: Registry, row: SweepView): z.output<typeof sweepSchema> {
  const currencyOf = currencyIn(registry);
  const { waiting_code: reason, waiting_detail: detail } = row;
  return {
    id: row.id,
    network: row.network,
    method: row.method,
    status: row.status,
    reason: row.reason,
    waiting: reason === null || detail === null ? null : { reason, detail },
    items: row.items.map(item => ({
      purseId: item.purse_id,
      customerId: item.customer_id,
      currency: item.currency,
      amount: formatAmount(item.amount, currencyOf(item.currency).decimals),
      destinationId: item.destination_id,
      transactionIds: [...item.deposits],
      status: item.status,
      reason: item.reason,
    })),
    fee: row.fee === null ? null : presentFee(registry, row.network, row.fee),
    transactionHash: row.mined_hash,
    attempts: row.attempts.map(attempt => ({
      hash: attempt.hash,
      nonce: attempt.nonce,
      isEmpty: attempt.is_empty,
      fees: {
        gasPriceGwei: inGwei(attempt.gas_price),
        maxFeePerGasGwei: inGwei(attempt.max_fee_per_gas),
        maxPriorityFeePerGasGwei: inGwei(attempt.max_priority_fee_per_gas),
      },
      sentAt: attempt.signed_at.toISOString(),
    })),
    createdAt: row.created_at.toISOString(),
    completedAt: row.completed_at?.toISOString() ?? null,
  };
}

/** In the network's own coin; null if the registry does not list it. */
export function presentFee(
  registry: Registry,
  network: NetworkCode,
  wei: bigint,
): z.output<typeof feeSchema> | null {
  const coin = nativeOf(registry, network);
  return coin ? { currency: coin.code, amount: formatAmount(baseUnits(wei), coin.decimals) } : null;
}

function inGwei(wei: bigint | null): string | null {
  return wei === null ? null : formatAmount(baseUnits(wei), 9);
}
