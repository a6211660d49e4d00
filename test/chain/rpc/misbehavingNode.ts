import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';

interface Call {
  readonly id: unknown;
  readonly method: string;
  readonly params: readonly unknown[];
}

export interface MisbehavingNode {
  readonly url: string;
  /** What it serves when it works; a test may change both. */
  chainId: number;
  genesis: string;
  /** Methods in order of arrival. */
  readonly asked: string[];
  /** Headers of the last request. */
  headers: IncomingMessage['headers'];
  /** Answers a call instead of the node; `false`: the node answers normally. */
  misbehave: (call: Call, response: ServerResponse) => unknown;
  stop(): Promise<void>;
}

/** The answer of a working node. */
export function answer(call: Call, result: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', id: call.id, result });
}

export function refuse(call: Call, code: number, message = 'no'): string {
  return JSON.stringify({ jsonrpc: '2.0', id: call.id, error: { code, message } });
}

export const well = (): false => false;

/** A node on a free port that works until a test changes it. Its URL has a key. */
export async function startMisbehavingNode(): Promise<MisbehavingNode> {
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const call = JSON.parse(body) as Call;
      node.asked.push(call.method);
      node.headers = request.headers;
      if (node.misbehave(call, response) !== false) return;
      switch (call.method) {
        case 'eth_chainId':
          return response.end(answer(call, `0x${node.chainId.toString(16)}`));
        case 'eth_getBlockByNumber':
          return response.end(answer(call, { number: call.params[0], hash: node.genesis }));
        default:
          return response.end(answer(call, '0x1'));
      }
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const node: MisbehavingNode = {
    url: `http://127.0.0.1:${String(port)}/v3/${urlKey}`,
    chainId: 31337,
    genesis: `0x${'ab'.repeat(32)}`,
    asked: [],
    headers: {},
    misbehave: well,
    stop: async () => {
      server.closeAllConnections();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
  return node;
}

/** Must never occur in an error. */
export const urlKey = '0123456789abcdef0123456789abcdef';
