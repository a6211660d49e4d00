import express from 'express';
import type { ErrorRequestHandler, Request, RequestHandler, Response, Router } from 'express';
import type { Logger } from 'pino';
import { loggable } from '../../db/loggable.ts';
import { PurserError } from '../../domain/errors.ts';
import type { SessionId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import type { ClientAllowance } from '../http/limitClients.ts';
import { clientKey, limitClients, pagesOf } from '../http/limitClients.ts';
import { toPurserError } from '../http/problem.ts';
import { contextOf } from '../http/requestContext.ts';
import { logFailure, refuseOthers } from '../http/serveRoutes.ts';
import type { Assets } from './assets.ts';
import { accentStyle, assetsPath, loadAssets, logosPath } from './assets.ts';
import type { Html } from '../html.ts';
import type { Language } from './messages/index.ts';
import type { PageContext } from './pageContext.ts';
import type { Path } from './readRequest.ts';
import { contextFor, isAskedByPayer, isReadAgain, languageOf } from './readRequest.ts';
import { renderNotice, renderPage } from './renderPage.ts';
import { sharedReads } from './sharedReads.ts';
import type { CheckoutSource } from './source.ts';
import type { StreamLimits } from './streams.ts';
import { createStreams, defaultLimits } from './streams.ts';
import type { CheckoutView } from './view.ts';

export interface CheckoutDeps extends CheckoutSource {
  readonly logger: Logger;
  /** Aborted when the process stops: open streams end. */
  readonly stopping?: AbortSignal | undefined;
  readonly limits?: Partial<StreamLimits> | undefined;
  /** How much a client may ask for at once, for each kind of `Turns`, and how much more a second. */
  readonly reads?: ClientAllowance | undefined;
}

/** The least time before a notice loads the page, in s. */
const leastNoticeSeconds = 5;

/** How many unknown ids a client may ask for at once, and how many more a second. */
const misses = { atOnce: 10, perSecond: 1 / 6 };

/** Only our own files are allowed, with no script or style in the page itself. Nobody may frame the page. */
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

/**
 * Each kind has a bucket of its own. So a page that heard of a change can read itself again, however many
 * pages of one address are opened or watched. Otherwise its payer would see an amount that they have paid.
 */
interface Turns {
  /** A page that its payer opens, and its picture. */
  readonly opened: RateLimit;
  /** What reports changes: states and streams. */
  readonly watched: RateLimit;
  /** A page that reads itself again. */
  readonly again: RateLimit;
}

type RateLimit = ReturnType<typeof limitClients>;

/** The payer's page: `/checkout/{sessionId}`, its `/status` as JSON and its `/stream` of changes. */
export function checkoutRoutes(deps: CheckoutDeps): Router {
  const { recordChoice, logger, stopping, reads = pagesOf(20) } = deps;
  const load = sharedReads(deps.load);
  const findLogo = sharedReads(deps.findLogo);
  const assets = loadAssets();
  const limits = { ...defaultLimits, ...deps.limits };
  const streams = createStreams({ load, stamp: deps.stamp }, limits, error => {
    logger.warn({ error: loggable(error) }, 'checkout streams could not look for changes');
  });
  stopping?.addEventListener('abort', streams.endAll, { once: true });
  // They are asked before the database is.
  const takeTurn: Turns = {
    opened: limitClients(reads),
    watched: limitClients(reads),
    again: limitClients(reads),
  };
  const takeMiss = limitClients(misses);

  /** Throws `session_not_found`, and `rate_limited` if the client asks or guesses too often. */
  const find = async (
    request: Request<Path>,
    kind: keyof Turns,
  ): Promise<{ id: SessionId; view: CheckoutView }> => {
    takeTurn[kind](request);
    const id = parseId('ses', request.params.id);
    const view = id && (await load(id));
    if (id && view) return { id, view };
    takeMiss(request);
    throw new PurserError('session_not_found');
  };

  /** The page is shown even if this fails. Then the sessions' amounts and age decide who gets a deposit. */
  const noteChoice = async (id: SessionId, { asks, chosen }: PageContext): Promise<void> => {
    if (!asks || !chosen) return;
    await recordChoice(id, chosen.currency).catch((error: unknown) => {
      logger.warn(
        { error: loggable(error) },
        'the currency that a checkout page asks for could not be saved',
      );
    });
  };

  const sendForEver = (response: Response, type: string, body: string | Buffer): void => {
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type(type).send(body);
  };
  const router = express.Router({ caseSensitive: true, strict: true });
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
    sendForEver(response, asset.type, asset.body);
  });
  get(router, '/checkout/accents/{file}', (request, response) => {
    const style = accentStyle(String(request.params['file']));
    if (style === undefined) throw new PurserError('not_found');
    sendForEver(response, 'css', style);
  });
  get(router, `${logosPath}{file}`, async (request, response) => {
    takeTurn.opened(request);
    const logo = await findLogo(String(request.params['file']));
    if (!logo) throw new PurserError('not_found');
    sendForEver(response, `image/${logo.type}`, logo.body);
  });
  get<Path>(router, '/checkout/{id}/status', async (request, response) => {
    response.json((await find(request, 'watched')).view);
  });
  get<Path>(router, '/checkout/{id}/stream', async (request, response) => {
    const { id, view } = await find(request, 'watched');
    const client = clientKey(request.ip);
    // Nothing may be awaited between this and the opening, or the limit would not hold.
    const full = stopping?.aborted === true ? 'all' : streams.full(client);
    if (full) throw new PurserError(full === 'client' ? 'rate_limited' : 'temporarily_unavailable');
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    if (request.method === 'HEAD' || response.destroyed) response.end();
    else streams.open(id, client, view, response);
  });
  get<Path>(router, '/checkout/{id}', async (request, response) => {
    const { id, view } = await find(request, isReadAgain(request) ? 'again' : 'opened');
    const context = contextFor(request, view, assets);
    // Noted before the payer sees what to send: what they send then is for this page.
    if (isAskedByPayer(request)) await noteChoice(id, context);
    sendPage(response, 200, context.language, renderPage(context));
  });
  // A page request is answered with a page, whatever goes wrong.
  router.use('/checkout/:id', pageOfError(logger, assets));
  return router;
}

function get<P = Record<string, string>>(router: Router, path: string, serve: RequestHandler<P>): void {
  const expressPath = path.replace(/\{(\w+)\}/g, ':$1');
  router.all(expressPath, (request, _response, next) => {
    // Only the template is logged: whoever knows the id may see the page.
    contextOf(request).route = path.replace('{id}', '{sessionId}');
    next();
  });
  router.get<string, P>(expressPath, serve);
  router.all(expressPath, refuseOthers(['GET']));
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
    const messages = language.messages;
    const [heading, text] =
      error.code === 'session_not_found'
        ? [messages.notFound, messages.notFoundMore]
        : error.code === 'rate_limited'
          ? [messages.tooMany, messages.tooManyMore]
          : [messages.unavailable, messages.unavailableMore];
    const againAfter =
      status === 429 || status >= 500
        ? Math.max(leastNoticeSeconds, Number(response.get('Retry-After') ?? 0))
        : undefined;
    const notice = { language, askedLanguage, assets, heading, text, againAfter };
    sendPage(response, status, language, renderNotice(notice));
  };
}
