import { z } from 'zod';
import type { RechargeAccount } from '../../db/purses/purseBooks.ts';
import { rechargeAccounts } from '../../db/purses/purseBooks.ts';
import type { IssuedPurseRow } from '../../db/purses/purses.ts';
import { findPurse, listPurses } from '../../db/purses/purses.ts';
import { releasePurse } from '../../db/purses/releasePurse.ts';
import { parseAddress } from '../../domain/address.ts';
import type { PurseState, PurseStatus } from '../../domain/deposits/states.ts';
import { ARCHIVED_IN_API, purseStatus } from '../../domain/deposits/states.ts';
import { PurserError } from '../../domain/errors.ts';
import type { PurseId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import { formatAmount, zero } from '../../domain/money.ts';
import type { Registry } from '../../domain/registry.ts';
import {
  amount,
  customerFilter,
  customerQuery,
  id,
  listOf,
  listParameters,
  pageOf,
  text,
  time,
} from '../http/fields.ts';
import { readRoute, writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';

export const purseStatusSchema = z
  .enum(['PENDING_PAYMENT', 'DECLINED', ARCHIVED_IN_API])
  .meta({ id: 'PurseStatus' });

export const rechargeAccountSchema = z.object({ currency: z.string(), received: amount, held: amount }).meta({
  id: 'RechargeAccount',
  description: 'What came to a purse in one currency; `held` is kept apart.',
});

export const networkSchema = z
  .object({ network: z.string(), chainId: z.int(), currencies: z.array(z.string()) })
  .meta({ id: 'PurseNetwork' });

const purseSchema = z
  .object({
    purseId: z.string(),
    account: z.string(),
    customerId: z.string(),
    externalId: z.string().nullable(),
    address: z.string(),
    status: purseStatusSchema,
    networks: z.array(networkSchema),
    accounts: z.array(rechargeAccountSchema),
    expiresAt: time.nullable(),
    createdAt: time,
    declinedAt: time.nullable(),
    archivedAt: time.nullable(),
    releasedAt: time
      .nullable()
      .meta({ description: 'When its customer was given leave to have another purse.' }),
  })
  .meta({ id: 'Purse' });

/** The networks on which a purse's address takes deposits, with the currencies that count there. */
export function presentNetworks(registry: Registry): z.output<typeof networkSchema>[] {
  return registry.networks.map(network => ({
    network: network.code,
    chainId: network.chainId,
    currencies: registry.currencies
      .filter(currency => currency.network === network.code && currency.supported)
      .map(currency => currency.code),
  }));
}

/** A recharge account for each supported currency, and for others that received something. */
export function presentAccounts(
  registry: Registry,
  accounts: readonly RechargeAccount[],
): z.output<typeof rechargeAccountSchema>[] {
  return registry.currencies.flatMap(({ code, decimals, supported }) => {
    const account = accounts.find(candidate => candidate.currency === code);
    if (!account && !supported) return [];
    return {
      currency: code,
      received: formatAmount(account?.received ?? zero, decimals),
      held: formatAmount(account?.held ?? zero, decimals),
    };
  });
}

function present(registry: Registry, row: IssuedPurseRow): z.output<typeof purseSchema> {
  if (row.address_checksum === null) throw new Error(`purse ${row.id} has no address`);
  return {
    purseId: row.id,
    account: row.account_id,
    customerId: row.customer_id,
    externalId: row.external_id,
    address: row.address_checksum,
    status: purseStatus(row.state),
    networks: presentNetworks(registry),
    accounts: presentAccounts(registry, rechargeAccounts(row.books)),
    expiresAt: row.expires_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    declinedAt: row.declined_at?.toISOString() ?? null,
    archivedAt: row.archived_at?.toISOString() ?? null,
    releasedAt: row.released_at?.toISOString() ?? null,
  };
}

/** The states behind a status. Both the API's spelling and plain English are accepted. */
const statesOf: Record<PurseStatus | 'ARCHIVED', readonly PurseState[]> = {
  PENDING_PAYMENT: ['ACTIVE'],
  DECLINED: ['DECLINED'],
  [ARCHIVED_IN_API]: ['ARCHIVED'],
  ARCHIVED: ['ARCHIVED'],
};

/** An address, in upper or lower case. */
export const addressQuery = z
  .string()
  .transform((value, context) => {
    const address = parseAddress(value);
    if (address) return address;
    context.addIssue({ code: 'custom', message: 'must be an address: 0x and 40 hexadecimal digits' });
    return z.NEVER;
  })
  .meta({ pattern: '^0x[0-9a-fA-F]{40}$' });

const list = readRoute(
  {
    path: '/v1/purses',
    summary: 'List purses',
    tag: 'Purses',
    scope: 'read',
    errors: [],
    query: z.strictObject({
      customerId: customerQuery.optional(),
      status: z.enum(['PENDING_PAYMENT', 'DECLINED', ARCHIVED_IN_API, 'ARCHIVED']).optional(),
      address: addressQuery.optional(),
      ...listParameters(id('pur')),
    }),
    response: listOf(purseSchema),
  },
  async ({ caller, query }, { db, registry }) => {
    const filter = customerFilter(query.customerId);
    if (!filter) return { data: [], hasMore: false };
    const { rows, hasMore } = await listPurses(
      db,
      caller.accountId,
      { ...filter, states: query.status && statesOf[query.status], address: query.address },
      pageOf(query),
    );
    return { data: rows.map(row => present(registry, row)), hasMore };
  },
);

const get = readRoute(
  {
    path: '/v1/purses/{purseId}',
    summary: 'Get a purse by its id',
    tag: 'Purses',
    scope: 'read',
    errors: ['purse_not_found'],
    query: z.strictObject({}),
    response: purseSchema,
  },
  async ({ caller, parameter }, { db, registry }) => {
    return present(registry, await findPurse(db, caller.accountId, requireId(parameter)));
  },
);

const release = writeRoute(
  {
    method: 'post',
    path: '/v1/purses/{purseId}/release',
    summary: 'Release a declined purse',
    description:
      'Its customer may have another purse: the next `GET /v1/purse` issues one. This one stays declined, and what ' +
      'comes to it is held as before. Repeating changes nothing.',
    tag: 'Purses',
    scope: 'admin',
    errors: ['purse_not_found', 'not_declined'],
    body: z.strictObject({ reason: text(1000) }),
    concerns: ({ parameter }) => {
      const purse = parseId('pur', parameter);
      return purse && { purse };
    },
    response: purseSchema,
  },
  async ({ caller, parameter, body }, trx, { registry }) => {
    const purseId = requireId(parameter);
    await releasePurse(trx, caller.accountId, purseId, { reason: body.reason, by: caller.keyId });
    return { body: present(registry, await findPurse(trx, caller.accountId, purseId)) };
  },
);

function requireId(text: string): PurseId {
  const purseId = parseId('pur', text);
  if (!purseId) throw new PurserError('purse_not_found');
  return purseId;
}

export const purseRoutes: readonly Route[] = [list, get, release];
