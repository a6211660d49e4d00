import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnginePart } from '../../../cli/stack/engine.ts';
import { purseWorkflowId } from '../../../domain/messages.ts';
import { must } from '../../db/fixtures.ts';
import type { TestStack } from '../testStack.ts';
import { eventually, startTestStack } from '../testStack.ts';

let run: TestStack;
beforeAll(async () => {
  run = await startTestStack({ provider: 'http', ownRelay: true });
}, 120_000);
afterAll(() => run.stop());

async function purseOf(externalId: string) {
  await run.api.post('/v1/customers', { body: { externalId } });
  return run.api.get('/v1/purse', { query: { customerId: externalId, currency: 'ETH' } });
}
const behave = (body: { behaviour: 'right' | 'slow'; delayMs?: number }) =>
  run.api.post('/v1/test/screening', { body });

async function payAndAsk(address: string, asked: number): Promise<string> {
  const hash = await run.payTo(address, 'ETH', '1');
  await eventually('the provider is asked', async () => (await behave(slow)).asked > asked);
  return hash;
}
const slow = { behaviour: 'slow', delayMs: 2500 } as const;

/** Tells a part to stop; gives its exit code. */
async function stopped(part: EnginePart): Promise<number | string> {
  const { exited } = must(run.stack.engine.process(part));
  await run.stack.engine.stop(part);
  return exited;
}

async function verdictOf(txHash: string) {
  return run.db
    .selectFrom('transactions')
    .select(['id', 'verdict', 'credited_to'])
    .where('tx_hash', '=', txHash as never)
    .executeTakeFirstOrThrow();
}

it('a worker that is told to stop finishes the activity under way, and nobody repeats it', async () => {
  const purse = await purseOf('screened');
  const { asked } = await behave(slow);
  const hash = await payAndAsk(purse.address, asked);
  expect(await verdictOf(hash)).toMatchObject({ verdict: null });
  expect(await stopped('worker')).toBe(0);
  expect(await verdictOf(hash)).toMatchObject({ verdict: 'approve' });

  await run.stack.startWorker();
  await run.network('ETHEREUM').mine(4);
  await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
  expect(await behave({ behaviour: 'right' })).toMatchObject({ asked: asked + 1 });
}, 60_000);

it('a worker whose work does not end in time ends by itself, with an exit code, and another does the work', async () => {
  await stopped('worker');
  await run.stack.startWorker({ PURSER_SHUTDOWN_SECONDS: '1' });
  const purse = await purseOf('unfinished');
  const { asked } = await behave(slow);
  const hash = await payAndAsk(purse.address, asked);
  expect(await stopped('worker')).toBe(1);
  // It did not wait for the provider.
  expect(await verdictOf(hash)).toMatchObject({ verdict: null });

  await behave({ behaviour: 'right' });
  await run.stack.startWorker();
  await run.network('ETHEREUM').mine(4);
  await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
}, 60_000);

it('a worker that is told to stop finishes a local activity, which has no history yet', async () => {
  await stopped('worker');
  await run.stack.startWorker({ PURSER_COMPLIANCE: 'list' });
  const purse = await purseOf('at-once');
  const hash = await run.db.transaction().execute(async trx => {
    await trx
      .selectFrom('customers')
      .select('id')
      .where('external_id', '=', 'at-once')
      // As those who judge lock it, and not the scanner, who only refers to it.
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    const paid = await run.payTo(purse.address, 'ETH', '1');
    await run.network('ETHEREUM').mine(4);
    await eventually('it waits for the customer’s row', async () => (await waitingForRows()) > 0);
    process.kill(run.stack.worker().pid, 'SIGTERM');
    await new Promise(resolve => setTimeout(resolve, 500));
    return paid;
  });
  expect(await run.stack.worker().exited).toBe(0);
  expect(await verdictOf(hash)).toMatchObject({ verdict: 'approve' });
  const { events } = await run.temporal.workflow
    .getHandle(purseWorkflowId(purse.purseId as never))
    .fetchHistory();
  const last = must(events?.at(-1));
  expect(last.workflowTaskStartedEventAttributes, 'no workflow task is left behind').toBeFalsy();
  await run.stack.startWorker();
  await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
}, 60_000);

async function waitingForRows(): Promise<number> {
  const { count } = await run.db
    .selectFrom('pg_stat_activity' as never)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('wait_event_type' as never, '=', 'Lock' as never)
    .where('application_name' as never, '=', 'purser-worker' as never)
    .executeTakeFirstOrThrow();
  return Number(count);
}

it('a dispatcher that is told to stop finishes the delivery under way, and it is not sent again', async () => {
  run.webhooks.respondWith(() => ({ status: 204, delayMs: 2000 }));
  const customer = await run.api.post('/v1/customers', { body: { externalId: 'told-once' } });
  const hook = await run.webhooks.next(({ body }) => JSON.stringify(body).includes(customer.id), 20_000);
  const eventId = (hook.body as { readonly id: string }).id;
  const deliveries = () =>
    run.db
      .selectFrom('deliveries')
      .select(['state', 'attempts'])
      .where('event_id', '=', eventId as never)
      .execute();
  expect(await deliveries()).toMatchObject([{ state: 'pending' }]);
  expect(await stopped('dispatcher')).toBe(0);
  expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }]);

  run.webhooks.respondWith(() => ({ status: 204 }));
  await run.stack.engine.start('dispatcher');
  const later = await run.api.post('/v1/customers', { body: { externalId: 'told-later' } });
  await run.webhooks.next(({ body }) => JSON.stringify(body).includes(later.id), 20_000);
  const sent = run.webhooks.received.filter(({ body }) => (body as { id?: string }).id === eventId);
  expect(sent).toHaveLength(1);
}, 60_000);

it('a relay that is told to stop finishes the signals that it holds, and they are not sent again', async () => {
  const slowWay = await startSlowWay(run.stack.running.temporal);
  try {
    await stopped('relay');
    await run.stack.engine.start('relay', { TEMPORAL_ADDRESS: slowWay.address });
    const purse = await purseOf('signalled');
    await behave({ behaviour: 'right' });
    slowWay.hold();
    const hash = await run.payTo(purse.address, 'ETH', '1');
    const held = () =>
      run.db
        .selectFrom('signal_outbox')
        .select('id')
        .where('purse_id', '=', purse.purseId as never)
        .where('leased_by', 'is not', null)
        .execute();
    const signals = await eventually('the relay sends a signal', async () => {
      const rows = await held();
      return rows.length > 0 && rows.map(({ id }) => id);
    });
    const ended = stopped('relay');
    await new Promise(resolve => setTimeout(resolve, 500));
    slowWay.release();
    expect(await ended).toBe(0);
    // What is acknowledged has no row, so nobody sends it again.
    const left = run.db.selectFrom('signal_outbox').select('id').where('id', 'in', signals);
    expect(await left.execute()).toEqual([]);
    const { events } = await run.temporal.workflow
      .getHandle(purseWorkflowId(purse.purseId as never))
      .fetchHistory();
    const heard = (events ?? []).filter(event => event.workflowExecutionSignaledEventAttributes);
    expect(heard).toHaveLength(signals.length);

    await run.stack.engine.start('relay');
    await run.network('ETHEREUM').mine(4);
    await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
  } finally {
    slowWay.close();
  }
}, 60_000);

/** A way to a server that can hold back its answers. */
async function startSlowWay(target: string): Promise<{
  readonly address: string;
  readonly hold: () => void;
  readonly release: () => void;
  readonly close: () => void;
}> {
  const [host, port] = target.split(':');
  const answers = new Set<Socket>();
  const all = new Set<Socket>();
  const server: Server = createServer(client => {
    const upstream = connect(Number(port), host);
    for (const socket of [client, upstream]) {
      all.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => all.delete(socket));
    }
    client.pipe(upstream);
    upstream.pipe(client);
    answers.add(upstream);
    upstream.on('close', () => {
      answers.delete(upstream);
      client.destroy();
    });
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    hold: () => {
      for (const socket of answers) socket.pause();
    },
    release: () => {
      for (const socket of answers) socket.resume();
    },
    close: () => {
      for (const socket of all) socket.destroy();
      server.close();
    },
  };
}
