import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { DispatchDeps } from '../../../activities/webhooks/dispatchWebhooks.ts';
import { dispatchWebhooks } from '../../../activities/webhooks/dispatchWebhooks.ts';
import type { Db } from '../../../db/connect.ts';
import type { WebhookInput } from '../../../domain/webhooks/messages.ts';
import { createAddressGuard } from '../../../outbound/guardAddress.ts';
import { createWebhookSender } from '../../../outbound/sendWebhook.ts';
import { testSecrets } from '../../secrets.ts';

/** A sender that may call the loopback interface; `names` resolve as given here and nowhere else. */
export function loopbackSender(names: Readonly<Record<string, string>> = {}) {
  return createWebhookSender(createAddressGuard(['127.0.0.0/8']), (hostname, _options, callback) => {
    callback(null, [{ address: names[hostname] ?? '127.0.0.1', family: 4 }]);
  });
}

/** A server that answers nothing until it is released. */
export async function startHangingServer() {
  const open = new Set<ServerResponse>();
  const paths: string[] = [];
  let most = 0;
  let patient = true;
  const release = (): void => {
    for (const response of open) response.writeHead(204).end();
  };
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    open.add(response);
    most = Math.max(most, open.size);
    response.once('close', () => open.delete(response));
    request.resume();
    if (!patient) release();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`,
    /** Of each call, in order of arrival. */
    paths: paths as readonly string[],
    open: () => open.size,
    /** The most calls that hung at the same time. */
    most: () => most,
    /** Answers all hanging calls. */
    release,
    /** Answers no call from now on. */
    hold: () => {
      patient = true;
    },
    /** Answers all calls from now on. */
    letGo: () => {
      patient = false;
      release();
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

export interface Dispatching {
  /** The retry workflows that were started. */
  readonly started: readonly WebhookInput[];
  readonly errors: readonly unknown[];
  stop(): Promise<void>;
}

export function startDispatcher(
  db: Db,
  sendWebhook: DispatchDeps['sendWebhook'],
  more: Partial<DispatchDeps> = {},
): Dispatching {
  const started: WebhookInput[] = [];
  const errors: unknown[] = [];
  const stop = new AbortController();
  const done = dispatchWebhooks(
    {
      db,
      secrets: testSecrets,
      sendWebhook,
      startRetry: input => {
        started.push(input);
        return Promise.resolve();
      },
      onError: error => errors.push(error),
      idleMs: 20,
      ...more,
    },
    stop.signal,
  );
  return {
    started,
    errors,
    stop: async () => {
      stop.abort();
      await done;
    },
  };
}

/** Waits until the condition holds. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`within 20 s it was not so that ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
