import { z } from 'zod';
import type { IdempotencyKey } from '../../db/accounts/claimIdempotencyKey.ts';
import type { Asked } from '../../db/accounts/sameRequest.ts';
import { PurserError } from '../../domain/errors.ts';
import { checkAccount, takeAccount } from './accountField.ts';
import { claimOf, hashOf } from './claimOf.ts';
import { parseInput } from './parseInput.ts';
import type { Call, WriteDefinition, WriteRequest } from './types.ts';

const noQuery = z.strictObject({});

/** Validates the request of a write, and builds the claim of its idempotency key if it has one. */
export function readWrite<B extends z.ZodObject>(
  definition: WriteDefinition<B>,
  { caller, parameter, path, query, body, idempotencyKey }: Call,
): { readonly request: WriteRequest<z.output<B>>; readonly claim: IdempotencyKey | undefined } {
  if (definition.idempotencyKeyRequired && idempotencyKey === undefined) {
    throw new PurserError('idempotency_key_required');
  }
  const inQuery = takeAccount(query);
  const inBody = takeAccount(body ?? {});
  parseInput(noQuery, inQuery.rest);
  const parsed = parseInput(definition.body, inBody.rest);
  checkAccount(inQuery.account, caller);
  checkAccount(inBody.account, caller);
  const request = { caller, parameter, body: parsed, sent: inBody.rest };
  const claim =
    idempotencyKey === undefined
      ? undefined
      : claimOf(idempotencyKey, {
          accountId: caller.accountId,
          route: `${definition.method.toUpperCase()} ${definition.path}`,
          // An earlier release saved keys with the hash of what was sent.
          ...askedBy(definition, request, hashOf([path, inBody.rest])),
        });
  return { request, claim };
}

/** What a request means, to compare it with another that has the same key. The hash `earlier` matches too. */
function askedBy<B extends z.ZodObject>(
  { path, concerns, renamed }: WriteDefinition<B>,
  request: WriteRequest<z.output<B>>,
  earlier: Buffer,
): Asked {
  const hash = ({ parameter, body }: WriteRequest<z.output<B>>): Buffer =>
    hashOf([path.replace(/\{\w+\}/, encodeURIComponent(parameter)), body]);
  const concerned = concerns?.(request);
  return {
    requestHash: hash(request),
    customer: concerned && 'customer' in concerned ? concerned.customer : undefined,
    otherwise: names => [earlier, ...(renamed ? names.map(name => hash(renamed(request, name))) : [])],
  };
}
