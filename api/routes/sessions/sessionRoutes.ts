import { z } from 'zod';
import { endSession } from '../../../db/sessions/endSession.ts';
import { listSessions } from '../../../db/sessions/listSessions.ts';
import { findSession } from '../../../db/sessions/sessions.ts';
import { parseId } from '../../../domain/ids.ts';
import { sessionStatuses } from '../../../domain/sessions/session.ts';
import { id, listOf, listParameters, pageOf } from '../../http/fields.ts';
import { readRoute, writeRoute } from '../../http/route.ts';
import type { Route } from '../../http/types.ts';
import { sessionFilter, sessionParameters } from '../../sessionFilter.ts';
import { create } from './createSession.ts';
import { present, requireSessionId, sessionSchema } from './sessionSchema.ts';

const get = readRoute(
  {
    path: '/v1/sessions/{id}',
    summary: 'Get a session',
    tag: 'Sessions',
    scope: 'read',
    errors: ['session_not_found'],
    query: z.strictObject({}),
    response: sessionSchema,
  },
  async ({ caller, parameter }, deps) =>
    present(deps, await findSession(deps.db, caller.accountId, requireSessionId(parameter))),
);

const expire = writeRoute(
  {
    method: 'post',
    path: '/v1/sessions/{id}/expire',
    summary: 'Close a session early',
    description:
      'What was sent until now still counts: the session is `expired`, with `SESSION_EXPIRED`, as soon as its networks ' +
      'have been read up to this moment. What is sent later is credited as late. One that is over stays as it is.',
    tag: 'Sessions',
    scope: 'write',
    errors: ['session_not_found'],
    body: z.strictObject({}),
    concerns: ({ parameter }) => {
      const session = parseId('ses', parameter);
      return session && { session };
    },
    response: sessionSchema,
  },
  async ({ caller, parameter }, trx, deps) => {
    const id = requireSessionId(parameter);
    await endSession(trx, caller.accountId, id);
    return { body: present(deps, await findSession(trx, caller.accountId, id)) };
  },
);

const list = readRoute(
  {
    path: '/v1/sessions',
    summary: 'List sessions',
    tag: 'Sessions',
    scope: 'read',
    errors: [],
    query: z.strictObject({
      ...sessionParameters,
      status: z.enum(sessionStatuses).optional(),
      ...listParameters(id('ses')),
    }),
    response: listOf(sessionSchema),
  },
  async ({ caller, query }, deps) => {
    const filter = sessionFilter(query);
    if (!filter) return { data: [], hasMore: false };
    const wanted = { ...filter, status: query.status };
    const { rows, hasMore } = await listSessions(deps.db, caller.accountId, wanted, pageOf(query));
    return { data: rows.map(row => present(deps, row)), hasMore };
  },
);

export const sessionRoutes: readonly Route[] = [create, list, get, expire];
