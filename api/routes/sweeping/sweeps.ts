import { z } from 'zod';
import { cancelSweep } from '../../../db/sweeping/cancelSweep.ts';
import type { Left } from '../../../db/sweeping/planSweeps.ts';
import { planSweeps } from '../../../db/sweeping/planSweeps.ts';
import { limitSweeps } from '../../../db/sweeping/views/limitSweeps.ts';
import { requireSending } from '../../../db/sweeping/views/readSending.ts';
import { findSweep, listSweeps, readSweeps } from '../../../db/sweeping/views/readSweeps.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { SweepId } from '../../../domain/ids.ts';
import { parseId } from '../../../domain/ids.ts';
import { changesOf } from '../../../domain/ledger/audit.ts';
import type { NetworkCode } from '../../../domain/registry.ts';
import { sweepStatuses } from '../../../domain/sweeping/sweep.ts';
import { id, listOf, listParameters, pageOf, text } from '../../http/fields.ts';
import { requireScope } from '../../http/authenticate.ts';
import { readRoute, writeRoute } from '../../http/route.ts';
import type { Route } from '../../http/types.ts';
import { traceChange } from '../../traceChange.ts';
import { quote } from './quoteSweeps.ts';
import { presentSweep, sweepSchema } from './sweepFields.ts';
import { readWish, wishBody, wishErrors } from './wish.ts';

const tag = 'Sweeps';

const create = writeRoute(
  {
    method: 'post',
    path: '/v1/sweeps',
    summary: 'Sweep purses now',
    description:
      'Plans sweeps of all that is credited and final and matches the body, without regard to thresholds and pauses: whole ' +
      'deposits, to the receiver of their form if that is an active destination, else to the treasury. The signer then ' +
      'sends them; `SWEEP_COMPLETED` tells when one is final. What would cost more gas than it is stays, unless the body says ' +
      '`includeUneconomic: true`, which takes the scope `approve` beside `payout`. At most 20 calls an hour.',
    tag,
    scope: 'payout',
    status: 202,
    idempotencyKeyRequired: true,
    errors: [
      ...wishErrors,
      'sending_not_set_up',
      'sending_paused',
      'nothing_to_sweep',
      'destination_not_active',
    ],
    body: wishBody,
    response: z.array(sweepSchema),
  },
  async ({ caller, body }, trx, { registry }) => {
    if (body.includeUneconomic === true) requireScope(caller, 'approve');
    const wish = await readWish(trx, registry, caller, body);
    await requireSending(trx, caller.accountId, wish.network);
    await limitSweeps(trx, caller.accountId);
    const { sweepIds, left } = await planSweeps(trx, registry, wish);
    if (sweepIds.length === 0) throw nothingPlanned(wish.network, left);
    const { network, purseId = null, currency = null } = wish;
    const includeUneconomic = body.includeUneconomic === true ? true : null;
    for (const resourceId of sweepIds) {
      await traceChange(trx, caller, {
        action: 'create',
        resourceType: 'sweep',
        resourceId,
        changes: changesOf({}, { network, purseId, currency, includeUneconomic }),
      });
    }
    const sweeps = await readSweeps(trx, caller.accountId, sweepIds);
    return { body: sweeps.map(sweep => presentSweep(registry, sweep)) };
  },
);

/** If only a destination is missing, that is the error. */
function nothingPlanned(network: NetworkCode, left: readonly Left[]): PurserError {
  const isHomeless = left.length > 0 && left.every(({ reason }) => reason === 'no_destination');
  if (!isHomeless) return new PurserError('nothing_to_sweep');
  const field = { field: `treasury.${network}`, message: 'must be an active destination of this network' };
  return new PurserError('destination_not_active', undefined, { fields: [field] });
}

const list = readRoute(
  {
    path: '/v1/sweeps',
    summary: 'List sweeps',
    tag,
    scope: 'read',
    errors: [],
    query: z.strictObject({
      ...listParameters(id('swp')),
      network: text(32).optional().meta({ example: 'BSC' }),
      status: z.enum(sweepStatuses).optional(),
      purseId: id('pur').optional(),
    }),
    response: listOf(sweepSchema),
  },
  async ({ caller, query }, { db, registry }) => {
    const { rows, hasMore } = await listSweeps(db, caller.accountId, query, pageOf(query));
    return { data: rows.map(row => presentSweep(registry, row)), hasMore };
  },
);

const get = readRoute(
  {
    path: '/v1/sweeps/{id}',
    summary: 'Get a sweep',
    tag,
    scope: 'read',
    errors: ['sweep_not_found'],
    query: z.strictObject({}),
    response: sweepSchema,
  },
  async ({ caller, parameter }, { db, registry }) =>
    presentSweep(registry, await findSweep(db, caller.accountId, requireSweepId(parameter))),
);

const cancel = writeRoute(
  {
    method: 'post',
    path: '/v1/sweeps/{id}/cancel',
    summary: 'Cancel a sweep',
    description:
      'While it is `planned`. Its deposits may be swept by another one, also by the next that the policy plans.',
    tag,
    scope: 'payout',
    errors: ['sweep_not_found', 'already_sent'],
    body: z.strictObject({}),
    response: sweepSchema,
  },
  async ({ caller, parameter }, trx, { registry }) => {
    const sweepId = requireSweepId(parameter);
    await cancelSweep(trx, caller.accountId, sweepId);
    await traceChange(trx, caller, { action: 'cancel', resourceType: 'sweep', resourceId: sweepId });
    return { body: presentSweep(registry, await findSweep(trx, caller.accountId, sweepId)) };
  },
);

function requireSweepId(parameter: string): SweepId {
  const sweepId = parseId('swp', parameter);
  if (!sweepId) throw new PurserError('sweep_not_found');
  return sweepId;
}

export const sweepRoutes: readonly Route[] = [quote, create, list, get, cancel];
