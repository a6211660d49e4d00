import express from 'express';
import type { Express } from 'express';
import helmet from 'helmet';
import { findLogo } from '../db/sessions/findLogo.ts';
import { fingerprintSessions } from '../db/sessions/fingerprintSessions.ts';
import { recordChoice } from '../db/sessions/recordChoice.ts';
import { PurserError } from '../domain/errors.ts';
import { checkoutRoutes } from './checkout/checkoutRoutes.ts';
import { loadCheckout } from './checkout/loadCheckout.ts';
import type { CheckoutSource } from './checkout/source.ts';
import { complianceCallback } from './complianceCallback.ts';
import type { ApiDeps } from './deps.ts';
import { docsRoutes } from './docs/docsRoutes.ts';
import { pageStyleSource } from './docs/page.ts';
import { healthRoutes, readyRoutes } from './health.ts';
import { pagesOf } from './http/limitClients.ts';
import { refuseRepeated } from './http/refuseRepeated.ts';
import { requestContext } from './http/requestContext.ts';
import { sendProblem, serveRoutes } from './http/serveRoutes.ts';
import { createHttpMetrics } from './metrics/http.ts';
import { metricsRoutes } from './metrics/route.ts';
import { openApiDocument } from './openapi/document.ts';
import { routes } from './routes/index.ts';
import { warnOfMissedProxy } from './server/missedProxy.ts';

/** The API as an Express app. It does not listen yet, and owns nothing of `deps`. */
export function createApp(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  // A weak hash over every answer would cost more than it saves: nobody caches these.
  app.set('etag', false);
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.set('trust proxy', deps.options.trustProxy);
  app.use(requestContext(deps.logger, createHttpMetrics(deps.metrics)));
  app.use(warnOfMissedProxy(deps.logger, deps.options.trustProxy));
  app.use(refuseRepeated);
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          styleSrc: [pageStyleSource],
          baseUri: ["'none'"],
          formAction: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
    }),
  );

  const specs = routes.map(route => route.spec);
  const document = openApiDocument(specs);
  app.use(docsRoutes(specs, document, pagesOf(deps.options.checkoutRateLimit)));
  // A person who opens an installation's address in a browser wants to read.
  app.get('/', (request, response, next) => {
    if (request.accepts(['json', 'html']) === 'html') response.redirect(302, '/docs');
    else next();
  });
  app.use(healthRoutes());
  if (!deps.options.internalApart) app.use(readyRoutes(deps), metricsRoutes(deps));
  app.use(complianceCallback(deps));
  const { logger, stopping, options } = deps;
  app.use(
    checkoutRoutes({ ...checkoutSource(deps), logger, stopping, reads: pagesOf(options.checkoutRateLimit) }),
  );
  app.use(serveRoutes(routes, deps));

  app.use(() => {
    throw new PurserError('not_found');
  });
  app.use(sendProblem(deps));
  return app;
}

/**
 * Only `/healthz`, `/readyz` and `/metrics`, for a port that only operators reach. Create the app of the same
 * `deps` first, with `internalApart`.
 */
export function createInternalApp(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.use(requestContext(deps.logger, () => undefined));
  app.use(healthRoutes(), readyRoutes(deps), metricsRoutes(deps));
  app.use(() => {
    throw new PurserError('not_found');
  });
  app.use(sendProblem(deps));
  return app;
}

function checkoutSource({ checkout, db, registry, options }: ApiDeps): CheckoutSource {
  const staleMs = options.scannerStaleMs;
  return (
    checkout ?? {
      load: id => loadCheckout({ db, registry, staleMs }, id),
      // Uses the connections for reads: it waits for no lock, and a page must not wait behind writes.
      recordChoice: (id, currency) => recordChoice(db, id, currency),
      findLogo: name => findLogo(db, name),
      stamp: ids => fingerprintSessions(db, registry, { staleMs }, ids),
    }
  );
}
