import type { Purse, SweepWorld } from './sweepWorld.ts';
import { deposit } from './sweepWorld.ts';

/** Pays a deposit and waits until it is credited; returns the transaction's hash. */
export async function paid(world: SweepWorld, purse: Purse): Promise<string> {
  const hash = await world.pays(purse, deposit);
  await world.chain.mine(4);
  await world.untilBooked(hash, 'customer');
  return hash;
}

/** Pays what is declined, twice a deposit, and waits until it is held. */
export async function paidHeld(world: SweepWorld, purse: Purse): Promise<void> {
  const hash = await world.pays(purse, 2n * deposit, 'held');
  await world.chain.mine(4);
  await world.untilBooked(hash, 'held');
}
