import type { z } from 'zod';
import type { IdempotencyKey, SavedResponse } from '../../db/accounts/claimIdempotencyKey.ts';
import { claimIdempotencyKey, saveResponse } from '../../db/accounts/claimIdempotencyKey.ts';
import type { ApiDeps } from '../deps.ts';
import { openByKey } from './authenticate.ts';
import type { WriteRequest } from './route.ts';
import { readWrite, writeSpec } from './route.ts';
import type { Route, RouteDefinition } from './types.ts';
import type { WriteDeps } from './writeTurn.ts';
import { writeInTurn } from './writeTurn.ts';

/**
 * A route whose effect is a workflow that is awaited: outside of any transaction, or a connection of the
 * database would wait with it. In this order: a saved answer is looked for, the work done, the answer saved.
 * The work must be safe to be done twice and go by its business identity, as two calls with one key at the same
 * time both come to it; the first to save decides what both are answered.
 */
export function workRoute<B extends z.ZodObject, R extends z.ZodType>(
  definition: RouteDefinition & { readonly body: B; readonly response: R },
  work: (request: WriteRequest<z.output<B>>, deps: ApiDeps) => Promise<z.output<R>>,
): Route {
  const full = { ...definition, method: 'post', status: 202 } as const;
  return {
    spec: writeSpec(full),
    open: openByKey(async (call, deps) => {
      const { request, claim } = readWrite(full, call);
      const earlier = claim && (await savedAnswer(deps, claim));
      if (earlier) return { ...earlier, replayed: true };
      const answer = { status: full.status, json: JSON.stringify(await work(request, deps)) };
      const first = claim && (await saveAnswer(deps, claim, answer));
      return first ? { ...first, replayed: true } : { ...answer, replayed: false };
    }),
  };
}

class NotSaved extends Error {}

/** What an earlier call with the key was answered. Throws `idempotency_key_reused`, `idempotency_in_progress`. */
export async function savedAnswer(
  deps: WriteDeps,
  claim: IdempotencyKey,
): Promise<SavedResponse | undefined> {
  try {
    return await writeInTurn(deps, { accountId: claim.accountId, claim }, async trx => {
      const saved = await claimIdempotencyKey(trx, claim);
      // A claim without an answer must not be seen: it is rolled back.
      if (!saved) throw new NotSaved();
      return saved;
    });
  } catch (error) {
    if (error instanceof NotSaved) return undefined;
    throw error;
  }
}

/** Saves the answer; where another call was first, gives that one's. */
async function saveAnswer(
  deps: WriteDeps,
  claim: IdempotencyKey,
  answer: SavedResponse,
): Promise<SavedResponse | undefined> {
  return writeInTurn(deps, { accountId: claim.accountId, claim }, async trx => {
    const saved = await claimIdempotencyKey(trx, claim);
    if (!saved) await saveResponse(trx, claim, answer);
    return saved;
  });
}
