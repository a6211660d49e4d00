import { setTimeout as sleep } from 'node:timers/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Db } from '../../db/connect.ts';
import { appendEvents } from '../../db/events/appendEvents.ts';
import type { AccountId, EventId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { shape } from './shape.ts';

/** A good receiver, and the time when each event reached it. */
export async function startGoodReceiver() {
  const arrived = new Map<string, number>();
  const server = createServer((request, response) => {
    const id = String(request.headers['webhook-id']);
    if (!arrived.has(id)) arrived.set(id, performance.now());
    request.resume();
    response.writeHead(204).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    arrived: arrived as ReadonlyMap<string, number>,
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

export async function appendOne(db: Db, accountId: AccountId): Promise<EventId> {
  const id = newId('evt');
  const event = {
    id,
    accountId,
    type: 'CUSTOMER_UPDATED',
    resource: { type: 'customer', id: newId('cus'), version: 1 },
    customerId: null,
    data: {},
  } as const;
  await db.transaction().execute(trx => appendEvents(trx, [event]));
  return id;
}

/**
 * Appends events of an account at fixed times, and some of its neighbour. Returns for each of the account's
 * events how many ms after its commit it arrived; infinite if it did not arrive within 10 s.
 */
export async function measureDelivery(
  db: Db,
  arrived: ReadonlyMap<string, number>,
  seconds: number,
  looked: AccountId,
  neighbour?: AccountId,
  perSecond: number = shape.perSecond,
): Promise<readonly number[]> {
  const committed = new Map<EventId, number>();
  const appending: Promise<unknown>[] = [];
  const begin = (work: Promise<unknown>): void => {
    // A failure while others still begin is reported at the end.
    work.catch(() => undefined);
    appending.push(work);
  };
  const began = performance.now();
  for (let nth = 0; nth < perSecond * seconds; nth++) {
    await sleep(Math.max(0, began + (nth * 1000) / perSecond - performance.now()));
    begin(appendOne(db, looked).then(id => committed.set(id, performance.now())));
    const turn = nth % (perSecond / shape.badPerSecond) === 0;
    if (turn && neighbour !== undefined) begin(appendOne(db, neighbour));
  }
  await Promise.all(appending);
  const until = performance.now() + 10_000;
  while ([...committed.keys()].some(id => !arrived.has(id)) && performance.now() < until) await sleep(20);
  return [...committed].map(([id, at]) => Math.max(0, (arrived.get(id) ?? Infinity) - at));
}
