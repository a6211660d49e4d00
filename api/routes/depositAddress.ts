import { z } from 'zod';
import { findApiKey } from '../../db/accounts/findApiKey.ts';
import { findCallerWithPurse } from '../../db/purses/findCallerWithPurse.ts';
import type { PurseOfCustomer } from '../../db/purses/findPurseOfCustomer.ts';
import { findPurseOfCustomer } from '../../db/purses/findPurseOfCustomer.ts';
import { reservePurse } from '../../db/purses/reservePurse.ts';
import type { Caller } from '../../domain/caller.ts';
import { purseStatus } from '../../domain/deposits/states.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Currency, Registry } from '../../domain/registry.ts';
import { findCurrency } from '../../domain/registry.ts';
import type { ApiDeps } from '../deps.ts';
import { requireScope } from '../http/authenticate.ts';
import { customerQuery, parseCustomer, text, time } from '../http/fields.ts';
import { oneStatementRoute } from '../http/oneStatementRoute.ts';
import type { Route } from '../http/types.ts';
import {
  networkSchema,
  presentAccounts,
  presentNetworks,
  purseStatusSchema,
  rechargeAccountSchema,
} from './purses.ts';

const depositAddressSchema = z
  .object({
    purseId: z.string(),
    account: z.string(),
    customerId: z.string(),
    externalId: z.string().nullable(),
    address: z.string().meta({ description: 'The same on every network, with EIP-55 capitals.' }),
    currency: z.string(),
    status: purseStatusSchema,
    networks: z.array(networkSchema),
    accounts: z.array(rechargeAccountSchema),
    expiresAt: time.nullable(),
  })
  .meta({ id: 'DepositAddress' });

/** Parsed before the query is validated: only callers with a valid key are told what is wrong with it. */
const wantedCustomer = z.object({ customerId: z.string() });

const get = oneStatementRoute(
  {
    path: '/v1/purse',
    summary: "Get or create a customer's deposit address",
    description:
      'One purse serves every currency of a customer. Making one needs the scope `write`; a known one is ' +
      'served with `read`. After a 503, call again: the customer still gets one purse only.',
    tag: 'Purses',
    scope: 'read',
    errors: [
      'currency_not_supported',
      'customer_not_found',
      'customer_blocked',
      'customer_busy',
      'purse_declined',
    ],
    query: z.strictObject({ customerId: customerQuery, currency: text(32).meta({ example: 'USDT_BSC' }) }),
    response: depositAddressSchema,
  },
  findCaller,
  async ({ caller, query }, customer, deps) => {
    const currency = findCurrency(deps.registry, query.currency);
    if (!currency?.supported) {
      throw new PurserError('currency_not_supported', undefined, {
        fields: [{ field: 'currency', message: 'is not a supported currency; see GET /v1/currencies' }],
      });
    }
    if (!customer) throw new PurserError('customer_not_found');
    return (
      present(deps.registry, caller, currency, customer) ??
      present(deps.registry, caller, currency, await issue(deps, caller, customer)) ??
      unavailable()
    );
  },
);

/** The caller, and the requested customer if the account has it. */
async function findCaller(
  key: string,
  query: unknown,
  { db }: ApiDeps,
): Promise<{ readonly caller: Caller; readonly found: PurseOfCustomer | undefined } | undefined> {
  const { data } = wantedCustomer.safeParse(query);
  const ref = data && parseCustomer(data.customerId);
  if (ref) {
    const known = await findCallerWithPurse(db, key, ref);
    return known ? { caller: known.caller, found: known.customer } : undefined;
  }
  const caller = await findApiKey(db, key);
  return caller ? { caller, found: undefined } : undefined;
}

/** Gives the customer a purse with an address. Of many callers at once, the first one creates it. */
async function issue(
  { db, writes, inTurn, issuePurse }: ApiDeps,
  caller: Caller,
  { customerId }: PurseOfCustomer,
): Promise<PurseOfCustomer> {
  requireScope(caller, 'write');
  const writer = { accountId: caller.accountId, concerns: { customer: { id: customerId } } };
  const { purseId, state } = await inTurn(db, writer, () => reservePurse(writes, customerId));
  if (state === 'ISSUING') await issuePurse(purseId, customerId);
  return findPurseOfCustomer(db, customerId);
}

/** The answer if there is an address; undefined if there is none. Throws `purse_declined`. */
function present(
  registry: Registry,
  { accountId }: Caller,
  currency: Currency,
  { customerId, externalId, purse }: PurseOfCustomer,
): z.output<typeof depositAddressSchema> | undefined {
  if (purse?.state === 'DECLINED') throw new PurserError('purse_declined');
  if (purse?.state !== 'ACTIVE' || purse.address === null) return undefined;
  return {
    purseId: purse.id,
    account: accountId,
    customerId,
    externalId,
    address: purse.address,
    currency: currency.code,
    status: purseStatus(purse.state),
    networks: presentNetworks(registry),
    accounts: presentAccounts(registry, purse.accounts),
    expiresAt: purse.expiresAt?.toISOString() ?? null,
  };
}

function unavailable(): never {
  throw new PurserError('temporarily_unavailable');
}

export const depositAddressRoutes: readonly Route[] = [get];
