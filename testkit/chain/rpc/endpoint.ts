import type { Answer } from './answerFalsely.ts';
import { answerFalsely } from './answerFalsely.ts';
import type { Disturbance } from './disturbance.ts';
import { disturbanceOf, tooManyRequests } from './disturbance.ts';
import type { FaultOptions } from './faults.ts';
import { Fault, faultSchema } from './faults.ts';
import { parseParam } from './parseParam.ts';
import { RpcError, rpcErrorCodes } from './rpcError.ts';
import { serveRpc } from './serveRpc.ts';
import type { WebSocketOptions } from './serveWebSocket.ts';

/** Limits like those of providers. */
export interface EndpointLimits {
  /** `eth_getLogs` with more results fails with -32005. */
  readonly maxResults?: number;
  /** Calls beyond this number get HTTP 429 until the second is over. Each call of a batch counts. */
  readonly maxCallsPerSecond?: number;
}

export interface EndpointOptions {
  /** 0 takes a free port. */
  readonly port?: number;
  readonly limits?: EndpointLimits;
}

/** One endpoint of a chain, with its own faults. */
export interface Endpoint {
  readonly url: string;
  /** From now on the endpoint also fails in this way. The same seed repeats the same failures. */
  fault(fault: FaultOptions): { readonly seed: number };
  clearFaults(): void;
  /** How often each method was called so far, refused calls included. */
  readonly requests: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

type Backing = Pick<WebSocketOptions, 'answer' | 'onError' | 'subscribe'>;

/** Opens an endpoint of the chain behind `answer`. Rejects with the system's error if the port is taken. */
export async function openEndpoint(
  { port = 0, limits = {} }: EndpointOptions,
  { answer, onError, subscribe }: Backing,
): Promise<Omit<Endpoint, 'stop'> & { close(answersGiven: Promise<unknown>): Promise<void> }> {
  let faults: Fault[] = [];
  const requests: Record<string, number> = {};
  const spend = budget(limits.maxCallsPerSecond ?? Infinity);

  const fault = (options: FaultOptions): { readonly seed: number } => {
    const added = new Fault(options);
    faults.push(added);
    return { seed: added.seed };
  };
  const clearFaults = (): void => {
    faults = [];
  };
  const limited: Answer = async (method, params) => {
    const result = await answer(method, params);
    const { maxResults = Infinity } = limits;
    if (method === 'eth_getLogs' && Array.isArray(result) && result.length > maxResults) {
      const message = `query returned more than ${String(maxResults)} results`;
      throw new RpcError(rpcErrorCodes.limitExceeded, message);
    }
    return result;
  };
  const steering = async (other: Answer, method: string, params: readonly unknown[]): Promise<unknown> => {
    if (method === 'purser_fault') return fault(parseParam(faultSchema, params[0]));
    if (method !== 'purser_clearFaults') return other(method, params);
    clearFaults();
    return true;
  };
  const server = await serveRpc({
    port,
    onError,
    subscribe,
    steer: (method, params) => steering(answer, method, params),
    answer: (method, params) =>
      steering((method, params) => answerFalsely(faults, limited, method, params), method, params),
    disturb(methods): Disturbance {
      for (const method of methods) requests[method] = (requests[method] ?? 0) + 1;
      const spent = spend(methods.filter(method => !method.startsWith('purser_')).length);
      return spent
        ? disturbanceOf(faults, methods)
        : { delay: 0, refusal: tooManyRequests(1), loss: undefined };
    },
  });
  return { url: server.url, close: answersGiven => server.close(answersGiven), requests, fault, clearFaults };
}

/** Whether this second has room for so many calls. */
function budget(callsPerSecond: number): (calls: number) => boolean {
  let second = 0;
  let spent = 0;
  return calls => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) spent = 0;
    second = now;
    if (calls > 0 && spent + calls > callsPerSecond) return false;
    spent += calls;
    return true;
  };
}
