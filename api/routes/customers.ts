import { z } from 'zod';
import { blockCustomer } from '../../db/blockCustomer.ts';
import { createCustomer } from '../../db/createCustomer.ts';
import type { CustomerView } from '../../db/customers.ts';
import { findCustomer, listCustomers } from '../../db/customers.ts';
import { updateCustomer } from '../../db/updateCustomer.ts';
import {
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
} from '../fields.ts';
import type { Route } from '../route.ts';
import { readRoute, writeRoute } from '../route.ts';
import { callableUrl, requireAllowed } from '../callableUrl.ts';

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
    response: customerSchema,
  },
  async ({ caller, body }, trx, deps) => {
    requireAllowed(deps, 'notificationUrl', body.notificationUrl);
    const { customer, events } = await createCustomer(trx, caller.accountId, body);
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
    response: customerSchema,
  },
  async ({ caller, parameter, body }, trx, deps) => {
    const ref = requireCustomer(parameter);
    requireAllowed(deps, 'notificationUrl', body.notificationUrl);
    const { customer, events } = await updateCustomer(trx, caller.accountId, ref, body);
    return { body: present(customer), events };
  },
);

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

export const customerRoutes: readonly Route[] = [
  create,
  list,
  get,
  update,
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
