import express from 'express';
import type { ErrorRequestHandler, Request, RequestHandler, Response, Router } from 'express';
import type { Logger } from 'pino';
import { loggable } from '../../db/loggable.ts';
import { errorCatalogue, PurserError } from '../../domain/errors.ts';
import type { ApiDeps } from '../deps.ts';
import { authenticate, requireScope } from './authenticate.ts';
import { decodeQuery } from './decodeQuery.ts';
import { createFailureLimit } from './limitFailures.ts';
import { problemOf, retryAfterSeconds, toPurserError } from './problem.ts';
import type { Allowance } from './rateLimit.ts';
import { createRateLimit } from './rateLimit.ts';
import { readBody } from './readBody.ts';
import { contextOf } from './requestContext.ts';
import type { Route } from './types.ts';

/** Mounts the routes. Each request is authenticated, limited, read and answered, in this order. */
export function serveRoutes(routes: readonly Route[], deps: ApiDeps): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const allowance = createRateLimit(deps.options.rateLimit);
  const limitFailures = createFailureLimit();
  for (const route of routes) {
    const { method, path, scope } = route.spec;
    const serve: RequestHandler = async (request, response) => {
      const context = contextOf(request);
      context.route = path;
      const query = decodeQuery(request.url);
      const header = request.get('authorization');
      const setRetryAfter = (seconds: number): void => void response.set('Retry-After', String(seconds));
      const { caller, answer: answerTo } = await limitFailures(
        { ip: request.ip, header, setRetryAfter },
        () => authenticate(route, { header, query }, deps),
      );
      context.caller = caller;
      const allowed = allowance(caller.accountId);
      setRateHeaders(response, allowed, deps.options.rateLimit);
      if (!allowed.allowed) throw new PurserError('rate_limited');
      if (route.spec.testMode && caller.livemode) throw new PurserError('live_mode');
      requireScope(caller, scope);
      const answer = await answerTo(
        {
          caller,
          parameter: Object.values(request.params).join('/'),
          path: request.path,
          query,
          body: method === 'get' ? undefined : await readBody(request, response),
          idempotencyKey: request.get('idempotency-key'),
          prefersCsv: route.spec.alsoCsv === true && request.accepts(['json', 'csv']) === 'csv',
        },
        deps,
      );
      if (route.spec.alsoCsv) response.vary('Accept');
      if ('csv' in answer) {
        if (answer.startNextAfter !== undefined) setNextLink(request, response, answer.startNextAfter);
        response.type('text/csv').send(answer.csv);
        return;
      }
      if (route.spec.showsSecret) response.set('Cache-Control', 'no-store');
      if (answer.replayed) response.set('Idempotent-Replayed', 'true');
      if (answer.startNextAfter !== undefined) setNextLink(request, response, answer.startNextAfter);
      sendJson(response, answer.status, answer.json);
    };
    for (const served of pathsOf(route)) router[method](expressPath(served), serve);
  }
  const served = routes.flatMap(route => pathsOf(route).map(path => ({ path, spec: route.spec })));
  for (const [path, own] of Map.groupBy(served, ({ path }) => path)) {
    router.all(expressPath(path), refuseOthers(own.map(({ spec }) => spec.method.toUpperCase())));
  }
  return router;
}

function pathsOf({ spec: { path, earlierPath } }: Route): readonly string[] {
  return earlierPath === undefined ? [path] : [path, earlierPath];
}

function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

/** Refuses methods that the path has no route for. Express answers OPTIONS. */
export function refuseOthers(methods: readonly string[]): RequestHandler {
  const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  return (request, response, next) => {
    if (request.method === 'OPTIONS') {
      next();
      return;
    }
    response.set('Allow', allowed);
    throw new PurserError('method_not_allowed');
  };
}

/** Sets the link to the next part of a list, relative to the request's URL (RFC 8288). */
function setNextLink(request: Request, response: Response, cursor: string): void {
  const query = new URLSearchParams(request.originalUrl.split('?')[1]);
  query.set('startingAfter', cursor);
  response.set('Link', `<?${query.toString()}>; rel="next"`);
}

/** Sends JSON as Express's `send` does, but does not parse the type to find its charset. */
function sendJson(response: Response, status: number, json: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(json);
}

/** draft-ietf-httpapi-ratelimit-headers-10 */
function setRateHeaders(response: Response, { remaining, retryAfter }: Allowance, limit: number): void {
  response.set('RateLimit-Policy', `"default";q=${String(limit)};w=1`);
  response.set('RateLimit', `"default";r=${String(remaining)};t=${String(retryAfter)}`);
}

/**
 * How long a client that was refused early may take to finish its body, in ms. If it were cut off at once,
 * many clients would not see why.
 */
const restMs = 5000;

function cutLater(request: Request): void {
  setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, restMs).unref();
}

/** Answers every error with a problem document, and logs those that are ours. */
export function sendProblem({ logger }: Pick<ApiDeps, 'logger'>): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    const error = toPurserError(thrown);
    const { requestId } = contextOf(request);
    const problem = problemOf(error, request.path, requestId);
    logFailure(logger, request, error);
    if (response.headersSent) {
      next(thrown);
      return;
    }
    if (!request.complete) cutLater(request);
    const mayRetry = problem.status === 503 || errorCatalogue[error.code].retryable;
    if (mayRetry && !response.hasHeader('Retry-After')) {
      const seconds = error.retryAfterSeconds ?? (problem.status === 429 ? 1 : retryAfterSeconds);
      response.set('Retry-After', String(seconds));
    }
    if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** Logs an error that is ours rather than the caller's. Returns the status of its answer. */
export function logFailure(logger: Logger, request: object, error: PurserError): number {
  const { status } = errorCatalogue[error.code];
  if (status >= 500) {
    const { requestId, route } = contextOf(request);
    const level = error.code === 'internal' ? 'error' : 'warn';
    const cause = error.cause === undefined ? {} : { error: loggable(error.cause) };
    logger[level]({ requestId, route, code: error.code, ...cause }, 'failed');
  }
  return status;
}
