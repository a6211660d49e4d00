import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { requireSecret } from '../../cli/requireSecret.ts';
import { verifiedEvent } from '../../cli/verifiedEvent.ts';
import type { PurserClient } from '../../client/index.ts';
import { createClient } from '../../client/index.ts';
import { createAccount } from '../../db/accounts/createAccount.ts';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import type { Db } from '../../db/connect.ts';
import { eventTypes } from '../../domain/events.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ReceivedWebhook, WebhookReceiver } from '../../testkit/webhookReceiver.ts';
import { startWebhookReceiver } from '../../testkit/webhookReceiver.ts';
import type { Story } from '../model/story.ts';
import { newStory } from '../model/story.ts';
import type { World } from '../world/startWorld.ts';

/**
 * One seed's merchant, with a form, a webhook endpoint, and the heights at which it began: an account of its own, or, if its
 * money is swept, the one that has a signer.
 */
export interface SeedWorld extends World {
  readonly seed: number;
  readonly accountId: string;
  /** Whether its money is swept. */
  readonly sweeps: boolean;
  /** How many events the account had before. */
  readonly eventsBefore: number;
  readonly apiKey: string;
  readonly api: PurserClient;
  /** The same API, by its second process. */
  readonly secondApi: PurserClient;
  readonly formId: string;
  readonly endpointId: string;
  readonly receiver: WebhookReceiver;
  /** What the receiver answers from now on. */
  answerWith(status: number): void;
  readonly story: Story;
  /** The first block of this seed, by network. */
  readonly firstBlock: ReadonlyMap<string, number>;
  /** Networks that had a reorg in this seed. */
  readonly reorged: Set<string>;
  /** Deaths, each with the start that follows it. */
  readonly restarts: Promise<unknown>[];
  /** What else was begun beside the steps. */
  readonly beside: Promise<unknown>[];
  readonly counts: { reorgs: number; kills: number; refused: number };
  /** The highest head before any fork, by network. */
  readonly highest: Map<string, number>;
  /** How many answers to the merchant's next writes are lost on their way. */
  readonly lost: { answers: number };
  /** The ids of events that arrived with a valid signature and were acknowledged. */
  delivered(): ReadonlySet<string>;
  end(): Promise<void>;
}

/** Blocks under which a seed cannot reach, so that its reorgs leave earlier seeds alone. */
const between = 1;

export async function beginSeed(world: World, seed: number, sweeps: boolean): Promise<SeedWorld> {
  const { stack, db } = world;
  const { accountId } = sweeps
    ? await sweepingAccount(db)
    : await createAccount(db, { name: `seed ${String(seed)}`, livemode: false });
  const { key } = await createApiKey(db, accountId, {
    label: 'simulate',
    scopes: ['read', 'write', 'admin'],
  });
  const lost = { answers: 0 };
  const fetchOrLose = async (request: Request): Promise<Response> => {
    const answer = await fetch(request);
    if (request.method === 'GET' || lost.answers === 0) return answer;
    lost.answers -= 1;
    await answer.body?.cancel();
    throw new Error('the answer was lost on its way');
  };
  // Every write has its own key, so a call that met a dead or restarting part is repeated without a second effect.
  const clientOf = (baseUrl: string): PurserClient =>
    createClient({ baseUrl, apiKey: key, maxRetries: 12, timeoutMs: 15_000, fetch: fetchOrLose });
  const api = clientOf(stack.running.api);
  const receiver = await startWebhookReceiver({ port: 0 });
  const counts = { reorgs: 0, kills: 0, refused: 0 };
  const acknowledged: ReceivedWebhook[] = [];
  const answerWith = (status: number): void => {
    receiver.respondWith(webhook => {
      if (status > 299) counts.refused += 1;
      else acknowledged.push(webhook);
      return { status };
    });
  };
  answerWith(204);
  const endpoint = await api.post('/v1/webhook-endpoints', {
    body: { url: receiver.url, types: [...eventTypes] },
  });
  receiver.setSecret(requireSecret(endpoint));
  const form = await api.post('/v1/forms', {
    body: {
      title: 'Simulated',
      coins: world.coins.map(({ code }) => code),
      receiver: `0x${'12'.repeat(20)}`,
      returnUrl: 'https://shop.example/paid',
    },
  });
  const firstBlock = new Map<string, number>();
  for (const network of stack.networks) {
    await network.mine(between);
    firstBlock.set(network.code, Number(await network.request('eth_blockNumber')) + 1);
  }
  return {
    ...world,
    seed,
    sweeps,
    eventsBefore: sweeps ? await countEvents(db, accountId) : 0,
    accountId,
    apiKey: key,
    api,
    secondApi: clientOf(world.secondApiUrl),
    formId: form.id,
    endpointId: endpoint.id,
    receiver,
    story: newStory(),
    firstBlock,
    reorged: new Set(),
    restarts: [],
    beside: [],
    counts,
    highest: new Map(),
    lost,
    answerWith,
    delivered: () => new Set(acknowledged.flatMap(each => verifiedEvent(each)?.id ?? [])),
    end: async () => {
      try {
        if (sweeps) await api.delete('/v1/webhook-endpoints/{id}', { path: { id: endpoint.id } });
      } finally {
        await receiver.stop();
      }
    },
  };
}

const sweepingAccount = (db: Db) =>
  db.selectFrom('sweepers').select('account_id as accountId').executeTakeFirstOrThrow();

/** Those before this moment, once all of them are numbered. */
async function countEvents(db: Db, accountId: AccountId): Promise<number> {
  for (;;) {
    const { rows } = await sql<{ numbered: number; waiting: number }>`
      select count(sequence)::integer as numbered, count(*) filter (where sequence is null)::integer as waiting
      from events where account_id = ${accountId}`.execute(db);
    if (rows[0]?.waiting === 0) return rows[0].numbered;
    await sleep(50);
  }
}
