import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { cancelSweep } from '../../../db/sweeping/cancelSweep.ts';
import type { SweepId } from '../../../domain/ids.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import { reverse } from '../../db/payments.ts';
import { customersWith, ether, planOne, withNode } from './failureWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

// What changes after the signer has read the plan, and before it saves what it signed.
let world: SweepingWorld;
let owner: Owner;
let id: SweepId;
beforeEach(async () => {
  world = await startSweepingWorld();
  owner = must((await customersWith(world, 1, ether))[0]);
  id = await planOne(world);
});

/** Signs; `change` comes while the first item is judged. */
async function signWhile(change: () => Promise<unknown>) {
  let changed: Promise<unknown> | undefined;
  const node = withNode(world, async (method, params) => {
    const [call] = params as readonly { readonly gas?: string }[];
    if (method === 'eth_call' && call?.gas !== undefined) await (changed ??= change());
    return world.deps.rpc.call(method, params);
  });
  return world.sign(id, node);
}

const refused = { type: 'temporarily_unavailable' };

describe('while a sweep is signed', () => {
  it('somebody cancels it: nothing is saved, and its deposits can be planned again', async () => {
    const { db } = world.watcher;
    const cancel = () => db.transaction().execute(trx => cancelSweep(trx, world.deps.accountId, id));
    await expect(signWhile(cancel)).rejects.toMatchObject(refused);
    expect(await world.sends()).toEqual([]);
    expect(await world.sign(id)).toEqual({ outcome: 'ended' });
    expect(await planOne(world)).not.toBe(id);
  });

  it('its deposit is reversed: nothing is saved, and it is judged again', async () => {
    const deposit = await world.watcher.db
      .selectFrom('transactions')
      .select('id')
      .where('purse_id', '=', owner.purseId)
      .executeTakeFirstOrThrow();
    await expect(signWhile(() => reverse(world.watcher.db, deposit.id))).rejects.toMatchObject(refused);
    expect(await world.sends()).toEqual([]);
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
    expect(await world.settle(id)).toBe('failed');
    expect(await world.items(id)).toEqual(['skipped not_due']);
  });

  it('our books disable its destination: nothing is saved, and it is judged again', async () => {
    const disable = () =>
      world.watcher.db.updateTable('destinations').set({ disabled_at: new Date() }).execute();
    await expect(signWhile(disable)).rejects.toMatchObject(refused);
    expect(await world.sends()).toEqual([]);
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
  });

  it('another sweep takes the purse’s authorization: nothing is saved with it', async () => {
    // As false rows could have it: no plan puts a purse into two sweeps at once.
    const other = 'swp_other' as SweepId;
    await sql`
      with copy as (insert into sweeps (id, account_id, network, chain_id, method)
        select ${other}, account_id, network, chain_id, method from sweeps returning id)
      insert into sweep_items (sweep_id, position, purse_id, customer_id, currency, amount, floor, destination_id, destination)
      select copy.id, position, purse_id, customer_id, currency, amount, floor, destination_id, destination
      from sweep_items, copy
    `.execute(world.watcher.db);
    await expect(signWhile(() => world.sign(other))).rejects.toMatchObject(refused);
    expect(await world.sends()).toMatchObject([{ nonce: 0, intent: other }]);
    await world.mine(4);
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
    expect(await world.balanceOf(world.treasury)).toBe(ether);
  });
});
