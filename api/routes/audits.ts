import { z } from 'zod';
import { listAudits } from '../../db/accounts/listAudits.ts';
import type { AuditRow } from '../../db/schema.ts';
import { auditActions, auditedResources } from '../../domain/ledger/audit.ts';
import { id, listOf, listParameters, pageOf, text, time } from '../http/fields.ts';
import { readRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';

const auditSchema = z
  .object({
    id: z.string(),
    action: z.enum(auditActions),
    resourceType: z.enum(auditedResources),
    resourceId: z.string(),
    reason: z.string().nullable(),
    apiKeyId: z.string().nullable().meta({ description: 'Null: an operator, by a command or in Temporal.' }),
    changes: z
      .array(z.object({ field: z.string(), old: z.unknown(), new: z.unknown() }).meta({ id: 'Change' }))
      .optional()
      .meta({ description: 'What it was, and what it became; not there where nothing of the kind changed.' }),
    by: z.string().nullable().meta({
      description:
        'Who decided: the name that an operator gave in Temporal, or the id of the API key. Null: an operator who gave no name.',
    }),
    createdAt: time,
  })
  .meta({ id: 'Audit' });

function present(row: AuditRow): z.output<typeof auditSchema> {
  return {
    id: row.id,
    action: row.action,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    reason: row.reason,
    apiKeyId: row.api_key_id,
    ...(row.changes ? { changes: [...row.changes] } : {}),
    by: row.decided_by ?? row.api_key_id,
    createdAt: row.created_at.toISOString(),
  };
}

const list = readRoute(
  {
    path: '/v1/audits',
    summary: 'List what people decided',
    description:
      'Blocks, releases, compliance decisions and allocations, each with its reason; and changes of keys, of the account ' +
      'and of where money and news go (forms, webhook endpoints, `notificationUrl`), with the old and the new value.',
    tag: 'Audits',
    scope: 'admin',
    errors: [],
    query: z.strictObject({
      resourceId: text(255).optional(),
      action: z.enum(auditActions).optional(),
      ...listParameters(id('aud')),
    }),
    response: listOf(auditSchema),
  },
  async ({ caller, query }, { db }) => {
    const { resourceId, action } = query;
    const { rows, hasMore } = await listAudits(db, caller.accountId, { resourceId, action }, pageOf(query));
    return { data: rows.map(present), hasMore };
  },
);

export const auditRoutes: readonly Route[] = [list];
