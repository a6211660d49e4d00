import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import type { CheckoutDeps } from '../../../api/checkout/checkoutRoutes.ts';
import { checkoutRoutes } from '../../../api/checkout/checkoutRoutes.ts';
import { requestContext } from '../../../api/http/requestContext.ts';
import { sendProblem } from '../../../api/http/serveRoutes.ts';
import { FixtureSessions } from './checkoutFixtures.ts';

export interface CheckoutServer {
  readonly url: string;
  readonly sessions: FixtureSessions;
  /** How many answers are in progress. */
  open(): number;
  stop(): Promise<void>;
}

/** The checkout's routes over a test's sessions, as the API serves them. */
export async function startCheckoutServer(
  options: Pick<CheckoutDeps, 'limits' | 'stopping' | 'reads'> = {},
): Promise<CheckoutServer> {
  const sessions = new FixtureSessions();
  const logger = pino({ level: 'silent' });
  const app = express();
  let open = 0;
  app.use((_request, response, next) => {
    open += 1;
    response.on('close', () => {
      open -= 1;
    });
    next();
  });
  app.use(requestContext(logger, () => {}));
  app.use(
    checkoutRoutes({
      load: sessions.load,
      recordChoice: sessions.recordChoice,
      findLogo: sessions.findLogo,
      stamp: sessions.stamp,
      logger,
      ...options,
    }),
  );
  app.use(sendProblem({ logger }));
  const server = createServer(app);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    sessions,
    open: () => open,
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
