import type { z } from 'zod';
import type { IdempotencyKey, SavedResponse } from '../../db/accounts/claimIdempotencyKey.ts';
import { claimIdempotencyKey, saveResponse } from '../../db/accounts/claimIdempotencyKey.ts';
import type { ApiDeps } from '../deps.ts';
import { openByKey } from './authenticate.ts';
import { readWrite } from './readWrite.ts';
import { writeSpec } from './route.ts';
import type { Route, RouteDefinition, WriteRequest } from './types.ts';
import type { WriteDeps } from './writeTurn.ts';
import { writeInTurn } from './writeTurn.ts';

/**
 * A route that awaits a workflow, outside any transaction: inside one, a database connection would wait too.
 * In this order: look for a saved answer, do the work, save the answer. The work must be safe to repeat and
 * go by its business identity, as two simultaneous calls with one key both do it. The first to save decides
 * the answer to both.
 */
export function workflowRoute<B extends z.ZodObject, R extends z.ZodType>(
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

/** The answer to an earlier call with the key. Throws `idempotency_key_reused`, `idempotency_in_progress`. */
export async function savedAnswer(
  deps: WriteDeps,
  claim: IdempotencyKey,
): Promise<SavedResponse | undefined> {
  try {
    return await writeInTurn(deps, { accountId: claim.accountId, claim }, async trx => {
      const saved = await claimIdempotencyKey(trx, claim);
      // A claim without an answer must not become visible: it is rolled back.
      if (!saved) throw new NotSaved();
      return saved;
    });
  } catch (error) {
    if (error instanceof NotSaved) return undefined;
    throw error;
  }
}

/** Saves the answer. If another call was first, returns that call's answer. */
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
