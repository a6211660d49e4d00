import { z } from 'zod';
import { createDestination } from '../../db/destinations/createDestination.ts';
import type { DestinationView } from '../../db/destinations/destinations.ts';
import { findDestination, listDestinations } from '../../db/destinations/destinations.ts';
import { disableDestination } from '../../db/destinations/disableDestination.ts';
import type { Address, ChecksumAddress } from '../../domain/address.ts';
import { parseAddress } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { DestinationId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import { changesOf } from '../../domain/ledger/audit.ts';
import {
  destinationCall,
  destinationKinds,
  destinationStatuses,
  isOfTheChain,
} from '../../domain/sweeping/destination.ts';
import type { ApiDeps } from '../deps.ts';
import { addressForm, checkedAddress } from './checkedAddress.ts';
import { exampleId, id, listOf, listParameters, orNull, pageOf, text, time } from '../http/fields.ts';
import { readRoute, writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { traceChange } from '../traceChange.ts';

const example = '0x52908400098527886E0F7030069857D2E4169EE7';

const callSchema = z
  .object({
    to: z.string().meta({ example: '0xde709f2102306220921060314715629080e2fb77' }),
    data: z.string().meta({ example: `0x26e192f0${example.slice(2).toLowerCase().padStart(64, '0')}` }),
  })
  .meta({ id: 'ContractCall' });

const destinationSchema = z
  .object({
    id: z.string().meta({ example: exampleId('dst') }),
    account: z.string(),
    network: z.string(),
    address: z.string().meta({ example }),
    label: z.string().meta({ example: 'Safe of the treasury' }),
    kind: z.enum(destinationKinds),
    status: z.enum(destinationStatuses),
    call: orNull(callSchema),
    activeAt: time.nullable(),
    createdAt: time,
  })
  .meta({ id: 'Destination' });

const create = writeRoute(
  {
    method: 'post',
    path: '/v1/destinations',
    summary: 'Register an address to which sweeps may go',
    description:
      'It stays `pending` until the owner of your sweeper has sent `call` to it, and the block is final. Then its delay ' +
      'begins. On a network of method `transfer` there is no sweeper: `call` is null, and the address is `active` while the ' +
      'settings file of your signer lists it. There is an event `DESTINATION_CREATED`, and `DESTINATION_ACTIVATED` when ' +
      'sweeps may go there.',
    tag: 'Destinations',
    scope: 'admin',
    status: 201,
    errors: [
      'network_not_found',
      'address_invalid',
      'address_is_ours',
      'destination_exists',
      'sending_not_set_up',
    ],
    body: z.strictObject({
      network: text(32).meta({ example: 'ETHEREUM' }),
      address: text(100).meta({ example }),
      label: text(200).meta({ example: 'Safe of the treasury' }),
      kind: z.enum(destinationKinds).optional(),
    }),
    response: destinationSchema,
  },
  async ({ caller, body }, trx, deps) => {
    const network = deps.registry.networks.find(({ code }) => code === body.network);
    if (!network) throw new PurserError('network_not_found');
    const { destination, events } = await createDestination(trx, caller.accountId, {
      network: network.code,
      ...requireDestination(deps, body.address),
      label: body.label,
      kind: body.kind ?? 'treasury',
    });
    const { address_checksum: address, label, kind } = destination;
    await traceChange(trx, caller, {
      action: 'create',
      resourceType: 'destination',
      resourceId: destination.id,
      changes: changesOf({}, { network: network.code, address, label, kind }),
    });
    return { body: present(deps, destination), events };
  },
);

const list = readRoute(
  {
    path: '/v1/destinations',
    summary: 'List destinations',
    tag: 'Destinations',
    scope: 'read',
    errors: [],
    query: z.strictObject({
      ...listParameters(id('dst')),
      network: text(32).optional().meta({ example: 'ETHEREUM' }),
      status: z.enum(destinationStatuses).optional(),
    }),
    response: listOf(destinationSchema),
  },
  async ({ caller, query }, deps) => {
    const { rows, hasMore } = await listDestinations(deps.db, caller.accountId, query, pageOf(query));
    return { data: rows.map(row => present(deps, row)), hasMore };
  },
);

const get = readRoute(
  {
    path: '/v1/destinations/{id}',
    summary: 'Get a destination',
    tag: 'Destinations',
    scope: 'read',
    errors: ['destination_not_found'],
    query: z.strictObject({}),
    response: destinationSchema,
  },
  async ({ caller, parameter }, deps) =>
    present(deps, await findDestination(deps.db, caller.accountId, requireDestinationId(parameter))),
);

const disable = writeRoute(
  {
    method: 'post',
    path: '/v1/destinations/{id}/disable',
    summary: 'Disable a destination',
    description:
      'Nothing is swept to it from now on, for good; `POST /v1/destinations` registers the address anew. The chain does ' +
      'not know yet: `call` is what the owner of your sweeper, or an operator, sends to it. Repeating it changes nothing.',
    tag: 'Destinations',
    scope: 'admin',
    errors: ['destination_not_found'],
    body: z.strictObject({ reason: text(1000) }),
    response: destinationSchema,
  },
  async ({ caller, parameter, body }, trx, deps) => {
    const { destination, events } = await disableDestination(
      trx,
      caller.accountId,
      requireDestinationId(parameter),
      { reason: body.reason, by: caller.keyId },
    );
    return { body: present(deps, destination), events };
  },
);

function present({ checksum }: ApiDeps, row: DestinationView): z.output<typeof destinationSchema> {
  const call = row.to_send && row.sweeper && destinationCall(row.to_send, row.sweeper, row.address);
  return {
    id: row.id,
    account: row.account_id,
    network: row.network,
    address: row.address_checksum,
    label: row.label,
    kind: row.kind,
    status: row.status,
    call: call && { to: checksum(call.to), data: call.data },
    activeAt: row.active_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

/**
 * Throws `address_invalid` if it is not an address, if its capitals do not match its checksum, and if coins sent there
 * are lost: an address of the chain itself, or a token contract of the registry.
 */
function requireDestination(
  deps: ApiDeps,
  given: string,
): { readonly address: Address; readonly checksum: ChecksumAddress } {
  const checksum = checkedAddress(deps, given);
  const address = parseAddress(given);
  const refuse = (message: string): PurserError =>
    new PurserError('address_invalid', undefined, { fields: [{ field: 'address', message }] });
  if (checksum === undefined || address === undefined) throw refuse(addressForm);
  if (isOfTheChain(address)) throw refuse('must not be an address of the chain itself: nobody has its key');
  if (deps.registry.currencies.some(({ contract }) => contract === address)) {
    throw refuse('must not be the contract of a token: it never pays out');
  }
  return { address, checksum };
}

function requireDestinationId(parameter: string): DestinationId {
  const destinationId = parseId('dst', parameter);
  if (!destinationId) throw new PurserError('destination_not_found');
  return destinationId;
}

export const destinationRoutes: readonly Route[] = [create, list, get, disable];
