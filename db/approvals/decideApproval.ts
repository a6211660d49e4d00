import { PurserError } from '../../domain/errors.ts';
import type { ApprovalRequestId } from '../../domain/ids.ts';
import type { Registry } from '../../domain/registry.ts';
import { isOfSameHolder } from '../accounts/isOfSameHolder.ts';
import type { Db } from '../connect.ts';
import { carryOut } from './carryOut.ts';
import type { Decided, Decider } from './endRequest.ts';
import { decide, requirePending } from './endRequest.ts';

/**
 * Carries out what another person asked for, and returns the request with all events. In one transaction: if it cannot be
 * carried out any more, that is the error, and the request waits on.
 *
 * Throws `approval_request_not_found`, `not_pending`; `same_key` if the key, or one whose holder may know it, made the request;
 * and what the change itself throws.
 */
export async function approve(
  trx: Db,
  registry: Registry,
  decider: Decider,
  id: ApprovalRequestId,
  reason: string | null,
): Promise<Decided> {
  const request = await requirePending(trx, decider, id);
  const { made_by: maker } = request;
  // An operator in Temporal has no key to compare with.
  if (maker !== null && (await isOfSameHolder(trx, decider.keyId, maker))) throw new PurserError('same_key');
  // First what the request is about is locked, then the request, as when it was made.
  const effects = await carryOut(trx, registry, request);
  const decided = await decide(trx, decider, id, 'approved', reason);
  return { ...decided, events: [...effects, ...decided.events] };
}
