import type { z } from 'zod';
import type { Db } from '../../db/connect.ts';
import type { ApiDeps } from '../deps.ts';
import { openByKey } from './authenticate.ts';
import { readWrite } from './readWrite.ts';
import type { Written } from './route.ts';
import { answerInTransaction, writeOf, writeSpec } from './route.ts';
import type { Route, WriteDefinition, WriteRequest } from './types.ts';
import { savedAnswer } from './workflowRoute.ts';

/**
 * A write that first awaits `prepare`, outside any transaction: inside one, a database connection would wait
 * too. In this order: look for a saved answer, await `prepare`, write as any other route. What `prepare`
 * makes must be safe to make twice, and to leave behind if the write fails.
 */
export function routeAfter<B extends z.ZodObject, R extends z.ZodType, P>(
  definition: WriteDefinition<B> & { readonly response: R },
  prepare: (request: WriteRequest<z.output<B>>, deps: ApiDeps) => Promise<P>,
  handle: (
    request: WriteRequest<z.output<B>>,
    prepared: P,
    trx: Db,
    deps: ApiDeps,
  ) => Promise<Written<z.output<R>>>,
): Route {
  return {
    spec: writeSpec(definition),
    open: openByKey(async (call, deps) => {
      const { request, claim } = readWrite(definition, call);
      const earlier = claim && (await savedAnswer(deps, claim));
      if (earlier) return { ...earlier, replayed: true };
      const prepared = await prepare(request, deps);
      return answerInTransaction(deps, writeOf(definition, request, claim), trx =>
        handle(request, prepared, trx, deps),
      );
    }),
  };
}
