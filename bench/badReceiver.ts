// Bad receivers of webhooks, by path: see `badPaths` and `endpointPaths`. Sends its parent the port. Any
// message ends the hanging answers. Ends with its parent.
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const hanging = new Set<ServerResponse>();
const server = createServer((request, response) => {
  request.resume();
  switch (request.url ?? '') {
    case '/hang':
      hanging.add(response);
      response.once('close', () => hanging.delete(response));
      return;
    case '/410':
      response.writeHead(410).end();
      return;
    case '/429':
      response.writeHead(429, { 'retry-after': '60' }).end();
      return;
    case '/redirect':
      response.writeHead(307, { location: 'http://169.254.169.254/' }).end();
      return;
    case '/slow':
      setTimeout(() => response.writeHead(204).end(), 2000);
      return;
    default:
      response.writeHead(500).end('no');
  }
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', () => {
  for (const response of hanging) response.destroy();
  process.send?.('released');
});
process.on('disconnect', () => process.exit(0));
