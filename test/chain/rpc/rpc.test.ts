import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RpcRateLimit, RpcRefusal } from '../../../chain/rpc/refusals.ts';
import { createRpc } from '../../../chain/rpc/rpc.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { MisbehavingNode } from './misbehavingNode.ts';
import { answer, refuse, startMisbehavingNode, urlKey } from './misbehavingNode.ts';

let node: MisbehavingNode;
let stop: AbortController;
beforeEach(async () => {
  node = await startMisbehavingNode();
  stop = new AbortController();
});
afterEach(() => node.stop());

const address = `0x${'c0ffee00'.repeat(5)}`;

/** The error of one call, which is asserted to show neither the URL nor a parameter. */
async function failure(timeoutMs = 5000): Promise<PurserError> {
  const rpc = createRpc(node.url, stop.signal, { name: 'ETHEREUM#1', timeoutMs });
  const error = await rpc.call('eth_getBalance', [address, 'latest']).catch((error: unknown) => error);
  if (!(error instanceof PurserError)) throw new Error('the call must fail with a PurserError');
  const shown = `${error.stack ?? ''}${JSON.stringify(error)}${String(error.cause)}`;
  for (const secret of [urlKey, node.url, new URL(node.url).host, address])
    expect(shown).not.toContain(secret);
  expect(error.message).toContain('ETHEREUM#1: eth_getBalance');
  expect(error.code).toBe('rpc_unavailable');
  return error;
}

describe('a call', () => {
  it('returns the result, also if it is null', async () => {
    const rpc = createRpc(node.url, stop.signal);
    expect(await rpc.call('eth_blockNumber', [])).toBe('0x1');
    node.misbehave = (call, response) => response.end(answer(call, null));
    expect(await rpc.call('eth_getBlockByNumber', ['0x1', false])).toBeNull();
  });

  it('sends name and password of the URL in the authorization header', async () => {
    const rpc = createRpc(node.url.replace('://', '://user:p%40ss@'), stop.signal);
    await rpc.call('eth_blockNumber', []);
    expect(node.headers.authorization).toBe(`Basic ${Buffer.from('user:p@ss').toString('base64')}`);
  });
});

describe('a connection that ends during a call', () => {
  /** The node ends the connections of so many requests, and counts all requests. */
  function endConnections(ended: number): { asked: number } {
    const seen = { asked: 0 };
    node.misbehave = (call, response) => {
      seen.asked += 1;
      if (seen.asked <= ended) response.destroy();
      else response.end(answer(call, '0x2'));
    };
    return seen;
  }

  it('makes the call once more', async () => {
    const seen = endConnections(1);
    expect(await createRpc(node.url, stop.signal).call('eth_blockNumber', [])).toBe('0x2');
    expect(seen.asked).toBe(2);
  });

  it('does not make it a third time', async () => {
    const seen = endConnections(5);
    expect((await failure()).message).toContain('no answer');
    expect(seen.asked).toBe(2);
  });

  it('gives both calls together the time of one', async () => {
    let asked = 0;
    node.misbehave = (_call, response) => {
      asked += 1;
      if (asked === 1) setTimeout(() => response.destroy(), 1500);
    };
    const began = performance.now();
    expect((await failure(2000)).message).toContain('TimeoutError');
    expect(performance.now() - began).toBeLessThan(3400);
    expect(asked).toBe(2);
  });
});

describe('an unusable answer', () => {
  it('is a body that is not JSON', async () => {
    node.misbehave = (_call, response) => response.end('<html>welcome</html>');
    await failure();
  });

  it('is JSON that ends too early', async () => {
    node.misbehave = (call, response) => response.end(answer(call, ['0x1', '0x2']).slice(0, -5));
    await failure();
  });

  it('is a body whose connection ends too early, even if it is JSON so far', async () => {
    node.misbehave = (call, response) => {
      const body = answer(call, '0x1');
      response.writeHead(200, { 'content-length': String(body.length + 100) });
      response.write(body, () => response.destroy());
    };
    await failure();
  });

  it('is an answer to another call', async () => {
    node.misbehave = (call, response) => response.end(answer({ ...call, id: 999 }, '0x1'));
    await failure();
  });

  it('is an answer with neither result nor error', async () => {
    node.misbehave = (call, response) => response.end(JSON.stringify({ jsonrpc: '2.0', id: call.id }));
    await failure();
  });

  it('is another HTTP status, whatever its body', async () => {
    node.misbehave = (call, response) => response.writeHead(502).end(answer(call, '0x1'));
    expect((await failure()).message).toContain('502');
  });

  it('is no answer in time', async () => {
    node.misbehave = () => undefined;
    await failure(50);
  });

  it('is no answer before the stop', async () => {
    node.misbehave = () => {
      stop.abort();
    };
    await failure(60_000);
  });

  it('is no answer from a node that is down', async () => {
    await node.stop();
    expect((await failure()).message).toContain('ECONNREFUSED');
  });
});

describe('a refusal', () => {
  it('is recognised by its code, and blames the call if its method or parameters are unknown', async () => {
    for (const [code, isOfTheCall] of [
      [-32601, true],
      [-32602, true],
      [-32000, false],
    ] as const) {
      node.misbehave = (call, response) => response.end(refuse(call, code, 'header not found'));
      const error = await failure();
      expect(error).toBeInstanceOf(RpcRefusal);
      expect(error).toMatchObject({ rpcCode: code, isOfTheCall });
      expect(error.message).toContain('header not found');
    }
  });

  it('is recognised behind an HTTP status other than 200', async () => {
    node.misbehave = (call, response) => response.writeHead(400).end(refuse(call, -32601));
    expect(await failure()).toMatchObject({ rpcCode: -32601 });
  });

  it('does not repeat a key or a parameter that the node repeats', async () => {
    node.misbehave = (call, response) =>
      response.end(refuse(call, -32000, `key ${urlKey} may not read ${JSON.stringify(call.params)}`));
    expect((await failure()).message).toContain('may not read');
  });
});

describe('a rate limit', () => {
  async function limited(header: string | undefined, body = ''): Promise<number | null> {
    node.misbehave = (_call, response) =>
      response.writeHead(429, header === undefined ? {} : { 'retry-after': header }).end(body);
    const error = await failure();
    if (!(error instanceof RpcRateLimit)) throw new Error('a rate limit must be told as one');
    return error.retryAfterMs;
  }

  it('asks for a rest in seconds or until a date, at most 60 s', async () => {
    expect(await limited('7')).toBe(7000);
    expect(await limited('3600')).toBe(60_000);
    const inTen = await limited(new Date(Date.now() + 10_000).toUTCString());
    expect(inTen).toBeGreaterThan(8000);
    expect(inTen).toBeLessThanOrEqual(10_000);
  });

  it('names no rest if the header is missing, past or nonsense', async () => {
    expect(await limited(undefined)).toBeNull();
    expect(await limited('0')).toBeNull();
    expect(await limited(new Date(0).toUTCString())).toBeNull();
    expect(await limited('soon')).toBeNull();
  });

  it('is also a JSON-RPC error with code -32005 or 429, and is then not a refusal', async () => {
    for (const code of [-32005, 429]) {
      node.misbehave = (call, response) =>
        response.setHeader('retry-after', '2').end(refuse(call, code, 'slow down'));
      const error = await failure();
      expect(error).not.toBeInstanceOf(RpcRefusal);
      expect(error).toMatchObject({ retryAfterMs: 2000 });
    }
  });
});
