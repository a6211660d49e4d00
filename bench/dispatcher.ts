// The dispatcher of webhooks as the worker runs it, but without Temporal: retries that it would start there
// are dropped. Argument: the database's URL. Ends with its parent.
import { dispatchWebhooks } from '../activities/webhooks/dispatchWebhooks.ts';
import { connect } from '../db/connect.ts';
import { createAddressGuard } from '../outbound/guardAddress.ts';
import { createWebhookSender } from '../outbound/sendWebhook.ts';
import { benchSecrets } from './databases/benchSecrets.ts';
import { privateName } from './webhooks/shape.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const db = connect(databaseUrl, { max: 20 });
const sender = createWebhookSender(createAddressGuard(['127.0.0.0/8']), (hostname, _options, callback) => {
  callback(null, [{ address: hostname === privateName ? '10.0.0.5' : '127.0.0.1', family: 4 }]);
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
await dispatchWebhooks(
  {
    db,
    secrets: benchSecrets,
    sendWebhook: sender.send,
    startRetry: () => Promise.resolve(),
    onError: error => {
      process.stderr.write(`dispatcher: ${String(error)}\n`);
    },
    idleMs: 100,
  },
  new AbortController().signal,
);
