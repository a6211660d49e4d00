// The world outside the compose file, in a container beside it: three test chains on their usual ports plus
// 10,000, and a merchant's webhook endpoint on port 9000, which returns everything received at `GET
// /received`. The chains listen only on the loopback interface, so their ports are forwarded.
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestChains } from '../../cli/stack/testChains.ts';
import { compileContracts } from '../../contracts/compileContracts.ts';

const folder = await mkdtemp(join(tmpdir(), 'outside-'));
const chains = await startTestChains({
  folder,
  port: 8545,
  blockTimeMs: 500,
  artifacts: compileContracts(),
  onError: error => {
    process.stderr.write(`${String(error)}\n`);
  },
});
for (const chain of chains) {
  const port = Number(new URL(chain.rpcUrl).port);
  const forwarder = createServer(from => {
    const to = connect(port, '127.0.0.1');
    from.pipe(to).pipe(from);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      one.on('error', () => other.destroy());
    }
  });
  await once(forwarder.listen(port + 10_000, '0.0.0.0'), 'listening');
}

const received: { readonly headers: unknown; readonly raw: string }[] = [];
const receiver = createHttpServer((request, response) => {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(received));
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    received.push({ headers: request.headers, raw: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(204).end();
  });
});
await once(receiver.listen(9000, '0.0.0.0'), 'listening');
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
process.stdout.write('ready\n');
