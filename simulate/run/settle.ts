import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { reviewedAddress } from '../../testkit/sanctionedPayer.ts';
import { fillGaps } from './fillGaps.ts';
import type { ChainPlace } from './resumeChains.ts';
import { placesOfChains, resumeStopped } from './resumeChains.ts';
import type { SeedWorld } from './seedWorld.ts';

/** More blocks than any test chain needs before a deposit is final. */
const finalAfter = 8;
const lookAgainMs = 50;
const looksPerBlock = 5;
/** How many of the things that are left are named. */
const mostShown = 5;

/**
 * Ends all faults, lets the chains grow until everything is final, and waits until nothing is left to do. Returns
 * what was left after `withinMs`; nothing if all is done.
 */
export async function settle(
  world: SeedWorld,
  withinMs: number,
  onWait: (left: readonly string[]) => void,
): Promise<readonly string[]> {
  const { stack, provider } = world;
  for (const node of [...stack.networks, ...stack.secondNodes.values()]) node.clearFaults();
  for (const network of stack.networks) network.resumeMining();
  provider.behave({ behaviour: 'right' });
  world.lost.answers = 0;
  world.answerWith(204);
  await Promise.all(world.restarts);
  await Promise.all(world.beside);
  for (const network of stack.networks) {
    await network.mine(1);
    await fillGaps(network);
    await network.mine(finalAfter);
  }
  if (world.counts.refused > 0) await sendAgain(world);
  const until = performance.now() + withinMs;
  for (let [before, looks] = ['', 0]; ; looks += 1) {
    const places = await placesOfChains(world);
    await resumeStopped(world, places);
    const unswept = world.sweeps ? await leftToSweep(world) : [];
    // A sweep that is planned now needs blocks of its own.
    if (unswept.length > 0 && looks % looksPerBlock === 0) {
      for (const network of stack.networks) await network.mine(1);
    }
    const left = [...(await leftToDo(world, places)), ...unswept];
    if (left.join() !== before) onWait(left);
    before = left.join();
    if (left.length === 0 || performance.now() > until) return left;
    await sleep(lookAgainMs);
  }
}

/** Deliveries that failed are due in minutes: a merchant whose server is well again asks for them. */
async function sendAgain({ db, api, accountId, endpointId }: SeedWorld): Promise<void> {
  const path = { id: endpointId };
  await api.post('/v1/webhook-endpoints/{id}/enable', { path });
  const { rows } = await sql<{ id: string }>`
    select event_id as id from deliveries where account_id = ${accountId} and endpoint_id = ${endpointId} and state in ('retrying', 'failed')
  `.execute(db);
  for (const { id } of rows) await api.post('/v1/events/{id}/redeliver', { path: { id }, body: {} });
  await api.post('/v1/webhook-endpoints/{id}/replay', { path, body: {} });
}

async function leftToDo(world: SeedWorld, places: readonly ChainPlace[]): Promise<readonly string[]> {
  const { db, accountId, endpointId } = world;
  const left: string[] = [];
  for (const { network, head, scanned } of places) {
    if (scanned?.stopped) left.push(`${network.code} is stopped: ${scanned.stopped}`);
    if (scanned?.hash !== head.hash) {
      left.push(`${network.code} was scanned to ${String(scanned?.height)} of ${String(head.height)}`);
    }
  }
  // What waits for a person waits for ever, unless a person decided.
  const decided = [...world.story.decisions.keys()];
  const { rows } = await sql<{ what: string }>`
    select 'a signal to ' || workflow as what from signal_outbox
    union all select concat_ws(' ', id, status, amount, currency, 'from', address_from, 'in', tx_hash) from transactions
      where account_id = ${accountId} and status in ('MEM_POOL_FOUND', 'PENDING_COMPLIANCE_CHECK')
        and (lower(address_from) <> ${reviewedAddress.toLowerCase()} or tx_hash = any (${decided}))
    union all select concat_ws(' ', id, 'is declined, and not held yet') from transactions
      where account_id = ${accountId} and status = 'DECLINED' and credited_to is null and block_number is not null
    union all select concat_ws(' ', 'the dust of', s.purse_id, s.currency) from dust_sums s
      join purses p on p.id = s.purse_id
      where p.account_id = ${accountId} and (s.promote_at is not null or s.wake_at is not null)
    union all select concat_ws(' ', 'no number for', id) from events where account_id = ${accountId} and sequence is null
    union all select concat_ws(' ', 'the delivery of', event_id, 'is', state) from deliveries
      where account_id = ${accountId} and endpoint_id = ${endpointId} and state <> 'delivered'
  `.execute(db);
  const shown = rows.slice(0, mostShown).map(({ what }) => what);
  left.push(...shown, ...(rows.length > mostShown ? [`and ${String(rows.length - mostShown)} more`] : []));
  return left;
}

/** Sweeps that have not ended, and deposits of this seed that are credited and in none. */
async function leftToSweep({ db, accountId, story }: SeedWorld): Promise<readonly string[]> {
  const customers = story.customers.map(({ id }) => id);
  const { rows } = await sql<{ what: string }>`
    select concat_ws(' ', 'sweep', id, 'is', status, waiting_code) as what from sweeps
      where account_id = ${accountId} and completed_at is null
    union all select concat_ws(' ', t.id, t.amount, t.currency, 'is not swept yet', p.reason) from transactions t
      left join sweep_pauses p on p.purse_id = t.purse_id and p.currency = t.currency
      where t.customer_id = any (${customers}) and t.credited_to in ('customer', 'merchant') and t.status <> 'REORGED'
        and not exists (select from sweep_item_deposits d where d.transaction_id = t.id and not d.is_released)
  `.execute(db);
  return rows.map(({ what }) => what);
}
