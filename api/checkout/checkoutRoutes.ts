import express from 'express';
import type { ErrorRequestHandler, Request, RequestHandler, Response, Router } from 'express';
import type { Logger } from 'pino';
import { PurserError } from '../../domain/errors.ts';
import type { SessionId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import { describeError } from '../describeError.ts';
import { toPurserError } from '../problem.ts';
import { createRateLimit } from '../rateLimit.ts';
import { contextOf } from '../requestContext.ts';
import { logFailure, refuseOthers } from '../serveRoutes.ts';
import type { Assets } from './assets.ts';
import { assetsPath, loadAssets } from './assets.ts';
import { clientKey } from './clientKey.ts';
import type { Html } from './html.ts';
import type { Language, LanguageTag } from './messages/index.ts';
import { languages, languageTags, parseLanguage } from './messages/index.ts';
import { renderNotice, renderPage } from './renderPage.ts';
import { asksForMoney, chosenOf, situationOf } from './situation.ts';
import type { CheckoutSource } from './source.ts';
import type { StreamLimits } from './streams.ts';
import { createStreams, defaultLimits } from './streams.ts';
import type { CheckoutView } from './view.ts';
import { isolated } from './words.ts';

export interface CheckoutDeps extends CheckoutSource {
  readonly logger: Logger;
  /** Aborted when the process is to stop: open streams end. */
  readonly stopping?: AbortSignal | undefined;
  readonly limits?: Partial<StreamLimits> | undefined;
}

/** How many ids that lead nowhere a client may ask for at once, and how many more a second. */
const misses = { atOnce: 10, perSecond: 1 / 6 };

/** Nothing but our own files, and no script or style in the page itself; nobody may frame it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

type Path = { readonly id: string };

/** The payer's page: `/checkout/{sessionId}`, its `/status` as JSON and its `/stream` of changes. */
export function checkoutRoutes(deps: CheckoutDeps): Router {
  const { load, logger, stopping } = deps;
  const assets = loadAssets();
  const limits = { ...defaultLimits, ...deps.limits };
  const streams = createStreams(deps, limits, error => {
    logger.warn({ error: describeError(error) }, 'changes of checkouts could not be looked for');
  });
  stopping?.addEventListener('abort', streams.endAll, { once: true });
  const missed = createRateLimit(misses.perSecond, misses.atOnce);

  /** Throws `session_not_found`, and `rate_limited` where the client guesses too often. */
  const find = async (request: Request<Path>): Promise<{ id: SessionId; view: CheckoutView }> => {
    const id = parseId('ses', request.params.id);
    const view = id && (await load(id));
    if (id && view) return { id, view };
    const allowed = missed(clientKey(request.ip));
    if (allowed.allowed) throw new PurserError('session_not_found');
    request.res?.set('Retry-After', String(allowed.retryAfter));
    throw new PurserError('rate_limited');
  };

  const router = express.Router({ caseSensitive: true });
  router.use('/checkout', (_request, response, next) => {
    response.set({
      'Content-Security-Policy': contentSecurityPolicy,
      'Referrer-Policy': 'no-referrer',
      'X-Frame-Options': 'DENY',
      'X-Robots-Tag': 'noindex, nofollow',
      'Cache-Control': 'no-store',
    });
    next();
  });

  get(router, `${assetsPath}{file}`, (request, response) => {
    const asset = assets.files.get(String(request.params['file']));
    if (!asset) throw new PurserError('not_found');
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type(asset.type).send(asset.body);
  });
  get<Path>(router, '/checkout/{id}/status', async (request, response) => {
    response.json((await find(request)).view);
  });
  get<Path>(router, '/checkout/{id}/stream', async (request, response) => {
    const { id, view } = await find(request);
    const client = clientKey(request.ip);
    // Nothing is awaited between this and the opening, or the limit would not hold.
    const full = stopping?.aborted === true ? 'all' : streams.full(client);
    if (full) throw new PurserError(full === 'client' ? 'rate_limited' : 'temporarily_unavailable');
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    if (request.method === 'HEAD' || response.destroyed) response.end();
    else streams.open(id, client, view, response);
  });
  get<Path>(router, '/checkout/{id}', async (request, response) => {
    const { view } = await find(request);
    sendPage(response, 200, languageOf(request).language, renderCheckout(request, view, assets));
  });
  // A page is answered with a page, whatever goes wrong.
  router.use('/checkout/:id', pageOfError(logger, assets));
  return router;
}

function get<P = Record<string, string>>(router: Router, path: string, serve: RequestHandler<P>): void {
  const expressPath = path.replace(/\{(\w+)\}/g, ':$1');
  router.all(expressPath, (request, _response, next) => {
    // The template alone is logged: who knows the id may see the page.
    contextOf(request).route = path.replace('{id}', '{sessionId}');
    next();
  });
  router.get<string, P>(expressPath, serve);
  router.all(expressPath, refuseOthers(['GET']));
}

function renderCheckout(request: Request<Path>, view: CheckoutView, assets: Assets): Html {
  const { language, askedLanguage } = languageOf(request);
  const now = new Date();
  return renderPage({
    view,
    situation: situationOf(view, now),
    asks: asksForMoney(view, now),
    chosen: chosenOf(view, request.query['pay']),
    language,
    askedLanguage,
    title: isolated(view.title),
    assets,
  });
}

interface AskedLanguage {
  readonly language: Language;
  readonly askedLanguage: LanguageTag | undefined;
}

/** The one that the address names, else the best that the browser takes, else English. */
function languageOf(request: Request<Path>): AskedLanguage {
  const asked = parseLanguage(request.query['lang']);
  const accepted = parseLanguage(request.acceptsLanguages(...languageTags));
  return { language: asked ?? accepted ?? languages.en, askedLanguage: asked?.tag };
}

function sendPage(response: Response, status: number, language: Language, page: Html): void {
  response.status(status).set('Content-Language', language.tag).type('html').send(page.markup);
}

function pageOfError(logger: Logger, assets: Assets): ErrorRequestHandler<Path> {
  return (thrown: unknown, request, response, next) => {
    const error = toPurserError(thrown);
    const isPage =
      contextOf(request).route === '/checkout/{sessionId}' && error.code !== 'method_not_allowed';
    if (!isPage || response.headersSent) {
      next(thrown);
      return;
    }
    const status = logFailure(logger, request, error);
    const { language, askedLanguage } = languageOf(request);
    const say = language.messages;
    const [heading, text] =
      error.code === 'session_not_found'
        ? [say.notFound, say.notFoundMore]
        : error.code === 'rate_limited'
          ? [say.tooMany, say.tooManyMore]
          : [say.unavailable, say.unavailableMore];
    sendPage(response, status, language, renderNotice({ language, askedLanguage, assets, heading, text }));
  };
}
