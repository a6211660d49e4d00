import { Webhook } from 'standardwebhooks';
import { Agent, buildConnector, request } from 'undici';
import type { Dispatcher } from 'undici';
import type { EventEnvelope } from '../domain/events.ts';
import { webhookTimeoutMs } from '../domain/webhooks/webhookSchedule.ts';
import type { AddressGuard, NameLookup } from './guardAddress.ts';
import { checkUrl, ForbiddenTarget, guardedLookup } from './guardAddress.ts';
import { rememberLast } from './lastAddresses.ts';
import { retryAfterMs } from './retryAfter.ts';

export interface WebhookMessage {
  readonly url: string;
  /** `whsec_…`: each signs. During a rotation there are two. */
  readonly secrets: readonly string[];
  readonly envelope: EventEnvelope;
}

/** What became of one attempt. `errorClass` names the failure; null after an answer of any status. */
export interface WebhookResult {
  readonly delivered: boolean;
  /** 410: the receiver wants no more (Standard Webhooks 1.0). */
  readonly gone: boolean;
  readonly status: number | null;
  /** The IP address connected to; null when none was. */
  readonly address: string | null;
  readonly latencyMs: number;
  /** The first 1 kB of the answer. */
  readonly answer: string | null;
  readonly errorClass: string | null;
  readonly retryAfterMs: number;
}

export type SendWebhook = (message: WebhookMessage) => Promise<WebhookResult>;

const savedAnswerBytes = 1024;

/**
 * Makes the sender of webhooks. A webhook is signed by Standard Webhooks 1.0. It is one attempt of 15 s at
 * most, follows no redirects, and goes only to addresses the guard allows. `resolve` takes the place of the
 * system's resolver. The sender never throws: every outcome is a result.
 */
export function createWebhookSender(
  guard: AddressGuard,
  resolve?: NameLookup,
): { send: SendWebhook; close(): Promise<void> } {
  const { connect, addressOf } = rememberAddresses(
    buildConnector({ lookup: guardedLookup(guard, resolve), timeout: webhookTimeoutMs }),
  );
  const agent = new Agent({
    connect,
    pipelining: 1,
    headersTimeout: webhookTimeoutMs,
    bodyTimeout: webhookTimeoutMs,
  });
  return {
    send: async message => {
      const started = performance.now();
      let target: URL | undefined;
      let result: Omit<WebhookResult, 'latencyMs' | 'address'>;
      try {
        target = checkUrl(message.url, guard);
        result = await attempt(agent, target, message);
      } catch (error) {
        result = { ...nothing, errorClass: classOf(error) };
      }
      const address = target ? addressOf(target.origin) : null;
      return { ...result, address, latencyMs: Math.round(performance.now() - started) };
    },
    close: () => agent.close(),
  };
}

const nothing = {
  delivered: false,
  gone: false,
  status: null,
  answer: null,
  retryAfterMs: 0,
} as const;

/** How many origins' addresses are remembered: many times what is called at once. */
const rememberedOrigins = 2000;

/** Remembers the address that each origin was last connected to, for the delivery log. */
function rememberAddresses(connector: buildConnector.connector): {
  readonly connect: buildConnector.connector;
  readonly addressOf: (origin: string) => string | null;
} {
  const addresses = rememberLast(rememberedOrigins);
  return {
    addressOf: origin => addresses.get(origin),
    connect: (options, callback) => {
      const origin = new URL(`${options.protocol}//${options.host ?? options.hostname}`).origin;
      connector(options, (...outcome) => {
        const [error, socket] = outcome;
        const address = error ? addressIn(error) : socket?.remoteAddress;
        addresses.set(origin, address ?? null);
        callback(...outcome);
      });
    },
  };
}

/** Node names the address that refused. */
const addressIn = (error: Error): string | undefined =>
  'address' in error && typeof error.address === 'string' ? error.address : undefined;

async function attempt(
  agent: Dispatcher,
  target: URL,
  { secrets, envelope }: WebhookMessage,
): Promise<Omit<WebhookResult, 'latencyMs' | 'address'>> {
  const body = JSON.stringify(envelope);
  const at = new Date();
  const response = await request(target, {
    dispatcher: agent,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Purser-Webhooks/1.0',
      'webhook-id': envelope.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': secrets.map(secret => new Webhook(secret).sign(envelope.id, at, body)).join(' '),
    },
    body,
    signal: AbortSignal.timeout(webhookTimeoutMs),
  });
  const { statusCode, headers } = response;
  return {
    delivered: statusCode >= 200 && statusCode < 300,
    gone: statusCode === 410,
    status: statusCode,
    answer: await firstBytes(response.body),
    errorClass: null,
    retryAfterMs: retryAfterMs(headers['retry-after'], at),
  };
}

/**
 * Reads the part of the answer that is stored, and drops the rest: an endless answer costs no memory. If an
 * answer breaks off or never ends, what came is stored: the status has decided the outcome.
 */
async function firstBytes(body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of body) {
      parts.push(part);
      size += part.length;
      if (size >= savedAnswerBytes) break;
    }
  } catch {
    // The rest cannot be read.
  }
  body.destroy();
  // Postgres text holds no NUL.
  return Buffer.concat(parts).subarray(0, savedAnswerBytes).toString('utf8').replaceAll('\0', '\uFFFD');
}

function classOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Unknown';
  if (error instanceof ForbiddenTarget || error.cause instanceof ForbiddenTarget) return 'ForbiddenTarget';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'Timeout';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
