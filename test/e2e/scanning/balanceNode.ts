import { once } from 'node:events';
import { createServer } from 'node:http';

interface Call {
  readonly id: unknown;
  readonly method: string;
  readonly params: readonly unknown[];
}

interface Refusal {
  readonly code: number;
  readonly message: string;
}

/** A proxy before a test chain that counts its calls, and refuses or answers some as a test wishes. */
export interface BalanceNode {
  readonly url: string;
  /** Methods of single calls, and `batch of N`, in order. */
  readonly asked: string[];
  /** Calls, including those in batches: what providers charge for. */
  calls: number;
  /** The largest batch that it accepts; 0 for none. */
  takes: number;
  /** Refuses a call, or answers it instead of the node. Undefined: the node answers. */
  instead: (call: Call) => { readonly error: Refusal } | { readonly result: unknown } | undefined;
  /** Changes the node's answers. */
  change: (call: Call, result: unknown) => unknown;
  stop(): Promise<void>;
}

export const asItIs: BalanceNode['change'] = (_, result) => result;
export const well: BalanceNode['instead'] = () => undefined;

/** geth's message for a state that it no longer has. */
export const forgotten: { readonly error: Refusal } = {
  error: {
    code: -32000,
    message: 'missing trie node 7e9f (path ) state 0xbd2b is not available, not found',
  },
};

export async function startBalanceNode(rpcUrl: string): Promise<BalanceNode> {
  async function answer(call: Call): Promise<unknown> {
    const { id } = call;
    const given = node.instead(call);
    if (given) return { jsonrpc: '2.0', id, ...given };
    const response = await fetch(rpcUrl, { method: 'POST', body: JSON.stringify(call) });
    const { result, error } = (await response.json()) as { result?: unknown; error?: unknown };
    if (error !== undefined) return { jsonrpc: '2.0', id, error };
    return { jsonrpc: '2.0', id, result: node.change(call, result) };
  }
  async function answerAll(body: Call | readonly Call[]): Promise<unknown> {
    if (!('length' in body)) {
      node.asked.push(body.method);
      node.calls += 1;
      return answer(body);
    }
    node.asked.push(`batch of ${String(body.length)}`);
    node.calls += body.length;
    if (body.length > node.takes) {
      return { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'batch too large' } };
    }
    const answers = [];
    for (const call of body) answers.push(await answer(call));
    // In any order (JSON-RPC 2.0, section 6).
    return answers.toReversed();
  }
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      response.end(JSON.stringify(await answerAll(JSON.parse(body) as Call | readonly Call[])));
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const node: BalanceNode = {
    url: `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : undefined)}`,
    asked: [],
    calls: 0,
    takes: Infinity,
    instead: well,
    change: asItIs,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return node;
}
