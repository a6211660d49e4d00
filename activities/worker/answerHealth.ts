import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Registry } from 'prom-client';

/**
 * Serves a worker's `/metrics`, and its health on every other path: 200 while it polls, 503 while it does
 * not. Resolves when it listens; port 0 takes a free one.
 */
export async function answerHealth(
  { port, host }: { readonly port: number; readonly host: string },
  polls: () => boolean,
  metrics: Registry,
): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      const polling = polls();
      response.writeHead(polling ? 200 : 503).end(polling ? 'ok' : 'not polling');
      return;
    }
    metrics.metrics().then(
      text => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}
