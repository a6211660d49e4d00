import { sql } from 'kysely';
import { auditStack } from '../../cli/audit/auditStack.ts';
import type { Purse, SweepWorld } from './sweepWorld.ts';
import { requireEqual, until } from './sweepWorld.ts';

/** How a sweep ended: its status, and its items as `status`, or the reason for which they moved nothing. */
interface End {
  readonly status: string;
  readonly items: string;
}

/** Blocks are mined until the sweep has ended. */
export async function untilEnded({ db, chain }: SweepWorld, sweepId: string): Promise<End> {
  let end: End | undefined;
  await until('the sweep has ended', async () => {
    await chain.mine(1);
    const { rows } = await sql<End>`
      select w.status, string_agg(coalesce(i.reason, i.status), ', ' order by i.position) as items
      from sweeps w join sweep_items i on i.sweep_id = w.id
      where w.id = ${sweepId} and w.completed_at is not null group by w.status`.execute(db);
    end = rows[0];
    return end !== undefined;
  });
  if (!end) throw new Error('unreachable');
  return end;
}

/** What sweeps took out of the purse's custody in the books, and what is on the chain, are these; all else is clean. */
export async function requireMoved(
  world: SweepWorld,
  purse: Purse,
  before: bigint,
  { moved, left, entries }: { readonly moved: bigint; readonly left: bigint; readonly entries: number },
): Promise<void> {
  requireEqual('wei came to the treasury', (await world.balanceOf(world.treasury)) - before, moved);
  requireEqual('wei at the purse', await world.balanceOf(purse.address), left);
  const { rows } = await sql<{ entries: number; booked: bigint; gaps: number }>`
    select
      (select count(*)::integer from entries e where e.purpose = 'sweep' and exists (
        select from postings p where p.entry_id = e.id and p.purse_id = ${purse.purseId})) as entries,
      (select coalesce(sum(amount), 0) from postings
        where purse_id = ${purse.purseId} and ledger = 'treasury') as booked,
      (select count(*)::integer from lanes l, generate_series(0, l.next_nonce - 1) n where not exists (
        select from sends s where s.chain_id = l.chain_id and s.sender = l.sender and s.nonce = n)) as gaps
  `.execute(world.db);
  requireEqual('entries of sweeps', rows[0]?.entries, entries);
  requireEqual('wei in the book of the treasury', rows[0]?.booked, -moved);
  requireEqual('nonces that are missing', rows[0]?.gaps, 0);
  await until('nothing is under way', async () => {
    const { rows: open } = await sql`select from sweeps where completed_at is null`.execute(world.db);
    return open.length === 0;
  });
  const report = await auditStack(world.db, world.stack.running);
  if (report !== undefined) throw new Error(`the audit is not clean:\n${report}`);
}
