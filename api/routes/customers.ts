import { z } from 'zod';
import type { Db } from '../../db/connect.ts';
import { blockCustomer } from '../../db/customers/blockCustomer.ts';
import { createCustomer } from '../../db/customers/createCustomer.ts';
import type { CustomerView } from '../../db/customers/customers.ts';
import { findCustomer, listCustomers } from '../../db/customers/customers.ts';
import { eraseCustomer } from '../../db/customers/eraseCustomer.ts';
import { updateCustomer } from '../../db/customers/updateCustomer.ts';
import type { Caller } from '../../domain/caller.ts';
import { changesOf } from '../../domain/ledger/audit.ts';
import { callableUrl, requireAllowed } from '../http/callableUrl.ts';
import {
  concernedCustomer,
  email,
  externalId,
  id,
  listOf,
  listParameters,
  metadata,
  pageOf,
  requireCustomer,
  text,
  time,
} from '../http/fields.ts';
import { readRoute, writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { traceChange } from '../traceChange.ts';

const customerSchema = z
  .object({
    id: z.string().meta({ example: 'cus_01kamz9vxk3x7qd1n8r5t2c4e6' }),
    account: z.string(),
    externalId: z.string().nullable(),
    email: z.string().nullable(),
    description: z.string().nullable(),
    notificationUrl: z.string().nullable(),
    blocked: z.boolean(),
    metadata: z.record(z.string(), z.unknown()),
    createdAt: time,
  })
  .meta({ id: 'Customer' });

const customerFields = z.strictObject({
  externalId: externalId.nullable().optional().meta({ example: 'user-42' }),
  email: email.nullable().optional(),
  description: text(1000).nullable().optional(),
  notificationUrl: callableUrl.nullable().optional(),
  metadata: metadata.optional(),
});

function present(row: CustomerView): z.output<typeof customerSchema> {
  return {
    id: row.id,
    account: row.account_id,
    externalId: row.external_id,
    email: row.email,
    description: row.description,
    notificationUrl: row.notification_url,
    blocked: row.blocked,
    metadata: row.metadata,
    createdAt: row.created_at.toISOString(),
  };
}

/** For writes whose path names the customer. */
const ofCustomer = {
  concerns: ({ parameter }: { readonly parameter: string }) => concernedCustomer(parameter),
  renamed: <R extends { readonly parameter: string }>(request: R, name: string): R => ({
    ...request,
    parameter: name,
  }),
};

const create = writeRoute(
  {
    method: 'post',
    path: '/v1/customers',
    summary: 'Create a customer',
    tag: 'Customers',
    scope: 'write',
    status: 201,
    errors: ['customer_exists', 'url_not_allowed'],
    body: customerFields,
    concerns: ({ body }) => (body.externalId ? { customer: { externalId: body.externalId } } : undefined),
    response: customerSchema,
  },
  async ({ caller, body }, trx, deps) => {
    requireAllowed(deps, 'notificationUrl', body.notificationUrl);
    const { customer, events } = await createCustomer(trx, caller.accountId, body);
    await traceUrl(trx, caller, null, customer);
    return { body: present(customer), events };
  },
);

const list = readRoute(
  {
    path: '/v1/customers',
    summary: 'List customers',
    tag: 'Customers',
    scope: 'read',
    errors: [],
    query: z.strictObject(listParameters(id('cus'))),
    response: listOf(customerSchema),
  },
  async ({ caller, query }, { db }) => {
    const { rows, hasMore } = await listCustomers(db, caller.accountId, pageOf(query));
    return { data: rows.map(present), hasMore };
  },
);

const get = readRoute(
  {
    path: '/v1/customers/{id}',
    summary: 'Get a customer',
    description: 'By our id, or by your externalId.',
    tag: 'Customers',
    scope: 'read',
    errors: ['customer_not_found'],
    query: z.strictObject({}),
    response: customerSchema,
  },
  async ({ caller, parameter }, { db }) =>
    present(await findCustomer(db, caller.accountId, requireCustomer(parameter))),
);

const update = writeRoute(
  {
    method: 'post',
    path: '/v1/customers/{id}',
    summary: 'Update a customer',
    description: 'Fields left out stay; null clears; metadata is replaced whole.',
    tag: 'Customers',
    scope: 'write',
    errors: ['customer_not_found', 'customer_exists', 'url_not_allowed'],
    body: customerFields,
    ...ofCustomer,
    response: customerSchema,
  },
  async ({ caller, parameter, body }, trx, deps) => {
    const ref = requireCustomer(parameter);
    requireAllowed(deps, 'notificationUrl', body.notificationUrl);
    const { customer, urlBefore, events } = await updateCustomer(trx, caller.accountId, ref, body);
    await traceUrl(trx, caller, urlBefore, customer);
    return { body: present(customer), events };
  },
);

/** Records who changed the URL to which a customer's events are sent. */
async function traceUrl(
  trx: Db,
  caller: Caller,
  before: string | null,
  customer: CustomerView,
): Promise<void> {
  const changes = changesOf({ notificationUrl: before }, { notificationUrl: customer.notification_url });
  if (changes.length === 0) return;
  await traceChange(trx, caller, {
    action: 'update',
    resourceType: 'customer',
    resourceId: customer.id,
    changes,
  });
}

const blockingRoute = (action: 'block' | 'unblock', summary: string, description: string): Route =>
  writeRoute(
    {
      method: 'post',
      path: `/v1/customers/{id}/${action}`,
      summary,
      description,
      tag: 'Customers',
      scope: 'write',
      errors: ['customer_not_found'],
      body: z.strictObject({ reason: text(1000).nullable().optional() }),
      ...ofCustomer,
      response: customerSchema,
    },
    async ({ caller, parameter, body }, trx) => {
      const { customer, events } = await blockCustomer(trx, caller.accountId, requireCustomer(parameter), {
        blocked: action === 'block',
        reason: body.reason ?? null,
        by: caller.keyId,
      });
      return { body: present(customer), events };
    },
  );

const erase = writeRoute(
  {
    method: 'post',
    path: '/v1/customers/{id}/erase',
    summary: 'Erase a customer as a person',
    description:
      'For ever: `externalId`, `email`, `description`, `metadata`, `notificationUrl`; the `data` and the product’s name of ' +
      'its sessions; the texts of its charges, refunds and blocks; and all of it in events, deliveries and saved answers. ' +
      'Deposits, balances, charges and payments stay, under our id, and so does the deposit address: what comes to it is ' +
      'credited. Repeating it, by our id, erases what came since.',
    tag: 'Customers',
    scope: 'admin',
    errors: ['customer_not_found'],
    body: z.strictObject({
      reason: text(1000)
        .nullable()
        .optional()
        .meta({ description: 'It is kept with the decision, and so must name nobody.' }),
    }),
    ...ofCustomer,
    response: customerSchema,
  },
  async ({ caller, parameter, body }, trx) => {
    const { customer, events } = await eraseCustomer(trx, caller.accountId, requireCustomer(parameter), {
      reason: body.reason ?? null,
      by: caller.keyId,
    });
    return { body: present(customer), events };
  },
);

export const customerRoutes: readonly Route[] = [
  create,
  list,
  get,
  update,
  erase,
  blockingRoute(
    'block',
    'Block a customer',
    'Deposits credited from now on go to the merchant, with `blocked: true`. Repeating changes nothing.',
  ),
  blockingRoute(
    'unblock',
    'Unblock a customer',
    'Moves nothing that was posted while the customer was blocked. Repeating changes nothing.',
  ),
];
