import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { connectPurser } from './purser.ts';
import { createShop } from './shop.ts';

/** An address for the local test chains: no real money goes there. */
const testReceiver = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

const url = setting('PURSER_URL', 'http://127.0.0.1:8080');
const apiKey = setting('PURSER_API_KEY');
const adminKey = setting('PURSER_ADMIN_KEY', apiKey);
const port = Number(setting('SHOP_PORT', '8090'));
if (!/^[0-9]{1,5}$/.test(String(port))) fail('SHOP_PORT must be a port');
const shopUrl = setting('SHOP_URL', `http://127.0.0.1:${String(port)}`).replace(/\/$/, '');
const receiver = setting('SHOP_RECEIVER', apiKey.startsWith('sk_test_') ? testReceiver : undefined);

// Open the port first: a second shop that finds it taken must not change the first one's webhook secret.
let answer: RequestListener = (_request, response) => {
  response.writeHead(503, { 'retry-after': '1' }).end();
};
const server = createServer((request, response) => {
  answer(request, response);
}).listen(port, '127.0.0.1');
await once(server, 'listening').catch((error: unknown) =>
  fail(`SHOP_PORT: cannot listen on ${String(port)}: ${String(error)}`),
);

const purser = await connectPurser({ url, apiKey, adminKey, shopUrl, receiver }).catch((error: unknown) =>
  fail(`PURSER_URL, PURSER_API_KEY: Purser at ${url}: ${String(error)}`),
);
answer = createShop({ purser, shopUrl, checkoutOrigin: new URL(url).origin });
process.stdout.write(`The shop is open at ${shopUrl}. Ctrl-C closes it.\n`);

const close = (): void => {
  server.close(() => {
    process.exit();
  });
  server.closeAllConnections();
};
// Each signal may come twice: from the terminal, and passed on by a parent process.
process.on('SIGINT', close);
process.on('SIGTERM', close);
// A parent process is told that the shop is open. If the parent dies, the shop closes.
process.on('disconnect', close);
process.send?.({ ready: true });

function setting(name: string, usual?: string): string {
  const value = process.env[name] ?? '';
  return value === '' ? (usual ?? fail(`${name} is not set`)) : value;
}

function fail(message: string): never {
  process.stderr.write(`shop: ${message}\n`);
  process.exit(1);
}
