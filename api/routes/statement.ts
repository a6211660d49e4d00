import { z } from 'zod';
import { findCustomer } from '../../db/customers/customers.ts';
import type { Movement } from '../../db/ledger/listStatement.ts';
import { listStatement } from '../../db/ledger/listStatement.ts';
import { movementType, parsePostingId, showPostingId } from '../../domain/ledger/statement.ts';
import { formatAmount } from '../../domain/money.ts';
import type { Registry } from '../../domain/registry.ts';
import { currencyIn } from '../../domain/registry.ts';
import { csvOf } from '../http/csv.ts';
import {
  amount,
  limitOfRows,
  listOf,
  listParameters,
  pageOf,
  requireCustomer,
  text,
  time,
} from '../http/fields.ts';
import { readRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { requireCurrency } from '../requireCurrency.ts';

const movement = z.object({
  id: z.string().meta({ example: 'pst_4711' }),
  currency: z.string(),
  amount: amount.meta({ example: '12.5', description: 'Whole units; negative where the balance fell.' }),
  balance: amount.meta({ example: '40', description: 'Of this currency, after the movement.' }),
  productId: z.string().nullable(),
  createdAt: time,
});
/** A movement by a transfer on a chain. */
const ofTransfer = movement.extend({ transactionId: z.string(), transactionHash: z.string() });
const ofCharge = movement.extend({ chargeId: z.string() });

const movementSchema = z
  .discriminatedUnion('type', [
    ofTransfer.extend({ type: z.literal('deposit') }),
    ofTransfer.extend({ type: z.literal('reversal') }),
    ofCharge.extend({ type: z.literal('charge') }),
    ofCharge.extend({ type: z.literal('refund'), refundId: z.string() }),
  ])
  .meta({ id: 'Movement' });

const columns = [
  'id',
  'type',
  'currency',
  'amount',
  'balance',
  'transactionId',
  'transactionHash',
  'createdAt',
  'productId',
  'chargeId',
  'refundId',
] as const;

/** The most rows of one CSV answer: about 2.5 MB. */
const csvRows = 10_000;

const cursor = z
  .string()
  .transform((value, context) => {
    const id = parsePostingId(value);
    if (id !== undefined) return id;
    context.addIssue({ code: 'custom', message: 'must be the id of a movement: pst_ and a number' });
    return z.NEVER;
  })
  .meta({ example: 'pst_4711', pattern: '^pst_[1-9][0-9]{0,14}$' });

const list = readRoute(
  {
    path: '/v1/customers/{id}/statement',
    summary: 'A customer’s statement',
    description:
      'What moved the customer’s balances, newest first, with the running balance of each currency. What is of ' +
      'several currencies or products, as a charge can be, is a movement of each. With ' +
      '`Accept: text/csv` a table of up to 10,000 rows, or `limit`; where there are more, the header `Link` has the ' +
      'address of the next ones (`rel="next"`).',
    hasLink: true,
    tag: 'Balances',
    scope: 'read',
    errors: ['customer_not_found', 'currency_not_found'],
    query: z.strictObject({
      currency: text(32).optional(),
      ...listParameters(cursor),
      limit: limitOfRows('10 unless told, in a table 10,000'),
    }),
    response: listOf(movementSchema),
    csv: ({ data, hasMore }, query) => ({
      csv: csvOf(columns, ['amount', 'balance'], data.map(asRow)),
      startNextAfter: hasMore && query.endingBefore === undefined ? data.at(-1)?.id : undefined,
    }),
  },
  async ({ caller, parameter, query, asCsv }, { db, registry }) => {
    const customer = await findCustomer(db, caller.accountId, requireCustomer(parameter));
    const currency = query.currency === undefined ? undefined : requireCurrency(registry, query.currency);
    const page = pageOf(query);
    const limit = query.limit ?? (asCsv ? csvRows : page.limit);
    const { rows, hasMore } = await listStatement(db, customer.id, currency?.code, { ...page, limit });
    return { data: rows.map(row => present(registry, row)), hasMore };
  },
);

type ShownMovement = z.output<typeof movementSchema>;

function present(registry: Registry, row: Movement): ShownMovement {
  const currency = currencyIn(registry)(row.currency);
  const common = {
    id: showPostingId(row.id),
    currency: currency.code,
    amount: formatAmount(row.amount, currency.decimals),
    balance: formatAmount(row.balance, currency.decimals),
    productId: row.productId,
    createdAt: row.createdAt.toISOString(),
  };
  switch (row.purpose) {
    case 'charge':
      return { ...common, type: 'charge', chargeId: row.chargeId };
    case 'refund':
      return { ...common, type: 'refund', chargeId: row.chargeId, refundId: row.refundId };
    case 'credit':
    case 'promote':
    case 'free':
    case 'allocate':
    case 'reversal': {
      const { purpose, transactionId, txHash } = row;
      return { ...common, type: movementType(purpose), transactionId, transactionHash: txHash };
    }
  }
}

/** Every column as text, empty if the movement does not have the field. */
function asRow(shown: ShownMovement): Record<(typeof columns)[number], string> {
  const none = { transactionId: '', transactionHash: '', chargeId: '', refundId: '' };
  return { ...none, ...shown, productId: shown.productId ?? '' };
}

export const statementRoutes: readonly Route[] = [list];
