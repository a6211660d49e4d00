import type { z } from 'zod';
import type { Caller } from '../../domain/caller.ts';
import type { ApiDeps } from '../deps.ts';
import type { ReadDefinition, ReadRequest } from './route.ts';
import { answerRead, readSpec } from './route.ts';
import type { Route } from './types.ts';

/** `query` is as sent, not yet validated. Undefined if the key is unknown. */
type Find<Found> = (
  key: string,
  query: unknown,
  deps: ApiDeps,
) => Promise<{ readonly caller: Caller; readonly found: Found } | undefined>;

/** A read for a hot path: one statement, `find`, looks up the key together with what is asked for. */
export function oneStatementRoute<Q extends z.ZodObject, R extends z.ZodType, Found>(
  definition: ReadDefinition<Q, R>,
  find: Find<Found>,
  handle: (request: ReadRequest<z.output<Q>>, found: Found, deps: ApiDeps) => Promise<z.output<R>>,
): Route {
  return {
    spec: readSpec(definition),
    open: async (key, query, deps) => {
      const joined = await find(key, query, deps);
      if (!joined) return undefined;
      const { caller, found } = joined;
      return { caller, answer: answerRead(definition, (request, deps) => handle(request, found, deps)) };
    },
  };
}
