// The node of the benchmark: answers JSON-RPC over HTTP from the recorded chain, on a free port of 127.0.0.1.
// Arguments: the folder of the fixture, and `ranges`, `noBlockReceipts`. Sends its parent the port. A message
// sets the head, and the answer has the requests since the last message. Ends with its parent.
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Call } from './processes/answer.ts';
import type { NodeMessage, SeenRequest } from './processes/startNode.ts';
import { createAnswers, unknownMethod } from './processes/answer.ts';
import { now } from './processes/now.ts';

const [folder, ...options] = process.argv.slice(2);
if (!folder) throw new Error('give the folder to serve');
const node = createAnswers(folder, {
  ranges: options.includes('ranges'),
  blockReceipts: !options.includes('noBlockReceipts'),
});

let requests: SeenRequest[] = [];

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const at = now();
    const body = Buffer.concat(chunks).toString();
    const asked = JSON.parse(body) as Call | readonly Call[];
    const calls = Array.isArray(asked) ? (asked as readonly Call[]) : [asked as Call];
    requests.push({ at, body, methods: calls.map(call => call.method) });
    send(response, asked === calls ? batch(calls) : calls.flatMap(single));
  });
});
// A pause between two runs must not cost a connection.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});

process.on('message', ({ head }: NodeMessage) => {
  node.setHead(head);
  process.send?.(requests);
  requests = [];
});
process.on('disconnect', () => process.exit(0));

function single(call: Call): (Buffer | string)[] {
  const head = `{"jsonrpc":"2.0","id":${JSON.stringify(call.id ?? null)},`;
  const result = node.answer(call);
  return result === unknownMethod
    ? [`${head}"error":{"code":-32601,"message":"the method ${call.method} does not exist"}}`]
    : [`${head}"result":`, result, '}'];
}

function batch(batched: readonly Call[]): (Buffer | string)[] {
  return ['[', ...batched.flatMap((call, index) => [index === 0 ? '' : ',', ...single(call)]), ']'];
}

function send(response: ServerResponse, parts: readonly (Buffer | string)[]): void {
  const body = Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part) : part)));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}
