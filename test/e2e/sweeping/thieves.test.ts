import { Wallet } from 'ethers';
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DatabaseRole } from '../../../db/grantRoles.ts';
import type { SweepId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import { asMemberOf } from '../../db/asMemberOf.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must, newOwner } from '../../db/fixtures.ts';
import { customersWith, ether, planOne } from './failureWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

// What somebody can do who has the rights of the API and of the worker in the database: false rows, as he likes. The
// operator's key is bounded by the contract (test/contracts/sweeper.test.ts).
let world: SweepingWorld;
let owner: Owner;
let thief: string;
beforeEach(async () => {
  world = await startSweepingWorld();
  owner = must((await customersWith(world, 1, ether))[0]);
  thief = Wallet.createRandom().address.toLowerCase();
});

const roles = ['purser_api', 'purser_worker'] as const satisfies readonly DatabaseRole[];
const as = (role: DatabaseRole, statement: RawBuilder<unknown>) =>
  asMemberOf(world.watcher.database, role, db => statement.execute(db));

interface FalseItem {
  readonly amount: bigint;
  readonly destination: string;
  readonly token?: string;
  readonly currency?: string;
}

/** A sweep of the owner's purse that no plan made, without a floor. */
async function falseSweep(items: readonly FalseItem[]): Promise<SweepId> {
  const id = newId('swp');
  const { accountId, network } = world.deps;
  await as(
    'purser_worker',
    sql`insert into sweeps (id, account_id, network, chain_id, method)
      values (${id}, ${accountId}, ${network.code}, ${network.chainId}, 'delegated')`,
  );
  for (const [position, { amount, destination, token = null, currency = 'ETH' }] of items.entries()) {
    await as(
      'purser_worker',
      sql`insert into sweep_items (sweep_id, position, purse_id, customer_id, currency, token, amount, floor,
          destination_id, destination)
        values (${id}, ${position}, ${owner.purseId}, ${owner.customerId}, ${currency}, ${token},
          ${String(amount)}::numeric, 0, ${world.treasuryId}, ${destination})`,
    );
  }
  return id;
}

async function expectNothingMoved(): Promise<void> {
  await world.tend(61_000);
  await world.mine(4);
  expect(await world.balanceOf(thief)).toBe(0n);
  expect(await world.balanceOf(owner.address)).toBe(ether);
}

describe('whoever writes rows of the API and the worker', () => {
  it('cannot have a sweep go to an address that the sweeper does not know', async () => {
    const id = await falseSweep([{ amount: ether, destination: thief }]);
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
    await expectNothingMoved();
  });

  it('cannot turn a planned sweep to another address', async () => {
    const id = await planOne(world);
    await as('purser_worker', sql`update sweep_items set destination = ${thief}, floor = 0`);
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
    await expectNothingMoved();
  });

  it('cannot make a destination: rows of one, and of blocks that activate it, are not the sweeper’s', async () => {
    const destination = newId('dst');
    const { accountId, network } = world.deps;
    await as(
      'purser_api',
      sql`insert into destinations (id, account_id, network, chain_id, address, address_checksum, label, kind)
        values (${destination}, ${accountId}, ${network.code}, ${network.chainId}, ${thief}, ${thief}, 'Safe', 'treasury')`,
    );
    await as(
      'purser_worker',
      sql`insert into destination_events (id, chain_id, sweeper, address, kind, active_at, block_number, block_hash,
          log_index, tx_hash, is_final)
        values ('dse_false', ${network.chainId}, ${world.contracts.sweeper}, ${thief}, 'proposed', '2000-01-01', 1,
          ${`0x${'0'.repeat(64)}`}, 0, ${`0x${'0'.repeat(64)}`}, true)`,
    );
    await as('purser_api', sql`update treasuries set destination_id = ${destination}`);
    const id = await planOne(world);
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
    expect(await world.settle(id)).toBe('failed');
    expect(await world.items(id)).toEqual(['skipped destination']);
    await expectNothingMoved();
  });

  it('cannot change what is signed: replacements repeat the first call', async () => {
    const id = await planOne(world);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await as('purser_worker', sql`update sweep_items set destination = ${thief}, amount = 1, floor = 0`);
    expect(await world.tend(61_000)).toEqual(['replace 0']);
    await world.mine(4);
    expect(await world.balanceOf(world.treasury)).toBe(ether);
    expect(await world.balanceOf(thief)).toBe(0n);
  });

  it('can at worst have coins swept early, and held ones, too, to the treasury', async () => {
    await sql`update transactions set credited_to = null, credited_block_hash = null`.execute(
      world.watcher.db,
    );
    const early = await falseSweep([{ amount: ether, destination: world.treasury }]);
    // The signer reads the floor anew: whoever wants it lower must also forge the deposit.
    expect(await world.sign(early)).toMatchObject({ outcome: 'left_out' });
    await sql`update transactions set credited_to = 'customer', credited_block_hash = block_hash`.execute(
      world.watcher.db,
    );
    const id = await falseSweep([{ amount: ether, destination: world.treasury }]);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await world.mine(4);
    expect(await world.balanceOf(world.treasury)).toBe(ether);
  });

  it('cannot make a purse’s address another one: the signer derives it', async () => {
    const id = await planOne(world);
    await as('purser_api', sql`update purses set address = ${thief}, address_checksum = ${thief}`);
    await world.setBalance(thief, ether);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await world.mine(4);
    expect(await world.balanceOf(thief)).toBe(ether);
    expect(await world.balanceOf(world.treasury)).toBe(ether);
  });

  it('has a purse of another key left out', async () => {
    const id = await planOne(world);
    await as('purser_api', sql`update purses set hd_fingerprint = '0x00000000'`);
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
    await expectNothingMoved();
  });

  it('cannot stop the lane with a batch that no block takes', async () => {
    const items = Array.from({ length: 60 }, (_, at) => ({
      ...{ amount: 1n, destination: world.treasury, currency: `C${String(at)}` },
    }));
    expect(await world.sign(await falseSweep(items))).toMatchObject({ reason: 'too_many_items' });
    expect(await world.sends()).toEqual([]);
  });

  it('cannot have the signer of one account sign for another', async () => {
    const id = await planOne(world);
    const { accountId } = await newOwner(world.watcher.db);
    await as('purser_worker', sql`update sweeps set account_id = ${accountId}`);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'not_of_this_signer' });
    await as('purser_worker', sql`update sweeps set account_id = ${world.deps.accountId}, chain_id = 1`);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'not_of_this_signer' });
    await expectNothingMoved();
  });

  it.each(roles)(
    'as %s writes no nonce, no bytes, no outcome of signing, no authorization and no sweeper',
    async role => {
      const id = await planOne(world);
      expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
      const refused = { code: '42501' };
      for (const statement of [
        sql`insert into sends (chain_id, sender, nonce, intent_kind, intent_id) values (1, ${thief}, 0, 'sweep', 'x')`,
        sql`update sends set intent_id = 'x'`,
        sql`delete from sends`,
        sql`update send_attempts set raw = raw`,
        sql`select raw from send_attempts`,
        sql`update lanes set next_nonce = 0`,
        sql`insert into sweep_signed_items select * from sweep_signed_items`,
        sql`update sweep_signed_items set batch_index = 5`,
        sql`delete from sweep_signed_items`,
        sql`update sweep_authorizations set state = 'unused'`,
        sql`select sealed from sweep_authorizations`,
        sql`update sweepers set sweeper = ${thief}`,
      ]) {
        await expect(as(role, statement)).rejects.toMatchObject(refused);
      }
    },
  );
});
