import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

/** One delivery as it was received. */
export interface ReceivedWebhook {
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON, or the text itself if it is not JSON. */
  readonly body: unknown;
  /** The bytes that were signed, as text. */
  readonly raw: string;
  /** Whether signature and timestamp are valid (standardwebhooks.com) with the secret that was set last. */
  readonly verified: boolean;
  readonly at: Date;
}

/** What the merchant's server answers. */
export interface WebhookResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly delayMs?: number;
}

type Predicate = (webhook: ReceivedWebhook) => boolean;

export interface WebhookReceiver {
  readonly url: string;
  /** The latest `keep` deliveries in order of arrival, including retries and unverified ones. */
  readonly received: readonly ReceivedWebhook[];
  /** How many deliveries arrived. */
  readonly total: number;
  /**
   * Sets the endpoint's `whsec_…`. Earlier deliveries are verified again: a delivery may overtake the secret.
   */
  setSecret(secret: string): void;
  /**
   * The first matching delivery that `next` has not returned yet. Waits for it if necessary. Rejects after
   * `timeoutMs`.
   */
  next(predicate: Predicate, timeoutMs: number): Promise<ReceivedWebhook>;
  /** From now on `respond` decides the answers. At first every answer is 204. */
  respondWith(respond: (webhook: ReceivedWebhook) => WebhookResponse): void;
  stop(): Promise<void>;
}

/**
 * A merchant's webhook endpoint on the loopback interface. Port 0 takes a free one. `received` has all
 * deliveries unless `keep` limits them.
 */
export async function startWebhookReceiver({
  port,
  keep = Infinity,
}: {
  readonly port: number;
  readonly keep?: number;
}): Promise<WebhookReceiver> {
  const received: (Omit<ReceivedWebhook, 'verified'> & { verified: boolean })[] = [];
  const given = new Set<ReceivedWebhook>();
  const waiting = new Set<{ predicate: Predicate; take: (webhook: ReceivedWebhook) => void }>();
  let total = 0;
  let verifier: Webhook | undefined;
  let respond = (_webhook: ReceivedWebhook): WebhookResponse => ({ status: 204 });

  const server = createServer((request, response) => {
    void (async () => {
      const raw = await readText(request);
      const { headers } = request;
      const verified = isVerified(verifier, raw, headers);
      const webhook = { headers, body: parsed(raw), raw, verified, at: new Date() };
      total += 1;
      received.push(webhook);
      if (received.length > keep) received.shift();
      for (const waiter of waiting) {
        if (!waiter.predicate(webhook)) continue;
        waiter.take(webhook);
        break;
      }
      const answer = respond(webhook);
      // A delayed answer does not keep the process alive.
      if (answer.delayMs !== undefined) await sleep(answer.delayMs, undefined, { ref: false });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    received,
    get total() {
      return total;
    },
    setSecret(secret) {
      verifier = new Webhook(secret);
      for (const webhook of received) webhook.verified = isVerified(verifier, webhook.raw, webhook.headers);
    },
    async next(predicate, timeoutMs) {
      const come = received.find(webhook => !given.has(webhook) && predicate(webhook));
      const webhook = come ?? (await arrival(predicate, timeoutMs));
      given.add(webhook);
      return webhook;
    },
    respondWith(responder) {
      respond = responder;
    },
    async stop() {
      const closed = new Promise(done => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };

  function arrival(predicate: Predicate, timeoutMs: number): Promise<ReceivedWebhook> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(waiter);
        const bodies = received.map(webhook => webhook.raw.slice(0, 120)).join('\n');
        reject(new Error(`no such webhook within ${String(timeoutMs)} ms; received:\n${bodies}`));
      }, timeoutMs);
      const waiter = {
        predicate: (webhook: ReceivedWebhook) => !given.has(webhook) && predicate(webhook),
        take: (webhook: ReceivedWebhook) => {
          clearTimeout(timer);
          waiting.delete(waiter);
          given.add(webhook);
          resolve(webhook);
        },
      };
      waiting.add(waiter);
    });
  }
}

function isVerified(verifier: Webhook | undefined, raw: string, headers: IncomingHttpHeaders): boolean {
  if (!verifier) return false;
  const signed = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  try {
    verifier.verify(raw, signed, { jsonParse: false });
    return true;
  } catch {
    // Whatever came over the wire, if it does not verify it is not verified.
    return false;
  }
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return raw;
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
