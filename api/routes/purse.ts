import { z } from 'zod';
import type { Caller } from '../../db/findApiKey.ts';
import type { CustomerRef } from '../../db/customerRef.ts';
import type { PurseOfCustomer } from '../../db/findPurseOfCustomer.ts';
import { findPurseOfCustomer } from '../../db/findPurseOfCustomer.ts';
import { reservePurse } from '../../db/reservePurse.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Currency, Registry } from '../../domain/registry.ts';
import { findCurrency } from '../../domain/registry.ts';
import { purseStatus } from '../../domain/states.ts';
import { requireScope } from '../authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import { customerQuery, requireCustomer, text, time } from '../fields.ts';
import type { Route } from '../route.ts';
import { readRoute } from '../route.ts';
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

const get = readRoute(
  {
    path: '/v1/purse',
    summary: "Get or create a customer's deposit address",
    description:
      'One purse serves every currency of a customer. Making one needs the scope `write`; a known one is ' +
      'served with `read`. After a 503, call again: the customer still gets one purse only.',
    tag: 'Purses',
    scope: 'read',
    errors: ['currency_not_supported', 'customer_not_found', 'customer_blocked', 'purse_declined'],
    query: z.strictObject({ customerId: customerQuery, currency: text(32).meta({ example: 'USDT_BSC' }) }),
    response: depositAddressSchema,
  },
  async ({ caller, query }, deps) => {
    const currency = findCurrency(deps.registry, query.currency);
    if (!currency?.supported) {
      throw new PurserError('currency_not_supported', undefined, {
        fields: [{ field: 'currency', message: 'is not a supported currency; see GET /v1/currencies' }],
      });
    }
    const ref = requireCustomer(query.customerId);
    const known = await findPurseOfCustomer(deps.db, caller.accountId, ref);
    if (!known) throw new PurserError('customer_not_found');
    return (
      present(deps.registry, caller, currency, known) ??
      present(deps.registry, caller, currency, await issue(deps, caller, ref, known)) ??
      unavailable()
    );
  },
);

/** Gives the customer a purse with an address, by whoever of many callers gets there first. */
async function issue(
  { db, issuePurse }: ApiDeps,
  caller: Caller,
  ref: CustomerRef,
  { customerId }: PurseOfCustomer,
): Promise<PurseOfCustomer> {
  requireScope(caller, 'write');
  const { purseId, state } = await reservePurse(db, customerId);
  if (state === 'ISSUING') await issuePurse(purseId);
  return (await findPurseOfCustomer(db, caller.accountId, ref)) ?? unavailable();
}

/** The answer when there is an address to give; undefined while there is none. Throws `purse_declined`. */
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
