import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { ConnectionLimits } from './limitConnections.ts';
import { limitConnections } from './limitConnections.ts';

/** How long a client may hold a connection without a whole request, in ms. */
export interface Patience {
  /** From the first byte to the last. */
  readonly requestTimeout: number;
  /** For the head, even if the connection has sent nothing. */
  readonly headersTimeout: number;
  /** How often connections are checked. */
  readonly connectionsCheckingInterval: number;
}

const patience: Patience = {
  requestTimeout: 30_000,
  headersTimeout: 15_000,
  connectionsCheckingInterval: 5000,
};

/**
 * Starts to listen. A connection without another request ends after 5 s, Node's default. Rejects with the
 * system's error if it cannot listen.
 */
export function listen(
  app: RequestListener,
  {
    port,
    host,
    connections,
    ...limits
  }: Partial<Patience> & {
    readonly port: number;
    readonly host: string;
    readonly connections?: ConnectionLimits | undefined;
  },
): Promise<Server> {
  const server = createServer({ ...patience, ...limits }, app);
  if (connections) limitConnections(server, connections);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}
