import { startWebhookReceiver } from '../testkit/webhookReceiver.ts';
import { createApiClient, endpointAnswer, eventAnswer } from './apiClient.ts';
import { fail, runningStack } from './runningStack.ts';

/** `npm run listen`: a merchant's webhook endpoint that verifies what it gets and prints it, until Ctrl-C. */
async function main(): Promise<void> {
  const running = runningStack('listen');
  const api = createApiClient(running.api, running.key);
  const receiver = await startWebhookReceiver({ port: 0 });
  receiver.respondWith(webhook => {
    const event = eventAnswer.safeParse(webhook.body);
    const signature = webhook.verified ? 'signature verified' : 'SIGNATURE NOT VALID';
    const line = event.success
      ? `${event.data.type} (sequence ${String(event.data.sequence)})`
      : 'not an event';
    process.stdout.write(`\n${webhook.at.toISOString()}  ${line}, ${signature}\n`);
    process.stdout.write(`${JSON.stringify(event.success ? event.data.data : webhook.body, null, 2)}\n`);
    return { status: webhook.verified ? 204 : 401 };
  });
  const endpoint = await api.post(
    '/v1/webhook-endpoints',
    { url: receiver.url, description: 'npm run listen' },
    endpointAnswer,
  );
  receiver.setSecret(endpoint.secret);
  process.stdout.write(`Listening at ${receiver.url} as ${endpoint.id}. Ctrl-C ends it.\n`);

  await new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
  });
  await api.delete(`/v1/webhook-endpoints/${endpoint.id}`).catch(() => {
    // The stack may have stopped first: then its endpoint is found dead and disabled in time.
  });
  await receiver.stop();
}

try {
  await main();
  process.exit();
} catch (error) {
  fail('listen', error);
}
