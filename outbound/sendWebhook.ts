import { Webhook } from 'standardwebhooks';
import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';
import type { EventEnvelope } from '../domain/events.ts';
import { webhookTimeoutMs } from '../domain/webhookSchedule.ts';
import type { AddressGuard } from './guardAddress.ts';
import { checkUrl, ForbiddenTarget, guardedLookup } from './guardAddress.ts';

export interface WebhookMessage {
  readonly url: string;
  /** `whsec_…` */
  readonly secret: string;
  readonly envelope: EventEnvelope;
}

/** What became of one attempt. `errorClass` names the failure; null after an answer of any status. */
export interface WebhookResult {
  readonly delivered: boolean;
  /** 410: the receiver wants no more (Standard Webhooks 1.0). */
  readonly gone: boolean;
  readonly status: number | null;
  readonly address: string | null;
  readonly latencyMs: number;
  /** The first 1 kB of the answer. */
  readonly answer: string | null;
  readonly errorClass: string | null;
  readonly retryAfterMs: number;
}

export type SendWebhook = (message: WebhookMessage) => Promise<WebhookResult>;

const answerKept = 1024;

/**
 * Makes the sender of webhooks: signed by Standard Webhooks 1.0, one attempt of 15 s at most, redirects not
 * followed, only to addresses the guard allows. It never throws: every outcome is a result.
 */
export function createWebhookSender(guard: AddressGuard): { send: SendWebhook; close(): Promise<void> } {
  const agent = new Agent({
    connect: { lookup: guardedLookup(guard), timeout: webhookTimeoutMs },
    connections: 16,
    pipelining: 1,
    headersTimeout: webhookTimeoutMs,
    bodyTimeout: webhookTimeoutMs,
  });
  return {
    send: async message => {
      const started = performance.now();
      const latencyMs = (): number => Math.round(performance.now() - started);
      try {
        const answer = await attempt(agent, guard, message);
        return { ...answer, latencyMs: latencyMs() };
      } catch (error) {
        return { ...nothing, latencyMs: latencyMs(), errorClass: classOf(error) };
      }
    },
    close: () => agent.close(),
  };
}

const nothing = {
  delivered: false,
  gone: false,
  status: null,
  address: null,
  answer: null,
  retryAfterMs: 0,
} as const;

async function attempt(
  agent: Dispatcher,
  guard: AddressGuard,
  { url, secret, envelope }: WebhookMessage,
): Promise<Omit<WebhookResult, 'latencyMs'>> {
  const target = checkUrl(url, guard);
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
      'webhook-signature': new Webhook(secret).sign(envelope.id, at, body),
    },
    body,
    signal: AbortSignal.timeout(webhookTimeoutMs),
  });
  const { statusCode, headers } = response;
  return {
    delivered: statusCode >= 200 && statusCode < 300,
    gone: statusCode === 410,
    status: statusCode,
    address: target.hostname,
    answer: await firstBytes(response.body),
    errorClass: null,
    retryAfterMs: retryAfterMs(headers['retry-after'], at),
  };
}

/** Reads what is kept of the answer and drops the rest: an endless answer costs no memory. */
async function firstBytes(body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size >= answerKept) break;
  }
  body.destroy();
  // Postgres text holds no NUL.
  return Buffer.concat(parts).subarray(0, answerKept).toString('utf8').replaceAll('\0', '\uFFFD');
}

/** Both forms of RFC 9110's `Retry-After`: seconds, or a date. */
function retryAfterMs(header: string | string[] | undefined, now: Date): number {
  const text = Array.isArray(header) ? header[0] : header;
  if (text === undefined) return 0;
  const ms = /^[0-9]{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}

function classOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Unknown';
  if (error instanceof ForbiddenTarget || error.cause instanceof ForbiddenTarget) return 'ForbiddenTarget';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'Timeout';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
