import { transportFaults } from '../../../domain/testMode.ts';
import type { Fault, FaultKind } from './faults.ts';

/** What becomes of a request on its way, apart from what it is answered. */
export interface Disturbance {
  /** How long it is kept waiting, in ms. */
  readonly delay: number;
  /** It is not carried out; this comes back instead. */
  readonly refusal: Refusal | undefined;
  /** It is carried out, but the answer does not arrive, or not all of it. */
  readonly loss: 'truncated' | 'disconnect' | undefined;
}

export interface Refusal {
  readonly status: 429 | 502;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the faults do to a request with calls of these methods. */
export function disturbanceOf(faults: readonly Fault[], methods: readonly string[]): Disturbance {
  let delay = 0;
  let refusal: Refusal | undefined;
  let loss: Disturbance['loss'];
  for (const fault of faults) {
    const { kind, ms, retryAfterSeconds } = fault.is;
    // A request has at most one end, and a batch is hit once.
    if (kind !== 'delay' && (refusal ?? loss) !== undefined) continue;
    if (!isTransportFault(kind) || !methods.some(method => fault.hits(method))) continue;
    fault.took();
    switch (kind) {
      case 'delay':
        delay += ms;
        break;
      case 'rate_limit':
        refusal = tooManyRequests(retryAfterSeconds);
        break;
      case 'server_error':
        refusal = badGateway;
        break;
      case 'truncated':
      case 'disconnect':
        loss = kind;
    }
  }
  return { delay, refusal, loss };
}

function isTransportFault(kind: FaultKind): kind is (typeof transportFaults)[number] {
  return transportFaults.some(known => known === kind);
}

export function tooManyRequests(retryAfterSeconds: number): Refusal {
  return {
    status: 429,
    headers: { 'retry-after': String(retryAfterSeconds), 'content-type': 'application/json' },
    body: '{"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"too many requests"}}',
  };
}

const badGateway: Refusal = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
};
