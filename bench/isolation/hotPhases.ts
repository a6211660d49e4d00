import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import type { Load, LoadResult, Target } from '../load/protocol.ts';
import type { Child } from '../processes/startChild.ts';
import type { Prepared } from './prepareIsolation.ts';
import { scannedHeight, untilPosted } from './prepareIsolation.ts';
import type { HotAnswer, HotMessage } from './protocol.ts';
import { endpointPaths, shape } from './shape.ts';

/** The result of a hot load. */
export interface HotResult {
  /** Requests, deposits, events or purses. */
  readonly sent: number;
  /** Requests that were refused, as is allowed for a caller with too many requests. */
  readonly refused: number;
  /** Requests that were due, but for which no connection became free before the end. */
  readonly unsent: number;
  /** How many answers had each status, if the load goes over HTTP. */
  readonly statuses?: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
}

export interface HotPhase {
  readonly name: string;
  /** The load and its rate, for people. */
  readonly offered: string;
  readonly before?: () => Promise<void>;
  readonly heat: (seconds: number) => Promise<HotResult>;
  readonly after?: () => Promise<void>;
}

export interface Heaters {
  readonly db: Db;
  readonly api: string;
  /** Makes the load over HTTP. */
  readonly requests: Pick<Child, 'ask'>;
  /** Makes the other loads. */
  readonly load: Pick<Child, 'ask'>;
  readonly releaseHanging: () => Promise<unknown>;
}

const { hot: rates } = shape;

export function hotPhases({ network, hot, shop, sleeper }: Prepared, heaters: Heaters): readonly HotPhase[] {
  const ask = async (load: Pick<Load, 'targets' | 'perSecond' | 'seconds'>): Promise<HotResult> => {
    const headers = { authorization: `Bearer ${hot.key}` };
    const whole: Load = {
      ...load,
      url: heaters.api,
      headers,
      connections: rates.connections,
      refusals: [429, 503],
      endsOnTime: true,
    };
    const { answered, statuses, wrong, firstWrong } = (await heaters.requests.ask(whole)) as LoadResult;
    const refused = (statuses['429'] ?? 0) + (statuses['503'] ?? 0);
    const wrongs = wrong > 0 ? [`hot: ${String(wrong)} answers, the first ${String(firstWrong)}`] : [];
    const unsent = Math.floor(load.seconds * (load.perSecond ?? 0)) - answered;
    return { sent: answered, refused, unsent, statuses, wrong: wrongs };
  };
  const load = async (message: HotMessage): Promise<HotResult> => {
    const { done } = (await heaters.load.ask(message)) as HotAnswer;
    return { sent: done, refused: 0, unsent: 0, wrong: [] };
  };
  const payTo = (to: string, amount: bigint, perSecond: number, seconds: number): Promise<HotResult> =>
    load({ what: 'deposits', to, amount: amount.toString(), perSecond, seconds });

  return [
    {
      name: 'customer',
      offered: `${String(rates.customerWrites)} charges and updates of one customer a second`,
      heat: seconds =>
        ask({
          seconds,
          perSecond: rates.customerWrites,
          targets: Array.from({ length: seconds * rates.customerWrites }, (_, nth) =>
            writeOf(hot.customer.customerId, nth),
          ),
        }),
    },
    {
      name: 'endpoints',
      offered: `${String(rates.events)} events a second to each of ${String(rates.endpoints)} endpoints, ${endpointPaths.join(', ')}`,
      heat: seconds => load({ what: 'events', accountId: shop, perSecond: rates.events, seconds }),
      after: async () => {
        await heaters.releaseHanging();
        await settleDeliveries(heaters.db, shop);
      },
    },
    {
      name: 'purse',
      offered: `${String(rates.deposits)} deposits a second to one purse`,
      heat: seconds => payTo(hot.purse.address, 2n * 10n ** 15n, rates.deposits, seconds),
      after: () => untilPosted(heaters.db, hot.accountId),
    },
    {
      name: 'dust',
      offered: `${String(rates.dust)} deposits of a hundred-thousandth of the minimum a second to one purse`,
      heat: seconds => payTo(hot.dusty.address, 10n ** 10n, rates.dust, seconds),
      after: () => untilPosted(heaters.db, hot.accountId),
    },
    {
      name: 'rescan',
      offered: `a rescan of ${String(rates.rescannedBlocks)} blocks every ${String(1 / rates.rescans)} s`,
      heat: async seconds => {
        const head = await scannedHeight(heaters.db, network.chainId);
        const targets = Array.from({ length: Math.ceil(seconds * rates.rescans) }, (_, nth) =>
          rescanOf(network.chainId, head - nth),
        );
        return ask({ seconds, perSecond: rates.rescans, targets });
      },
      after: () => untilRescanned(heaters.db),
    },
    {
      name: 'wakes',
      offered: `${rates.overduePurses.toLocaleString('en')} overdue purses, woken by two loops at the product's own pace`,
      before: () => setOverdue(heaters.db, sleeper, '-2 hours'),
      heat: seconds => load({ what: 'wakes', seconds }),
      after: () => setOverdue(heaters.db, sleeper, '30 days'),
    },
  ];
}

/** A charge or an update, alternating. */
function writeOf(customerId: string, nth: number): Target {
  if (nth % 2 === 0) {
    return {
      path: '/v1/charges',
      body: JSON.stringify({ customerId, coin: 'ETH', amount: '0.00001' }),
      headers: { 'idempotency-key': `bench-${String(nth)}` },
      statuses: [201],
      holds: customerId,
    };
  }
  return {
    path: `/v1/customers/${customerId}`,
    body: JSON.stringify({ metadata: { nth } }),
    holds: customerId,
  };
}

/** Each rescan reads other blocks than the last: requests for the same blocks are one rescan. */
function rescanOf(chainId: number, toBlock: number): Target {
  const fromBlock = toBlock - rates.rescannedBlocks + 1;
  return {
    path: '/v1/rescans',
    body: JSON.stringify({ chainId, fromBlock, toBlock }),
    // Done, or still running after 8 s.
    statuses: [200, 202],
    holds: `"toBlock":${String(toBlock)}`,
  };
}

/** Drops the deliveries that are still due, so that the next phase does not include the load of this one. */
async function settleDeliveries(db: Db, accountId: string): Promise<void> {
  await sql`
    update deliveries set state = 'delivered' where account_id = ${accountId} and state <> 'delivered'
  `.execute(db);
}

/** Updates a few purses at a time: locking all of them for seconds would be another load. */
async function setOverdue(db: Db, accountId: string, expires: string): Promise<void> {
  for (let changed = 1n; changed > 0n;) {
    const { numAffectedRows = 0n } = await sql`
      update purses set expires_at = now() + ${expires}::interval where id in (
        select id from purses where account_id = ${accountId} and state = 'ACTIVE'
          and (expires_at > now()) is distinct from (now() + ${expires}::interval > now())
        limit 2000 for update skip locked
      )
    `.execute(db);
    changed = numAffectedRows;
  }
  await sql`vacuum (analyze) purses`.execute(db);
}

/** Waits for running rescans, so that the next phase does not include the load of this one. */
async function untilRescanned(db: Db): Promise<void> {
  for (const until = performance.now() + 60_000; performance.now() < until; await sleep(100)) {
    const running = await db
      .selectFrom('running_rescans')
      .select('workflow_id')
      .where('leased_until', '>', sql<Date>`now()`)
      .execute();
    if (running.length === 0) return;
  }
}
