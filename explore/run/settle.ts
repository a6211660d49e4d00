import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { reviewedAddress } from '../../testkit/sanctionedPayer.ts';
import type { SeedWorld } from './seedWorld.ts';

const lookAgainMs = 40;

/**
 * Waits until the engine has nothing left to do for this payer, unless a chain is paused. Returns what was left after
 * `withinMs`; nothing if all is done.
 */
export async function settle(world: SeedWorld, withinMs: number): Promise<readonly string[]> {
  const until = performance.now() + withinMs;
  for (;;) {
    const left = await leftToDo(world);
    if (left.length === 0 || performance.now() > until) return left;
    await sleep(lookAgainMs);
  }
}

async function leftToDo(world: SeedWorld): Promise<readonly string[]> {
  const { db, stack, paused, sent, decided, customerId, sessionId, state } = world;
  const left: string[] = [];
  for (const network of stack.networks) {
    const block = (await network.request('eth_getBlockByNumber', ['latest', false])) as {
      readonly hash: string;
    };
    const { rows } = await sql<{ hash: string }>`
      select hash from chain_cursors where network = ${network.code}`.execute(db);
    if (rows[0]?.hash !== block.hash) left.push(`${network.code} is not scanned to its head`);
  }
  const { rows } = await sql<{
    tx_hash: string;
    status: string;
    network: string;
    payer: string;
  }>`select tx_hash, status, address_from as payer, network from transactions t
     join chain_cursors c using (chain_id) where t.customer_id = ${customerId}`.execute(db);
  for (const [hash, { network, isDust }] of sent) {
    if (isDust && paused.has(network)) continue;
    if (!rows.some(row => row.tx_hash === hash)) left.push(`the payment ${hash} was not seen`);
  }
  const waitsForPerson = ({ payer, tx_hash: hash }: (typeof rows)[number]): boolean =>
    payer.toLowerCase() === reviewedAddress.toLowerCase() && !decided.has(hash);
  const isUnfinished = (row: (typeof rows)[number]): boolean =>
    isUnderWay(row) && !paused.has(row.network) && !waitsForPerson(row);
  left.push(...rows.filter(isUnfinished).map(row => `the deposit ${row.tx_hash} is ${row.status}`));
  const { rows: others } = await sql<{ what: string }>`
    select 'a signal to ' || workflow as what from signal_outbox
    union all select concat_ws(' ', 'the dust of', s.purse_id, s.currency) from dust_sums s
      join purses p on p.id = s.purse_id
      where p.customer_id = ${customerId} and (s.promote_at is not null or s.wake_at is not null)
  `.execute(db);
  left.push(...others.map(({ what }) => what));
  if (state.wasEnded && paused.size === 0) left.push(...(await notEnded(world, rows, sessionId)));
  return left;
}

const isUnderWay = ({ status }: { readonly status: string }): boolean =>
  status === 'MEM_POOL_FOUND' || status === 'PENDING_COMPLIANCE_CHECK';

/** A session whose time is over ends once no money is under way for it. */
async function notEnded(
  { db }: SeedWorld,
  deposits: readonly { readonly status: string }[],
  sessionId: string,
): Promise<readonly string[]> {
  if (deposits.some(isUnderWay)) return [];
  const { rows } = await sql<{ status: string }>`
    select status from sessions where id = ${sessionId}`.execute(db);
  const status = rows[0]?.status ?? '';
  return status === 'expired' || status === 'completed' ? [] : [`the ended session is ${status}`];
}
