import { join } from 'node:path';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import express from 'express';
import helmet from 'helmet';
import { WebhookVerificationError } from '../../client/index.ts';
import type { UserVisit, Visit } from './answer.ts';
import { field, refuse, send } from './answer.ts';
import { Inbox } from './inbox.ts';
import { homePage, loginPage } from './pages.ts';
import type { Purser } from './purser.ts';
import { balanceOf, openCustomer, readWebhook } from './purser.ts';
import { addTill } from './till.ts';
import { Visitors } from './visitors.ts';

export interface ShopOptions {
  readonly purser: Purser;
  readonly shopUrl: string;
  /** The origin of Purser's checkout pages. */
  readonly checkoutOrigin: string;
}

/** The shop: its pages, what their forms do, and the webhook. */
export function createShop({ purser, shopUrl, checkoutOrigin }: ShopOptions): Express {
  const visitors = new Visitors({ secure: shopUrl.startsWith('https:') });
  const inbox = new Inbox();
  const app = express();
  app.use(headers(checkoutOrigin));

  // The signature covers the bytes: they must come here before anything parses them.
  app.post('/webhooks', express.raw({ type: '*/*', limit: '1mb' }), (request, response) => {
    const body: unknown = request.body;
    const event = readWebhook(purser, Buffer.isBuffer(body) ? body : Buffer.alloc(0), request.headers);
    if (inbox.add(event)) process.stdout.write(`webhook ${event.type} ${event.id}\n`);
    response.sendStatus(204);
  });

  app.get('/shop.css', (_request, response) => {
    response.sendFile(join(import.meta.dirname, 'shop.css'));
  });

  // Pages show money and contain tokens. So no cache may store them, and a step back loads them anew.
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(express.urlencoded({ extended: false, limit: '10kb' }));
  app.use((request, response, next) => {
    if (request.method !== 'POST' || visitors.sentOurForm(request, field(request, 'token'))) next();
    else refuse(visitOf(request, response), 403, 'This page is too old. Please try again.');
  });

  app.get(
    '/',
    all(async visit => {
      const { visitor } = visit;
      const { user } = visitor;
      if (user) send(visit, homePage(visitor, user, await balanceOf(purser, user.customerId)));
      else send(visit, loginPage(visitor));
    }),
  );

  app.post(
    '/login',
    all(async visit => {
      const { request, response } = visit;
      const name = field(request, 'name').trim().toLowerCase();
      if (!/^[a-z0-9][a-z0-9.-]{0,31}$/.test(name)) {
        refuse(visit, 400, 'A name has letters and digits only, 32 at most.');
        return;
      }
      visitors.logIn(request, response, { name, customerId: await openCustomer(purser, name) });
      response.redirect(303, '/');
    }),
  );

  app.post('/logout', (request, response) => {
    visitors.logOut(request);
    response.redirect(303, '/');
  });

  addTill(app, { purser, inbox, users });

  app.use((request, response) => {
    refuse(visitOf(request, response), 404, 'There is no such page.');
  });

  // Express recognises an error handler by its four parameters.
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) next(error);
    else if (error instanceof WebhookVerificationError) response.sendStatus(400);
    else {
      process.stderr.write(`${request.method} ${request.path}: ${String(error)}\n`);
      refuse(visitOf(request, response), 500, 'Something went wrong. Nothing is lost: please try again.');
    }
  });
  return app;

  function visitOf(request: Request, response: Response): Visit {
    return { visitor: visitors.of(request, response), request, response };
  }

  function all(handle: (visit: Visit) => Promise<void>): RequestHandler {
    return (request, response) => handle(visitOf(request, response));
  }

  /** Sends visitors who are not logged in to the login. */
  function users(handle: (visit: UserVisit) => Promise<void>): RequestHandler {
    return all(async visit => {
      const { user } = visit.visitor;
      if (user) await handle({ ...visit, user });
      else visit.response.redirect(303, '/');
    });
  }
}

function headers(checkoutOrigin: string): RequestHandler {
  const contentSecurityPolicy = {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ['data:'],
      // Browsers also check the target of a redirect after a form against this.
      formAction: ["'self'", checkoutOrigin],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  };
  return helmet({ contentSecurityPolicy });
}
