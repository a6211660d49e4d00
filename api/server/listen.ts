import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { ConnectionLimits } from './limitConnections.ts';
import { limitConnections } from './limitConnections.ts';

/** How long a client may hold a connection without a whole request, in ms. */
export interface Patience {
  /** From the first byte to the last. */
  readonly requestTimeout: number;
  /** For the head, of a connection that has sent nothing too. */
  readonly headersTimeout: number;
  /** How often connections are looked at. */
  readonly connectionsCheckingInterval: number;
}

const patience: Patience = {
  requestTimeout: 30_000,
  headersTimeout: 15_000,
  connectionsCheckingInterval: 5000,
};

/**
 * Listens. A connection without another request ends after 5 s, as Node has it. Rejects with the system's error where it
 * cannot.
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
