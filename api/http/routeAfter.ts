import type { z } from 'zod';
import type { Db } from '../../db/connect.ts';
import type { ApiDeps } from '../deps.ts';
import { openByKey } from './authenticate.ts';
import type { WriteDefinition, WriteRequest, Written } from './route.ts';
import { answerInTransaction, readWrite, writeOf, writeSpec } from './route.ts';
import type { Route } from './types.ts';
import { savedAnswer } from './workRoute.ts';

/**
 * A write that needs something first which is awaited outside of any transaction, or a connection of the database
 * would wait with it. In this order: a saved answer is looked for, `prepare` is awaited, and the write is made as any
 * other. What `prepare` makes must be safe to be made twice, and to be left behind when the write fails.
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
