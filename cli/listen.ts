import type { PurserEvent } from '../client/index.ts';
import { createClient, verifyWebhook, WebhookVerificationError } from '../client/index.ts';
import type { ReceivedWebhook, WebhookResponse } from '../testkit/webhookReceiver.ts';
import { startWebhookReceiver } from '../testkit/webhookReceiver.ts';
import { wholeNumber } from './options.ts';
import { readArgs } from './readArgs.ts';
import { fail, runningStack } from './stack/runningStack.ts';
import { requireSecret } from './requireSecret.ts';

const usage = `A merchant's webhook endpoint that verifies and prints each webhook, until Ctrl-C.

  npm run listen
  npm run listen -- --status 500 --times 2
  npm run listen -- --status 429 --retry-after 30
  npm run listen -- --delay 20000

  --status N           answers with this status (204; 401 to unsigned calls)
  --retry-after N      sends Retry-After, in seconds
  --delay N            answers after so many ms
  --times N            does so this many times, and answers normally from then on
`;

async function main(): Promise<void> {
  const { values } = readArgs({
    run: 'npm run listen',
    usage,
    options: {
      status: { type: 'string' },
      'retry-after': { type: 'string' },
      delay: { type: 'string' },
      times: { type: 'string' },
    },
  });
  const asked = behaviourOf(values);
  let times = wholeNumber('--times', values.times) ?? Infinity;
  const running = runningStack('listen');
  const api = createClient({ baseUrl: running.api, apiKey: running.key });
  const secrets: string[] = [];
  const receiver = await startWebhookReceiver({ port: 0 });
  receiver.respondWith(webhook => {
    const event = verified(webhook, secrets);
    const line = event
      ? `${event.type} (sequence ${String(event.sequence)}), signature verified`
      : 'SIGNATURE NOT VALID';
    const response = { status: event ? 204 : 401, ...(times > 0 ? asked : {}) };
    times -= 1;
    process.stdout.write(`\n${webhook.at.toISOString()}  ${line}, answered ${String(response.status)}\n`);
    process.stdout.write(`${JSON.stringify(event ? event.data : webhook.body, null, 2)}\n`);
    return response;
  });
  const endpoint = await api.post('/v1/webhook-endpoints', {
    body: { url: receiver.url, description: 'npm run listen' },
  });
  secrets.push(requireSecret(endpoint));
  process.stdout.write(`Listening at ${receiver.url} as ${endpoint.id}. Ctrl-C ends it.\n`);

  await new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
  });
  await api.delete('/v1/webhook-endpoints/{id}', { path: { id: endpoint.id } }).catch(() => {
    // The stack may have stopped first. Later it will find the endpoint dead and disable it.
  });
  await receiver.stop();
}

/** What a merchant's server must do first. Undefined if the signature is not valid. */
function verified({ raw, headers }: ReceivedWebhook, secrets: readonly string[]): PurserEvent | undefined {
  try {
    return verifyWebhook(raw, headers, secrets);
  } catch (error) {
    if (error instanceof WebhookVerificationError) return undefined;
    throw error;
  }
}

function behaviourOf(values: {
  readonly status?: string;
  readonly 'retry-after'?: string;
  readonly delay?: string;
}): Partial<WebhookResponse> {
  const status = wholeNumber('--status', values.status);
  if (status !== undefined && (status < 200 || status > 599)) {
    throw new Error('--status must be from 200 to 599');
  }
  const retryAfter = wholeNumber('--retry-after', values['retry-after']);
  const delayMs = wholeNumber('--delay', values.delay);
  return {
    ...(status === undefined ? {} : { status }),
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
    ...(delayMs === undefined ? {} : { delayMs }),
  };
}

try {
  await main();
  process.exit();
} catch (error) {
  fail('listen', error);
}
