import { z } from 'zod';
import type { Db } from '../../../db/connect.ts';
import { findCustomer } from '../../../db/customers/customers.ts';
import { listPurses } from '../../../db/purses/purses.ts';
import type { Address, ChecksumAddress } from '../../../domain/address.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { formatAmount, parseAmount, zero } from '../../../domain/money.ts';
import { findCurrency, networkOf } from '../../../domain/registry.ts';
import { payerVerdicts, paymentWays, refusalOf } from '../../../domain/testMode.ts';
import { amount, customerQuery, plainAmount, requireCustomer, text } from '../../http/fields.ts';
import { invalidField } from '../../http/parseInput.ts';
import { writeRoute } from '../../http/route.ts';
import type { Route } from '../../http/types.ts';
import { addressQuery } from '../purses.ts';
import { inTestMode, requireDriver } from './testRoute.ts';

const mostAtOnce = 100;

const testDepositSchema = z
  .object({
    transactionHash: z.string(),
    transactionHashes: z.array(z.string()).meta({ description: 'All of them, where `count` is given.' }),
    address: z.string(),
    addressFrom: z.string(),
    currency: z.string(),
    amount,
    network: z.string(),
    chainId: z.int(),
  })
  .meta({ id: 'TestDeposit' });

const bodySchema = z.strictObject({
  customerId: customerQuery.optional(),
  address: addressQuery.optional().meta({ description: 'Of any purse of the account, archived ones too.' }),
  currency: text(32).meta({ example: 'ETH' }),
  amount: plainAmount,
  via: z.enum(paymentWays).default('direct'),
  verdict: z.enum(payerVerdicts).default('approve').meta({
    description:
      'Pays from an address to which the list of the local stack gives this verdict. For direct payments.',
  }),
  count: z.int().min(1).max(mostAtOnce).default(1),
});

/**
 * Pays inside the transaction that claims the idempotency key: only so does a repetition surely pay once.
 * Waiting for a chain there is acceptable, as this is test mode. A process that dies in between has paid
 * without saying so, as any payer may.
 */
const pay = writeRoute(
  {
    ...inTestMode,
    method: 'post',
    path: '/v1/test/deposits',
    summary: 'Pay to a purse on a test chain',
    description:
      "Really pays, from the test chain's faucet: to `address`, or to the latest purse of `customerId`. Answers when " +
      'the node has the transaction in its pool.',
    scope: 'write',
    status: 201,
    errors: ['live_mode', 'not_found', 'customer_not_found', 'purse_not_found', 'currency_not_supported'],
    body: bodySchema,
    response: testDepositSchema,
  },
  async ({ caller, body }, trx, deps) => {
    const driver = requireDriver(deps);
    const currency = findCurrency(deps.registry, body.currency);
    if (!currency?.supported) throw new PurserError('currency_not_supported');
    const units = parseAmount(body.amount, currency.decimals);
    if (units === undefined || units === zero) {
      throw invalidField('amount', `must be above 0, with up to ${String(currency.decimals)} decimals`);
    }
    const refusal = refusalOf({ ...body, isNative: currency.contract === null });
    if (refusal) throw invalidField(refusal.field, `cannot be: ${refusal.message}`);
    const to = await payee(trx, caller.accountId, body);
    const network = networkOf(deps.registry, currency.network);
    const { via, verdict, count } = body;
    const paid = await driver.pay({ network, currency, to, amount: units, via, verdict, count });
    const [first] = paid.txHashes;
    if (first === undefined) throw new Error('a payment has no transaction');
    return {
      body: {
        transactionHash: first,
        transactionHashes: [...paid.txHashes],
        address: to,
        addressFrom: paid.from,
        currency: currency.code,
        amount: formatAmount(units, currency.decimals),
        network: network.code,
        chainId: network.chainId,
      },
    };
  },
);

/** The address to pay, from the account's own purses. Throws `customer_not_found`, `purse_not_found`. */
async function payee(
  trx: Db,
  accountId: AccountId,
  body: { readonly customerId?: string | undefined; readonly address?: Address | undefined },
): Promise<ChecksumAddress> {
  if ((body.customerId === undefined) === (body.address === undefined)) {
    throw invalidField('address', 'or customerId must be given, and not both');
  }
  const customer = body.customerId === undefined ? undefined : requireCustomer(body.customerId);
  if (customer) await findCustomer(trx, accountId, customer);
  const filter = { customer, address: body.address };
  const { rows } = await listPurses(trx, accountId, filter, { limit: 1 });
  const address = rows[0]?.address_checksum;
  if (!address) throw new PurserError('purse_not_found');
  return address;
}

export const testDepositRoutes: readonly Route[] = [pay];
