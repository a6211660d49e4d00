import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Caller } from '../../domain/caller.ts';
import type { AnsweredRequest } from '../metrics/http.ts';

/** What is known of a request while it is answered. */
export interface RequestContext {
  readonly requestId: string;
  /** The path's template: the path itself may carry a merchant's own ids, which are personal data. */
  route: string;
  caller?: Caller;
}

const contexts = new WeakMap<object, RequestContext>();

/** The context that the middleware made. Every request has one. */
export function contextOf(request: object): RequestContext {
  const context = contexts.get(request);
  if (!context) throw new Error('the request has no context: the middleware is missing');
  return context;
}

/**
 * Gives each request an id: the caller's own if it sent a valid one. When the request ends, logs one line
 * without bodies, headers, paths or query values, and calls `observe`.
 */
export function requestContext(logger: Logger, observe: (request: AnsweredRequest) => void): RequestHandler {
  return (request: Request, response: Response, next) => {
    const given = request.get('x-request-id') ?? '';
    const context: RequestContext = {
      requestId: /^[A-Za-z0-9._:-]{1,128}$/.test(given) ? given : `req_${randomUUID()}`,
      route: 'unmatched',
    };
    contexts.set(request, context);
    response.set('X-Request-Id', context.requestId);
    const started = performance.now();
    response.on('close', () => {
      const ms = performance.now() - started;
      const { method } = request;
      const status = response.writableFinished ? response.statusCode : null;
      observe({ method, route: context.route, status, ms });
      logger.info(
        {
          requestId: context.requestId,
          method: request.method,
          route: context.route,
          status: response.statusCode,
          ms: Math.round(ms * 10) / 10,
          account: context.caller?.accountId,
          key: context.caller?.keyId,
          ...(response.writableFinished ? {} : { aborted: true }),
        },
        'request',
      );
    });
    next();
  };
}
