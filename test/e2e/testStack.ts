import { rmSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { auditStack } from '../../cli/audit/auditStack.ts';
import type { Stack } from '../../cli/stack/stack.ts';
import { startStack } from '../../cli/stack/stack.ts';
import type { StackOptions } from '../../cli/stack/stackOptions.ts';
import { testRegistry } from '../../cli/stack/testChains.ts';
import { requireSecret } from '../../cli/requireSecret.ts';
import { fieldOf, verifiedEvent } from '../../cli/verifiedEvent.ts';
import type { components, PurserClient, PurserEvent } from '../../client/index.ts';
import { createClient } from '../../client/index.ts';
import type { Db } from '../../db/connect.ts';
import { connect } from '../../db/connect.ts';
import { eventTypes } from '../../domain/events.ts';
import { parseAmount } from '../../domain/money.ts';
import { pay } from '../../testkit/chain/payers/pay.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { newStateFolder } from '../../testkit/newStateFolder.ts';
import { silentProgress } from '../../testkit/servers/progress.ts';
import type { WebhookReceiver } from '../../testkit/webhookReceiver.ts';
import { startWebhookReceiver } from '../../testkit/webhookReceiver.ts';
import { recordServer } from '../replay/recordRuns.ts';

/** The real stack with everything that its tests need. */
export interface TestStack {
  readonly stack: Stack;
  readonly api: PurserClient;
  readonly db: Db;
  readonly temporal: Client;
  readonly webhooks: WebhookReceiver;
  network(code: string): TestNetwork;
  /** Pays from the faucet; returns the transaction's hash. */
  payTo(address: string, currency: string, whole: string): Promise<string>;
  /** The first webhook of this type about this transaction or purse that no earlier call returned. */
  awaitEvent(type: string, about: string): Promise<PurserEvent>;
  transactionOf(txHash: string): Promise<components['schemas']['Transaction'] | undefined>;
  /** Throws if an audit of what the test left behind is not clean; stops the stack in any case. */
  stop(): Promise<void>;
}

/** Starts the stack in its own folder, or in `home`; stopped, it leaves `home` unchanged. */
export async function startTestStack(options: Partial<StackOptions> = {}): Promise<TestStack> {
  const home = options.home ?? newHome();
  const stack = await startStack({
    ports: { api: 0, temporal: 0, temporalUi: 0, postgres: 0, chain: 0 },
    pursePeriodSeconds: 3600,
    blockTimeMs: 300,
    durable: false,
    env: process.env,
    progress: silentProgress,
    signal: new AbortController().signal,
    ...options,
    home,
  });
  const { running } = stack;
  // A test sees every answer, including those that a client would retry.
  const api = createClient({ baseUrl: running.api, apiKey: running.key, maxRetries: 0 });
  const db = connect(stack.databaseUrl, { max: 5 });
  const connection = await Connection.connect({ address: running.temporal });
  const webhooks = await startWebhookReceiver({ port: 0 });
  // It names every type, so it gets unlisted tokens too.
  const endpoint = { url: webhooks.url, types: [...eventTypes] };
  webhooks.setSecret(requireSecret(await api.post('/v1/webhook-endpoints', { body: endpoint })));
  const temporal = new Client({ connection });
  const currencies = testRegistry().currencies;

  const network = (code: string): TestNetwork => {
    const found = stack.networks.find(candidate => candidate.code === code);
    if (!found) throw new Error(`there is no test chain ${code}`);
    return found;
  };
  return {
    stack,
    api,
    db,
    temporal,
    webhooks,
    network,
    payTo: (to, code, whole) => {
      const currency = currencies.find(candidate => candidate.code === code);
      const amount = currency && parseAmount(whole, currency.decimals);
      if (!currency || amount === undefined) throw new Error(`cannot pay ${whole} ${code}`);
      const { rpcUrl, faucetKey } = network(currency.network);
      return pay({ rpcUrl, key: faucetKey, to, currency, amount });
    },
    awaitEvent: async (type, about) => {
      const webhook = await webhooks.next(received => {
        const event = verifiedEvent(received);
        if (event?.type !== type) return false;
        return event.resource.id === about || fieldOf(event, 'transactionHash') === about;
      }, 20_000);
      const event = verifiedEvent(webhook);
      if (!event) throw new Error(`${type} was not signed`);
      return event;
    },
    transactionOf: async txHash => {
      const row = await db
        .selectFrom('transactions')
        .select('id')
        .where('tx_hash', '=', txHash as never)
        .executeTakeFirst();
      return row && api.get('/v1/transactions/{transactionId}', { path: { transactionId: row.id } });
    },
    stop: async () => {
      try {
        const unclean = await auditStack(db, running);
        if (unclean !== undefined) throw new Error(`the books are not clean:\n${unclean}`);
        await recordServer(temporal);
      } finally {
        await webhooks.stop();
        await connection.close();
        await db.destroy();
        await stack.stop();
        if (options.home === undefined) rmSync(home, { recursive: true, force: true });
      }
    },
  };
}

export const newHome = (): string => newStateFolder('purser-e2e-');

/** Waits until `look` returns something; fails after `withinMs` and names what was awaited. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  withinMs = 20_000,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > until) throw new Error(`not so within ${String(withinMs)} ms: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
