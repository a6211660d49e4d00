import { z } from 'zod';
import type { ApiKeyView } from '../../db/accounts/apiKeys.ts';
import { listApiKeys, lockApiKey } from '../../db/accounts/apiKeys.ts';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import { revokeApiKey } from '../../db/accounts/revokeApiKey.ts';
import { rotateApiKey } from '../../db/accounts/rotateApiKey.ts';
import type { Db } from '../../db/connect.ts';
import type { Caller } from '../../domain/caller.ts';
import { plainScopes, scopes } from '../../domain/caller.ts';
import { PurserError } from '../../domain/errors.ts';
import type { ApiKeyId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import type { AuditAction, Change } from '../../domain/ledger/audit.ts';
import { id, listOf, listParameters, pageOf, text, time } from '../http/fields.ts';
import { readRoute, writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { traceChange } from '../traceChange.ts';

const fields = {
  id: z.string(),
  scopes: z.array(z.enum(scopes)),
  label: z.string(),
  createdAt: time,
  expiresAt: time.nullable().meta({ description: 'Set by a rotation: the last moment of the old key.' }),
  revokedAt: time.nullable(),
};
const keySchema = z.object(fields).meta({ id: 'ApiKey' });
const newKeySchema = z
  .object({
    ...fields,
    key: z.string().nullable().meta({
      description:
        'Shown this once, and null when the call is repeated with its idempotency key: we keep a hash.',
    }),
  })
  .meta({ id: 'NewApiKey' });

const tag = 'API keys';
const admin = { tag, scope: 'admin' } as const;

function present(row: ApiKeyView): z.output<typeof keySchema> {
  return {
    id: row.id,
    scopes: [...row.scopes],
    label: row.label,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}

const list = readRoute(
  {
    ...admin,
    path: '/v1/api-keys',
    summary: 'List API keys',
    description: 'Those that ended too.',
    errors: [],
    query: z.strictObject(listParameters(id('key'))),
    response: listOf(keySchema),
  },
  async ({ caller, query }, { db }) => {
    const { rows, hasMore } = await listApiKeys(db, caller.accountId, pageOf(query));
    return { data: rows.map(present), hasMore };
  },
);

const create = writeRoute(
  {
    ...admin,
    method: 'post',
    path: '/v1/api-keys',
    summary: 'Create an API key',
    showsSecret: true,
    status: 201,
    errors: [],
    body: z.strictObject({
      scopes: z
        .array(z.enum(plainScopes))
        .min(1)
        .max(plainScopes.length)
        .transform(given => [...new Set(given)])
        .meta({
          description:
            '`admin` implies `write`, `write` implies `read`. `payout` and `approve` are granted by the operator’s command line only.',
        }),
      label: text(255).meta({ example: 'shop backend' }),
    }),
    response: newKeySchema,
  },
  async ({ caller, body }, trx) => {
    const { keyId, key } = await createApiKey(trx, caller.accountId, {
      ...body,
      parents: [caller.keyId],
    });
    const changes = [{ field: 'scopes', old: null, new: body.scopes }];
    await audit(trx, caller, 'create', keyId, changes);
    return shownOnce(await lockApiKey(trx, caller.accountId, keyId), key);
  },
);

const rotate = writeRoute(
  {
    ...admin,
    method: 'post',
    path: '/v1/api-keys/{id}/rotate',
    summary: 'Rotate an API key',
    description:
      'Gives another key with the same scopes; the old one works on for `overlapSeconds`. The new one never has `payout` ' +
      'and `approve`: a key that keeps them is rotated by the operator’s command line.',
    showsSecret: true,
    status: 201,
    errors: ['api_key_not_found'],
    body: z.strictObject({
      overlapSeconds: z
        .int()
        .min(0)
        .max(30 * 24 * 3600)
        .default(24 * 3600),
    }),
    response: newKeySchema,
  },
  async ({ caller, parameter, body }, trx) => {
    const { old, made } = await rotateApiKey(trx, caller.accountId, requireId(parameter), {
      overlapSeconds: body.overlapSeconds,
      grantable: plainScopes,
      by: caller.keyId,
    });
    const changes = [{ field: 'replacedBy', old: null, new: made.keyId }];
    await audit(trx, caller, 'rotate', old.id, changes);
    return shownOnce(await lockApiKey(trx, caller.accountId, made.keyId), made.key);
  },
);

const revoke = writeRoute(
  {
    ...admin,
    method: 'delete',
    path: '/v1/api-keys/{id}',
    summary: 'Revoke an API key',
    description: 'From its next request on. Repeating changes nothing.',
    errors: ['api_key_not_found'],
    body: z.strictObject({}),
    response: keySchema,
  },
  async ({ caller, parameter }, trx) => {
    const keyId = requireId(parameter);
    if (await revokeApiKey(trx, caller.accountId, keyId)) await audit(trx, caller, 'revoke', keyId);
    return { body: present(await lockApiKey(trx, caller.accountId, keyId)) };
  },
);

/** The answer that carries a key, and what is saved of it for a repetition: not the key. */
function shownOnce(row: ApiKeyView, key: string) {
  return { body: { ...present(row), key }, replay: { ...present(row), key: null } };
}

async function audit(
  trx: Db,
  caller: Caller,
  action: AuditAction,
  keyId: ApiKeyId,
  changes?: readonly Change[],
): Promise<void> {
  await traceChange(trx, caller, { action, resourceType: 'api_key', resourceId: keyId, changes });
}

function requireId(parameter: string): ApiKeyId {
  const keyId = parseId('key', parameter);
  if (!keyId) throw new PurserError('api_key_not_found');
  return keyId;
}

export const apiKeyRoutes: readonly Route[] = [list, create, rotate, revoke];
