import { z } from 'zod';
import { createForm, findForm, listForms, updateForm } from '../../db/forms.ts';
import type { FormRow } from '../../db/schema.ts';
import { parseAddress } from '../../domain/address.ts';
import type { ChecksumAddress } from '../../domain/address.ts';
import { findCoin, takenOf } from '../../domain/coin.ts';
import { PurserError } from '../../domain/errors.ts';
import type { FormId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import type { CoinCode } from '../../domain/registry.ts';
import type { ApiDeps } from '../deps.ts';
import { exampleId, id, listOf, listParameters, pageOf, text, time } from '../fields.ts';
import { invalidField } from '../parseInput.ts';
import { requireReturnable } from '../returnUrl.ts';
import type { Route } from '../route.ts';
import { readRoute, writeRoute } from '../route.ts';

const exampleReceiver = '0x52908400098527886E0F7030069857D2E4169EE7';

const formSchema = z
  .object({
    id: z.string().meta({ example: exampleId('frm') }),
    account: z.string(),
    title: z.string(),
    coins: z.array(z.string()),
    receiver: z.string().meta({ example: exampleReceiver }),
    returnUrl: z.string().nullable(),
    createdAt: time,
  })
  .meta({ id: 'Form' });

const title = text(200).meta({ example: 'Top up your balance' });
const coins = z
  .array(text(32))
  .min(1)
  .max(50)
  .meta({
    uniqueItems: true,
    example: ['ETH', 'USD_MULTI_1'],
    description: 'Currencies, and groups whose members count 1:1.',
  });
const receiver = text(100).meta({
  example: exampleReceiver,
  description:
    'An EVM address, where swept funds of this form’s sessions belong. Capitals, if any, as EIP-55 has them.',
});
const returnUrl = text(2048).nullable().meta({
  format: 'uri',
  example: 'https://shop.example/paid?order=7',
  description: 'Where payers go back to, with `sessionId` added to the query.',
});

function present(row: FormRow): z.output<typeof formSchema> {
  return {
    id: row.id,
    account: row.account_id,
    title: row.title,
    coins: row.coins,
    receiver: row.receiver,
    returnUrl: row.return_url,
    createdAt: row.created_at.toISOString(),
  };
}

/** Throws `currency_not_supported` for what is no coin, or is one that new purses are not made for. */
function requireCoins({ registry }: ApiDeps, codes: readonly string[]): readonly CoinCode[] {
  const found = codes.map(code => findCoin(registry, code));
  const wrong = found.findIndex(coin => !coin || !takenOf(coin));
  if (wrong >= 0) {
    throw new PurserError('currency_not_supported', undefined, {
      fields: [{ field: `coins.${String(wrong)}`, message: 'must be a supported currency or group' }],
    });
  }
  const distinct = new Set(found.flatMap(coin => (coin ? [coin.code] : [])));
  if (distinct.size < codes.length) throw invalidField('coins', 'must not name a coin twice');
  return [...distinct];
}

/** Throws `receiver_invalid` for what is no address, or has capitals that are not those of its checksum. */
function requireReceiver({ checksum }: ApiDeps, given: string): ChecksumAddress {
  const address = parseAddress(given);
  const checked = address && checksum(address);
  const digits = given.slice(2);
  const mixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
  if (checked && (!mixed || given === checked)) return checked;
  throw new PurserError('receiver_invalid', undefined, {
    fields: [{ field: 'receiver', message: 'must be 0x and 40 hexadecimal digits, with a right checksum' }],
  });
}

export function requireFormId(given: string): FormId {
  const formId = parseId('frm', given);
  if (!formId) throw new PurserError('form_not_found');
  return formId;
}

const create = writeRoute(
  {
    method: 'post',
    path: '/v1/forms',
    summary: 'Create a payment form',
    description:
      'What the sessions made with it share: the coins, the title that payers see, and where they return.',
    tag: 'Forms',
    scope: 'write',
    status: 201,
    errors: ['currency_not_supported', 'receiver_invalid', 'url_not_allowed'],
    body: z.strictObject({ title, coins, receiver, returnUrl: returnUrl.optional() }),
    response: formSchema,
  },
  async ({ caller, body }, trx, deps) => {
    const fields = {
      title: body.title,
      coins: requireCoins(deps, body.coins),
      returnUrl: body.returnUrl ?? null,
    };
    if (fields.returnUrl !== null) requireReturnable(deps, fields.returnUrl);
    const form = { ...fields, receiver: requireReceiver(deps, body.receiver) };
    return { body: present(await createForm(trx, caller.accountId, form)) };
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
  async ({ caller, query }, { db }) => {
    const { rows, hasMore } = await listForms(db, caller.accountId, pageOf(query));
    return { data: rows.map(present), hasMore };
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
  async ({ caller, parameter }, { db }) =>
    present(await findForm(db, caller.accountId, requireFormId(parameter))),
);

const update = writeRoute(
  {
    method: 'post',
    path: '/v1/forms/{id}',
    summary: 'Update a form',
    description: 'Fields left out stay. Sessions that were made keep their price and their receiver.',
    tag: 'Forms',
    scope: 'write',
    errors: ['form_not_found', 'currency_not_supported', 'receiver_invalid', 'url_not_allowed'],
    body: z.strictObject({
      title: title.optional(),
      coins: coins.optional(),
      receiver: receiver.optional(),
      returnUrl: returnUrl.optional(),
    }),
    response: formSchema,
  },
  async ({ caller, parameter, body }, trx, deps) => {
    const formId = requireFormId(parameter);
    if (body.returnUrl) requireReturnable(deps, body.returnUrl);
    const changes = {
      title: body.title,
      returnUrl: body.returnUrl,
      coins: body.coins && requireCoins(deps, body.coins),
      receiver: body.receiver === undefined ? undefined : requireReceiver(deps, body.receiver),
    };
    return { body: present(await updateForm(trx, caller.accountId, formId, changes)) };
  },
);

export const formRoutes: readonly Route[] = [create, list, get, update];
