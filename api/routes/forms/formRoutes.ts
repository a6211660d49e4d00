import { z } from 'zod';
import { createForm, findForm, listForms, lockForm, updateForm } from '../../../db/sessions/forms.ts';
import { traceForm } from '../../../db/sessions/traceForm.ts';
import { readReceivers } from '../../../db/treasury/readReceivers.ts';
import { requireScope } from '../../http/authenticate.ts';
import { id, listOf, listParameters, pageOf } from '../../http/fields.ts';
import { readRoute, writeRoute } from '../../http/route.ts';
import type { Route } from '../../http/types.ts';
import {
  accentColor,
  coins,
  formSchema,
  logo,
  present,
  receiver,
  requireCoins,
  requireFormId,
  requireLook,
  requireReceiver,
  returnUrl,
  supportEmail,
  supportUrl,
  takeReturnUrl,
  title,
} from './formFields.ts';

const create = writeRoute(
  {
    method: 'post',
    path: '/v1/forms',
    summary: 'Create a payment form',
    description:
      'What the sessions made with it share: the coins, the title that payers see, and where they return. With a ' +
      '`receiver` it takes the scope `admin`, and there is an event `FORM_RECEIVER_CHANGED`.',
    tag: 'Forms',
    scope: 'write',
    status: 201,
    errors: ['currency_not_supported', 'receiver_invalid', 'url_not_allowed'],
    body: z.strictObject({
      title,
      coins,
      receiver: receiver.optional(),
      returnUrl: returnUrl.optional(),
      supportUrl: supportUrl.optional(),
      supportEmail: supportEmail.optional(),
      logo: logo.optional(),
      accentColor: accentColor.optional(),
    }),
    response: formSchema,
  },
  async ({ caller, body }, trx, deps) => {
    const fields = {
      title: body.title,
      coins: requireCoins(deps, body.coins),
      returnUrl: takeReturnUrl(deps, body.returnUrl) ?? null,
    };
    if (body.receiver !== undefined) requireScope(caller, 'admin');
    const receiver = body.receiver === undefined ? null : requireReceiver(deps, body.receiver);
    const form = await createForm(trx, caller.accountId, { ...fields, ...requireLook(body), receiver });
    return {
      body: present(deps, form, await readReceivers(trx, caller.accountId)),
      events: await traceForm(trx, caller.keyId, undefined, form),
    };
  },
);

const list = readRoute(
  {
    path: '/v1/forms',
    summary: 'List forms',
    tag: 'Forms',
    scope: 'read',
    errors: [],
    query: z.strictObject(listParameters(id('frm'))),
    response: listOf(formSchema),
  },
  async ({ caller, query }, deps) => {
    const { rows, hasMore } = await listForms(deps.db, caller.accountId, pageOf(query));
    const receivers = await readReceivers(deps.db, caller.accountId);
    return { data: rows.map(row => present(deps, row, receivers)), hasMore };
  },
);

const get = readRoute(
  {
    path: '/v1/forms/{id}',
    summary: 'Get a form',
    tag: 'Forms',
    scope: 'read',
    errors: ['form_not_found'],
    query: z.strictObject({}),
    response: formSchema,
  },
  async ({ caller, parameter }, deps) => {
    const form = await findForm(deps.db, caller.accountId, requireFormId(parameter));
    return present(deps, form, await readReceivers(deps.db, caller.accountId));
  },
);

const update = writeRoute(
  {
    method: 'post',
    path: '/v1/forms/{id}',
    summary: 'Update a form',
    description:
      'Fields left out stay. Sessions that were made keep their price and their receiver. Another `receiver` takes the ' +
      'scope `admin`, and there is an event `FORM_RECEIVER_CHANGED`.',
    tag: 'Forms',
    scope: 'write',
    errors: ['form_not_found', 'currency_not_supported', 'receiver_invalid', 'url_not_allowed'],
    body: z.strictObject({
      title: title.optional(),
      coins: coins.optional(),
      receiver: receiver.optional(),
      returnUrl: returnUrl.optional(),
      supportUrl: supportUrl.optional(),
      supportEmail: supportEmail.optional(),
      logo: logo.optional(),
      accentColor: accentColor.optional(),
    }),
    response: formSchema,
  },
  async ({ caller, parameter, body }, trx, deps) => {
    const formId = requireFormId(parameter);
    const changes = {
      ...requireLook(body),
      title: body.title,
      returnUrl: takeReturnUrl(deps, body.returnUrl),
      coins: body.coins && requireCoins(deps, body.coins),
      receiver: body.receiver === undefined ? undefined : requireReceiver(deps, body.receiver),
    };
    const before = await lockForm(trx, caller.accountId, formId);
    const redirects = changes.receiver !== undefined && changes.receiver !== before.receiver;
    if (redirects) requireScope(caller, 'admin');
    const form = await updateForm(trx, before, changes);
    return {
      body: present(deps, form, await readReceivers(trx, caller.accountId)),
      events: await traceForm(trx, caller.keyId, before, form),
    };
  },
);

export const formRoutes: readonly Route[] = [create, list, get, update];
