import { z } from 'zod';
import type { DepositView } from '../../db/deposits/deposits.ts';
import { findDeposit, listDeposits } from '../../db/deposits/deposits.ts';
import { complianceStatuses, creditedTo, transactionStatuses } from '../../domain/deposits/states.ts';
import { PurserError } from '../../domain/errors.ts';
import type { TransactionId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import { formatAmount } from '../../domain/money.ts';
import type { Registry } from '../../domain/registry.ts';
import { currencyIn, networkOf, requiredConfirmations } from '../../domain/registry.ts';
import { confirmations } from '../../domain/scanning/finality.ts';
import { depositRoutes, routeOf } from '../../domain/scanning/transfer.ts';
import {
  amount,
  customerFilter,
  customerQuery,
  hashQuery,
  id,
  listOf,
  listParameters,
  pageOf,
  text,
  time,
} from '../http/fields.ts';
import { readRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { requireCurrency } from '../requireCurrency.ts';

export const transactionSchema = z
  .object({
    id: z.string(),
    account: z.string(),
    customerId: z.string(),
    externalId: z.string().nullable(),
    purseId: z.string(),
    address: z.string(),
    addressFrom: z.string(),
    currency: z.string(),
    amount,
    transactionHash: z.string().meta({
      description: 'Where no transaction brought the money, or none can be named, the hash of its block.',
    }),
    route: z.enum(depositRoutes).meta({
      description:
        'How the money came: a transaction’s own value, a token’s log, a call inside a transaction, a validator’s withdrawal, or, where only the balance of the address tells of it, `balance` (a block’s reward and fees, a bridge, a call that was not seen). The last two wait for a person unless a payer could be named.',
    }),
    chainId: z.int(),
    blockNumber: z.int().nullable(),
    status: z.enum(transactionStatuses),
    complianceStatus: z.enum(complianceStatuses),
    confirmations: z.int(),
    requiredConfirmations: z
      .int()
      .nullable()
      .meta({ description: 'Null where the network tells finality by a tag rather than by depth.' }),
    blocked: z.boolean(),
    late: z.boolean(),
    creditedTo: z.enum(creditedTo).nullable(),
    sessionId: z.string().nullable(),
    sweptIn: z.string().nullable().meta({ example: null }),
    createdAt: time,
    confirmedAt: time.nullable(),
  })
  .meta({ id: 'Transaction' });

export function presentDeposit(registry: Registry, row: DepositView): z.output<typeof transactionSchema> {
  const currency = currencyIn(registry)(row.currency);
  if (row.address_checksum === null) throw new Error(`purse ${row.purse_id} has a deposit and no address`);
  return {
    id: row.id,
    account: row.account_id,
    customerId: row.customer_id,
    externalId: row.external_id,
    purseId: row.purse_id,
    address: row.address_checksum,
    addressFrom: row.address_from,
    currency: row.currency,
    amount: formatAmount(row.amount, currency.decimals),
    transactionHash: row.tx_hash,
    route: routeOf(row),
    chainId: row.chain_id,
    blockNumber: row.block_number,
    status: row.status,
    complianceStatus: row.compliance_status,
    confirmations: row.height === null ? 0 : confirmations(row.block_number, row.height),
    requiredConfirmations: requiredConfirmations(networkOf(registry, currency.network).finality),
    blocked: row.blocked,
    late: row.late,
    creditedTo: row.credited_to,
    sessionId: row.session_id,
    sweptIn: row.swept_in,
    createdAt: row.created_at.toISOString(),
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
  };
}

const list = readRoute(
  {
    path: '/v1/transactions',
    summary: 'List deposits',
    tag: 'Transactions',
    scope: 'read',
    errors: ['currency_not_found'],
    query: z.strictObject({
      customerId: customerQuery.optional(),
      purseId: id('pur').optional(),
      status: z.enum(transactionStatuses).optional(),
      transactionHash: hashQuery.optional(),
      currency: text(32).optional(),
      ...listParameters(id('txn')),
    }),
    response: listOf(transactionSchema),
  },
  async ({ caller, query }, { db, registry }) => {
    const filter = customerFilter(query.customerId);
    const currency = query.currency === undefined ? undefined : requireCurrency(registry, query.currency);
    if (!filter) return { data: [], hasMore: false };
    const { purseId, status, transactionHash: txHash } = query;
    const { rows, hasMore } = await listDeposits(
      db,
      caller.accountId,
      { ...filter, purseId, status, txHash, currency: currency?.code },
      pageOf(query),
    );
    return { data: rows.map(row => presentDeposit(registry, row)), hasMore };
  },
);

const get = readRoute(
  {
    path: '/v1/transactions/{transactionId}',
    summary: 'Get a deposit',
    tag: 'Transactions',
    scope: 'read',
    errors: ['transaction_not_found'],
    query: z.strictObject({}),
    response: transactionSchema,
  },
  async ({ caller, parameter }, { db, registry }) =>
    presentDeposit(registry, await findDeposit(db, caller.accountId, requireDepositId(parameter))),
);

/** Throws `transaction_not_found` if the text is not the id of a deposit. */
export function requireDepositId(text: string): TransactionId {
  const transactionId = parseId('txn', text);
  if (!transactionId) throw new PurserError('transaction_not_found');
  return transactionId;
}

export const transactionRoutes: readonly Route[] = [list, get];
