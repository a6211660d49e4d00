import { sql } from 'kysely';
import { untilFollowed } from '../run/untilFollowed.ts';
import { requireMoved, untilEnded } from './ends.ts';
import { paid, paidHeld } from './paid.ts';
import type { SweepWorld } from './sweepWorld.ts';
import { deposit, requireEqual, until } from './sweepWorld.ts';

/** A fork takes the deposit that a mined sweep moves, and the same bytes are mined again beside held coins. */
export async function lost(world: SweepWorld): Promise<void> {
  const { chain } = world;
  const { purse, before, id, raw } = await forkUnder(world);
  await chain.request('eth_sendRawTransaction', [raw]);
  await chain.mine(1);
  chain.resumeMining();
  await untilFollowed(world);
  const end = await untilEnded(world, id);
  requireEqual('the sweep', `${end.status} ${end.items}`, 'failed balance');
  await requireMoved(world, purse, before, { moved: 0n, left: 2n * deposit, entries: 0 });
}

/** The same, and the bytes wait in the pool: their nonce is used for nothing. */
export async function withdrawn(world: SweepWorld): Promise<void> {
  const { chain, db } = world;
  const { purse, before, id } = await forkUnder(world);
  await untilFollowed(world);
  await until(
    'the nonce of the sweep is withdrawn',
    async () => {
      const { rows } = await sql`
        select from sends where intent_id = ${id} and withdrawn_at is not null`.execute(db);
      return rows.length === 1;
    },
    30_000,
  );
  await until('the nonce is replaced', async () => {
    const { rows } = await sql`select from send_attempts a join sends s using (chain_id, sender, nonce)
      where s.intent_id = ${id} and a.is_empty`.execute(db);
    return rows.length > 0;
  });
  chain.resumeMining();
  const end = await untilEnded(world, id);
  requireEqual('the sweep', `${end.status} ${end.items}`, 'canceled not_due');
  await requireMoved(world, purse, before, { moved: 0n, left: 2n * deposit, entries: 0 });
}

/** A deposit is swept beside held coins; then a fork takes the deposit for good, and the sweep. Mining stays paused. */
async function forkUnder(world: SweepWorld) {
  const { chain, db } = world;
  const purse = await world.newPurse();
  const before = await world.balanceOf(world.treasury);
  const hash = await paid(world, purse);
  await paidHeld(world, purse);
  await chain.pauseMining();
  const id = await world.asks(purse);
  let sent: { readonly hash: string; readonly raw: string } | undefined;
  await until('the sweep is sent', async () => {
    const { rows } = await sql<{ hash: string; raw: string }>`
      select a.hash, a.raw from send_attempts a join sends s using (chain_id, sender, nonce)
      where s.intent_id = ${id}`.execute(db);
    [sent] = rows;
    const known = sent && (await chain.request('eth_getTransactionByHash', [sent.hash]));
    return known !== undefined && known !== null;
  });
  if (!sent) throw new Error('unreachable');
  await chain.mine(1);
  await until('the sweep is mined in the books', async () => {
    const { rows } = await sql`select from sends where intent_id = ${id} and status = 'mined'`.execute(db);
    return rows.length === 1;
  });
  await loses(world, hash, [hash, sent.hash]);
  return { purse, before, id, raw: sent.raw };
}

/** Between plan and signature, held coins come, and a fork takes the deposit for good. */
export async function leftOut(world: SweepWorld): Promise<void> {
  const { chain, stack } = world;
  const purse = await world.newPurse();
  const before = await world.balanceOf(world.treasury);
  const hash = await paid(world, purse);
  await stack.engine.stop('signer');
  const id = await world.asks(purse);
  await paidHeld(world, purse);
  await chain.pauseMining();
  await loses(world, hash, [hash]);
  chain.resumeMining();
  await untilFollowed(world);
  await until('the credit is reversed', async () => {
    const { rows } = await sql`
      select from transactions where tx_hash = ${hash} and credited_to is null`.execute(world.db);
    return rows.length === 1;
  });
  await world.start('signer');
  const end = await untilEnded(world, id);
  requireEqual('the sweep', `${end.status} ${end.items}`, 'failed not_due');
  await requireMoved(world, purse, before, { moved: 0n, left: 2n * deposit, entries: 0 });
}

/** All blocks since that of `hash` leave, and these transactions do not return. */
async function loses({ chain }: SweepWorld, hash: string, drop: readonly string[]): Promise<void> {
  const receipt = (await chain.request('eth_getTransactionReceipt', [hash])) as {
    readonly blockNumber: string;
  };
  const head = Number(await chain.request('eth_blockNumber'));
  const depth = head - Number(receipt.blockNumber) + 1;
  await chain.reorg({ depth, blocks: depth + 1, drop: [...drop] });
}
