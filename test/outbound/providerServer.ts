import { once } from 'node:events';
import type { IncomingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { ScreeningRequest } from '../../domain/deposits/compliance.ts';
import { newId } from '../../domain/ids.ts';
import { baseUnits } from '../../domain/money.ts';
import { eth, txHash } from '../db/fixtures.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a provider does with a request: an answer, or something with the connection. */
export type Behaviour =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | ((response: ServerResponse) => void);

export interface ProviderServer {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** Answers the next requests in this order; the last answer applies to all later ones. */
  answers(...behaviours: readonly Behaviour[]): void;
  stop(): void;
}

/** A compliance provider on the loopback interface, controlled by the test. */
export async function startProviderServer(): Promise<ProviderServer> {
  const seen: SeenRequest[] = [];
  let script: readonly Behaviour[] = [{ status: 500 }];
  const listener: RequestListener = (request, response) => {
    let body = '';
    request.on('data', chunk => (body += String(chunk)));
    request.on('end', () => {
      seen.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      const [next = { status: 500 }, ...later] = script;
      if (later.length > 0) script = later;
      if (typeof next === 'function') next(response);
      else response.writeHead(next.status, next.headers).end(named(next.body, request.url ?? '', body));
    });
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}/screen`,
    seen,
    answers: (...behaviours) => {
      script = behaviours;
    },
    stop: () => {
      server.close().closeAllConnections();
    },
  };
}

/**
 * An answer that names its subject, as a provider must: the given deposit, or the requested case. An answer
 * that names either, and a function's answer, stay as they are.
 */
export function named(answer: string | undefined, path: string, given: string): string | undefined {
  if (!answer?.startsWith('{') || !answer.includes('"verdict"') || answer.includes('"transactionId"'))
    return answer;
  if (given !== '') {
    const { transactionId } = JSON.parse(given) as { readonly transactionId: string };
    return answer.replace('{', `{"transactionId":"${transactionId}",`);
  }
  if (answer.includes('"id"')) return answer;
  const [last = ''] = new URL(path, 'http://provider').pathname.split('/').slice(-1);
  return answer.replace('{', `{"id":"${decodeURIComponent(last)}",`);
}

/** A deposit of 5 wei to screen. */
export function screeningRequest(from = `0x${'1'.repeat(40)}`): ScreeningRequest {
  return {
    transactionId: newId('txn'),
    customerId: newId('cus'),
    from: from as ScreeningRequest['from'],
    to: `0x${'2'.repeat(40)}` as ScreeningRequest['to'],
    transactionHash: txHash(),
    currency: eth,
    amount: baseUnits(5n),
  };
}
