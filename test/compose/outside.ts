// The world outside the compose file, in a container beside it: a real node (anvil) for each network of the registry, on
// ports from 8545 on, and a merchant's webhook endpoint on port 9000, which returns what it
// received after the first N at `GET /received?after=N`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { readRegistry } from '../../cli/stack/localRegistry.ts';
import { findAnvil } from '../../testkit/servers/findAnvil.ts';

for (const [at, { code, chainId }] of readRegistry().networks.entries()) {
  const node = spawn(
    findAnvil(),
    [
      ...['--host', '0.0.0.0', '--port', String(8545 + at), '--chain-id', String(chainId)],
      ...['--block-time', '1', '--silent'],
    ],
    { stdio: 'inherit' },
  );
  node.once('exit', outcome => {
    process.stderr.write(`the node of ${code} has ended (${String(outcome)})\n`);
    process.exit(1);
  });
}

const received: { readonly headers: unknown; readonly raw: string }[] = [];
const receiver = createServer((request, response) => {
  if (request.method === 'GET') {
    const after = Number(new URL(request.url ?? '/', 'http://outside').searchParams.get('after'));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(received.slice(after)));
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
