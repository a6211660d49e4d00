import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { checkoutRoutes } from '../../api/checkout/checkoutRoutes.ts';
import { requestContext } from '../../api/requestContext.ts';
import { sendProblem } from '../../api/serveRoutes.ts';
import { FixtureSessions } from '../api/checkoutFixtures.ts';

export interface CheckoutServer {
  readonly url: string;
  readonly sessions: FixtureSessions;
  stop(): Promise<void>;
}

/** The checkout's routes over sessions that a test makes, as the API serves them. */
export async function startCheckoutServer(): Promise<CheckoutServer> {
  const sessions = new FixtureSessions();
  const logger = pino({ level: 'silent' });
  const app = express();
  app.use(requestContext(logger, () => {}));
  app.use(checkoutRoutes({ load: sessions.load, stamp: sessions.stamp, logger }));
  app.use(sendProblem({ logger }));
  const server = createServer(app);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    sessions,
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
