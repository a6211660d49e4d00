import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '../client/index.ts';
import { readArgs } from './readArgs.ts';
import { fail, runningStack } from './stack/runningStack.ts';

const usage = `Ends the period of a purse of the running stack now, and waits until it has expired.

  npm run expire -- --customer alice
  npm run expire -- --purse pur_…

  --customer ID  a customer, by your id or ours: its active purse
  --purse ID     or the purse itself

A purse does not expire while a deposit to it is unfinished.
`;

const withinMs = 15_000;
const lookAgainMs = 250;

async function main(): Promise<void> {
  const { values } = readArgs({
    run: 'npm run expire',
    usage,
    options: {
      customer: { type: 'string' },
      purse: { type: 'string' },
    },
  });
  const { customer, purse } = values;
  if ((customer === undefined) === (purse === undefined)) {
    throw new Error(`give either --customer or --purse\n\n${usage}`);
  }
  const running = runningStack('expire');
  const api = createClient({ baseUrl: running.api, apiKey: running.key });
  const purseId = purse ?? (await activePurse(customer ?? ''));
  await api.post('/v1/test/purses/{purseId}/expire', { path: { purseId } });

  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(lookAgainMs)) {
    const { status, address } = await api.get('/v1/purses/{purseId}', { path: { purseId } });
    if (status === 'PENDING_PAYMENT') continue;
    process.stdout.write(`${purseId} is ${status}. From now on, payments to ${address} are late.\n`);
    return;
  }
  throw new Error(`the period of ${purseId} is over, but it has not expired: is a deposit to it unfinished?`);

  async function activePurse(customerId: string): Promise<string> {
    const { data } = await api.get('/v1/purses', { query: { customerId, status: 'PENDING_PAYMENT' } });
    const [found] = data;
    if (!found) throw new Error(`${customerId} has no active purse`);
    return found.purseId;
  }
}

try {
  await main();
} catch (error) {
  fail('expire', error);
}
