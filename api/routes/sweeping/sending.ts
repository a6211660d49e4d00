import { z } from 'zod';
import { recordAudit } from '../../../db/accounts/recordAudit.ts';
import type { Db } from '../../../db/connect.ts';
import { resolveFinding } from '../../../db/findings/resolveFinding.ts';
import { pauseSending, resumeSending } from '../../../db/sending/pauseSending.ts';
import type { SendingView } from '../../../db/sweeping/views/readSending.ts';
import { readSending } from '../../../db/sweeping/views/readSending.ts';
import { typicalSweepFee } from '../../../db/sweeping/views/typicalFee.ts';
import type { Caller } from '../../../domain/caller.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { AccountId, FindingId } from '../../../domain/ids.ts';
import { baseUnits, formatAmount } from '../../../domain/money.ts';
import type { NetworkCode } from '../../../domain/registry.ts';
import { nativeOf } from '../../../domain/registry.ts';
import type { ApiDeps } from '../../deps.ts';
import { exampleId, id, orNull, text } from '../../http/fields.ts';
import { readRoute, writeRoute } from '../../http/route.ts';
import type { Route } from '../../http/types.ts';

const operatorSchema = z
  .object({
    address: z.string().meta({ example: '0x52908400098527886E0F7030069857D2E4169EE7' }),
    balance: z.string().nullable().meta({ example: '0.42' }),
    runwaySweeps: z.int().nullable().meta({ example: 280 }),
  })
  .meta({ id: 'SendingOperator' });

const sendingSchema = z
  .object({
    network: z.string(),
    paused: z.boolean(),
    reason: z.string().nullable().meta({ example: null }),
    detail: z.string().nullable().meta({ example: null }),
    findingId: z.string().nullable().meta({ example: null }),
    operator: orNull(operatorSchema),
    pending: z.int().meta({ example: 2 }),
  })
  .meta({ id: 'Sending' });

const tag = 'Sweeps';

const get = readRoute(
  {
    path: '/v1/sending',
    summary: 'Get the state of sending',
    description: 'For each network on which you have a sweeper.',
    tag,
    scope: 'read',
    errors: [],
    query: z.strictObject({}),
    response: z.array(sendingSchema),
  },
  async ({ caller: { accountId } }, deps) => {
    const rows = await readSending(deps.db, accountId);
    return Promise.all(rows.map(row => present(deps.db, deps, accountId, row)));
  },
);

const network = text(32).meta({ example: 'ETHEREUM' });

const pause = writeRoute(
  {
    method: 'post',
    path: '/v1/sending/pause',
    summary: 'Pause sending',
    description:
      'Nothing of yours is planned or signed on this network from now on; what is signed already may still be mined. If it is ' +
      'paused so already, its first reason stands. `SENDING_PAUSED` tells it.',
    tag,
    scope: 'admin',
    errors: ['network_not_found', 'sending_not_set_up'],
    body: z.strictObject({ network, reason: text(1000).meta({ example: 'A laptop was stolen' }) }),
    response: sendingSchema,
  },
  async ({ caller, body }, trx, deps) => {
    const place = { accountId: caller.accountId, network: requireNetwork(deps, body.network) };
    const events = await pauseSending(trx, place, { reason: body.reason, by: caller.keyId });
    return { body: await stateOn(trx, deps, place), events };
  },
);

const resume = writeRoute(
  {
    method: 'post',
    path: '/v1/sending/resume',
    summary: 'Resume sending',
    description:
      'Ends your own pause of this network, or resolves the finding that `findingId` names: what happened there stays for ' +
      'the audit with your explanation. The answer says what pauses it still: another finding, or what only the operator ends. ' +
      'The signer goes on within seconds after the last one, and `SENDING_RESUMED` tells it.',
    tag,
    scope: 'approve',
    errors: ['network_not_found', 'sending_not_set_up', 'finding_not_found', 'same_key'],
    body: z.strictObject({
      network,
      findingId: id('fnd')
        .optional()
        .meta({ example: exampleId('fnd') }),
      explanation: text(1000).meta({ example: 'The owner of the sweeper released them: ticket 812' }),
    }),
    response: sendingSchema,
  },
  async ({ caller, body }, trx, deps) => {
    const place = { accountId: caller.accountId, network: requireNetwork(deps, body.network) };
    const { findingId, explanation } = body;
    if (findingId !== undefined) {
      await resolve(trx, caller, place.network, { findingId, explanation });
      // The scanner tells it: it knows when a finding was the last one.
      return { body: await stateOn(trx, deps, place) };
    }
    const events = await resumeSending(trx, place, { explanation, by: caller.keyId });
    return { body: await stateOn(trx, deps, place), events };
  },
);

async function resolve(
  trx: Db,
  { accountId, keyId }: Caller,
  onNetwork: NetworkCode,
  { findingId, explanation }: { readonly findingId: FindingId; readonly explanation: string },
): Promise<void> {
  const kind = await resolveFinding(trx, accountId, onNetwork, findingId, { explanation, by: keyId });
  if (!kind) throw new PurserError('finding_not_found');
  await recordAudit(trx, {
    ...{ accountId, action: 'resume', resourceType: 'sending', resourceId: onNetwork },
    ...{ reason: explanation, by: keyId, changes: [{ field: 'findingId', old: findingId, new: null }] },
  });
}

async function stateOn(
  trx: Db,
  deps: ApiDeps,
  place: { readonly accountId: Caller['accountId']; readonly network: NetworkCode },
): Promise<z.output<typeof sendingSchema>> {
  const states = await readSending(trx, place.accountId);
  const state = states.find(one => one.network === place.network);
  if (!state) throw new PurserError('sending_not_set_up');
  return present(trx, deps, place.accountId, state);
}

async function present(
  db: Db,
  { checksum, registry }: Pick<ApiDeps, 'checksum' | 'registry'>,
  accountId: AccountId,
  row: SendingView,
): Promise<z.output<typeof sendingSchema>> {
  const { network, operator, balance } = row;
  const coin = nativeOf(registry, network);
  const cost = operator && balance !== null ? await typicalSweepFee(db, accountId, network) : undefined;
  return {
    network,
    paused: row.stopped_code !== null,
    reason: row.stopped_code,
    detail: row.stopped_detail,
    findingId: row.finding_id,
    operator: operator && {
      address: checksum(operator),
      balance: balance === null || !coin ? null : formatAmount(baseUnits(balance), coin.decimals),
      runwaySweeps: balance === null || !cost ? null : runwayOf(balance, cost),
    },
    pending: row.pending,
  };
}

/** The most that is answered: a larger number says nothing more, and this one is an integer in JSON. */
const mostRunway = 1_000_000n;

function runwayOf(balance: bigint, cost: bigint): number {
  const sweeps = balance / cost;
  return Number(sweeps < mostRunway ? sweeps : mostRunway);
}

function requireNetwork({ registry }: Pick<ApiDeps, 'registry'>, code: string): NetworkCode {
  const known = registry.networks.find(one => one.code === code);
  if (!known) throw new PurserError('network_not_found');
  return known.code;
}

export const sendingRoutes: readonly Route[] = [get, pause, resume];
