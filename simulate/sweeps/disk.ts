import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { addressOfKeystore } from '../../chain/sending/keystore.ts';
import { connect } from '../../db/connect.ts';
import { requireMoved, untilEnded } from './ends.ts';
import { paid } from './paid.ts';
import type { SweepWorld } from './sweepWorld.ts';
import { deposit, requireEqual, until } from './sweepWorld.ts';

/** How long a node must not get bytes that the database does not take, in ms. */
const heldBackMs = 3000;

/** While the database does not take a nonce, no node has the bytes. */
export async function disk(world: SweepWorld): Promise<void> {
  const { chain, db, stack } = world;
  const { engine } = stack;
  const sender = addressOfKeystore(readFileSync(join(world.home, 'operator.json'), 'utf8')) ?? '';
  const purse = await world.newPurse();
  const before = await world.balanceOf(world.treasury);
  await paid(world, purse);
  await engine.stop('signer');
  const id = await world.asks(purse);
  const count = () => chain.request('eth_getTransactionCount', [sender, 'pending']);
  const known = await count();
  const patient = connect(stack.databaseUrl, { max: 1, idleInTransactionMs: 120_000 });
  try {
    await patient.transaction().execute(async trx => {
      // Only the signer writes it, in the transaction that takes the nonce.
      await sql`lock table sweep_signed_items in share mode`.execute(trx);
      await world.start('signer');
      await until('the signer waits for the table', async () => {
        const { rows } = await sql`select from pg_stat_activity
          where usename = 'purser_signer' and wait_event_type = 'Lock'`.execute(db);
        return rows.length > 0;
      });
      await sleep(heldBackMs);
      requireEqual('transactions of the signer while nothing is on disk', await count(), known);
    });
  } finally {
    await patient.destroy();
  }
  requireEqual('the items', (await untilEnded(world, id)).items, 'swept');
  await requireMoved(world, purse, before, { moved: deposit, left: 0n, entries: 1 });
}
