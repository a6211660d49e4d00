import type { SessionFilter } from '../db/sessions/listSessions.ts';
import { parseId } from '../domain/ids.ts';
import { createdParameters, customerFilter, customerQuery, text } from './http/fields.ts';

/** Filters of the lists of sessions and of payments, beside a status. */
export const sessionParameters = {
  customerId: customerQuery.optional(),
  clientId: text(255).optional().meta({ description: 'Your own id of the session.', example: 'order-7' }),
  formId: text(100).optional(),
  ...createdParameters,
};

interface SessionQuery {
  readonly customerId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly formId?: string | undefined;
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

/** The filter of a query; undefined if no session can match: such a list is empty. */
export function sessionFilter(query: SessionQuery): SessionFilter | undefined {
  const { clientId, createdAfter, createdBefore } = query;
  const filter = customerFilter(query.customerId);
  const formId = query.formId === undefined ? undefined : parseId('frm', query.formId);
  if (!filter) return undefined;
  if (query.formId !== undefined && !formId) return undefined;
  return { ...filter, clientId, formId, createdAfter, createdBefore };
}
