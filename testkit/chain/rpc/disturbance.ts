import { transportFaults } from '../../../domain/testMode.ts';
import type { Fault, FaultKind } from './faults.ts';

/** What happens to a request on its way, apart from the content of its answer. */
export interface Disturbance {
  /** How long the request is delayed, in ms. */
  readonly delay: number;
  /** The request is not carried out. This is the answer instead. */
  readonly refusal: Refusal | undefined;
  /** The request is carried out, but its answer does not arrive, or only in part. */
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
    // A request can fail in one way only, and a fault hits a batch once.
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
