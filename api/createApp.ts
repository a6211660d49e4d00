import express from 'express';
import type { Express } from 'express';
import helmet from 'helmet';
import { stampSessions } from '../db/stampSessions.ts';
import { PurserError } from '../domain/errors.ts';
import { checkoutRoutes } from './checkout/checkoutRoutes.ts';
import { loadCheckout } from './checkout/loadCheckout.ts';
import type { CheckoutSource } from './checkout/source.ts';
import { complianceCallback } from './complianceCallback.ts';
import type { ApiDeps } from './deps.ts';
import { docsStyleSource, serveDocs } from './docs.ts';
import { createHttpFigures } from './figures/http.ts';
import { healthRoutes } from './health.ts';
import { metricsRoutes } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { requestContext } from './requestContext.ts';
import { routes } from './routes/index.ts';
import { sendProblem, serveRoutes } from './serveRoutes.ts';

/** The API as an Express app; it listens nowhere yet and owns none of what it is given. */
export function createApp(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  // A weak hash over every answer would cost more than it saves: nobody caches these.
  app.set('etag', false);
  app.set('case sensitive routing', true);
  app.set('trust proxy', deps.options.trustProxy);
  app.use(requestContext(deps.logger, createHttpFigures(deps.metrics)));
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          styleSrc: [docsStyleSource],
          baseUri: ["'none'"],
          formAction: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
    }),
  );

  const specs = routes.map(route => route.spec);
  const document = openApiDocument(specs);
  app.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  app.get('/docs', serveDocs(specs, document));
  app.use(healthRoutes(deps));
  app.use(metricsRoutes(deps));
  app.use(complianceCallback(deps));
  app.use(checkoutRoutes({ ...checkoutSource(deps), logger: deps.logger, stopping: deps.stopping }));
  app.use(serveRoutes(routes, deps));

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
      stamp: ids => stampSessions(db, registry, { staleMs }, ids),
    }
  );
}
