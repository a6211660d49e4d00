import { sql } from 'kysely';
import type { PurseId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { BlockHeader } from '../../domain/scanning/transfer.ts';
import type { Db } from '../connect.ts';
import type { AuditedPurse } from './pursesToAudit.ts';
import { isBeingSwept } from './pursesToAudit.ts';

/** Blocks that may hold money that reading them did not show. */
export interface ChainGap {
  readonly id: number;
  readonly toBlock: number;
  readonly round: 'paid' | 'rest';
  readonly auditedPurse: PurseId | null;
  readonly minedAt: Date;
  readonly openedAt: Date;
}

/** Purses that were paid within this time before the gap opened are compared first. */
const lately = sql`interval '30 days'`;
/** After this many failed tries, each with a node that had the state, a purse no longer holds up its gap. */
export const mostTries = 10;
/** How far our clocks and those of block producers may differ. */
const clockSkew = sql`interval '10 minutes'`;

/**
 * Extends the chain's open gap to a block that was not read in full, or opens a gap. The round over the gap's
 * purses begins again. The caller must hold the lock on the chain's cursor.
 */
export async function widenGap(
  trx: Db,
  { chainId, number, minedAt }: Pick<BlockHeader, 'chainId' | 'number' | 'minedAt'>,
  reason: string,
  from = number,
): Promise<void> {
  await sql`
    insert into chain_gaps (chain_id, from_block, to_block, mined_at, reason)
    values (${chainId}, ${from}, ${number}, ${minedAt}, ${reason})
    on conflict (chain_id) where closed_at is null do update set
      from_block = least(chain_gaps.from_block, excluded.from_block),
      to_block = greatest(chain_gaps.to_block, excluded.to_block),
      mined_at = greatest(chain_gaps.mined_at, excluded.mined_at),
      reason = excluded.reason, round = 'paid', audited_purse = null
  `.execute(trx);
  // The tries belonged to the round that has ended.
  await sql`
    update chain_gap_purses set tries = 0
    where gap_id in (select id from chain_gaps where chain_id = ${chainId} and closed_at is null)
  `.execute(trx);
}

export async function openGap(db: Db, chainId: ChainId): Promise<ChainGap | undefined> {
  return db
    .selectFrom('chain_gaps')
    .select([
      'id',
      'to_block as toBlock',
      'round',
      'audited_purse as auditedPurse',
      'mined_at as minedAt',
      'opened_at as openedAt',
    ])
    .where('chain_id', '=', chainId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
}

export interface GapPurse extends AuditedPurse {
  /** A sweep of it is under way: it is compared when that is final. */
  readonly waits: boolean;
}

/** The next purses of the gap's round, each once: purses that existed when the gap's last block was mined. */
export async function nextOfGap(
  db: Db,
  chainId: ChainId,
  gap: ChainGap,
  limit: number,
): Promise<readonly GapPurse[]> {
  const paid = sql`exists (select from transactions t where t.purse_id = p.id and t.chain_id = ${chainId}
    and t.created_at between ${gap.openedAt}::timestamptz - ${lately} and ${gap.openedAt}::timestamptz)`;
  const { rows } = await sql<GapPurse>`
    select p.id as "purseId", p.address, ${isBeingSwept(chainId, sql.ref('p.id'))} as waits
    from purses p
    where p.address is not null and p.created_at <= ${gap.minedAt}::timestamptz + ${clockSkew}
      and p.id > ${gap.auditedPurse ?? ''} and ${gap.round === 'paid' ? paid : sql`not ${paid}`}
    order by p.id limit ${limit}
  `.execute(db);
  return rows;
}

/** The gap's purses that waited for a sweep, and wait no more. */
export async function waitedOfGap(
  db: Db,
  chainId: ChainId,
  gap: ChainGap,
  limit: number,
): Promise<readonly AuditedPurse[]> {
  const { rows } = await sql<AuditedPurse>`
    select p.id as "purseId", p.address from chain_gap_purses w join purses p on p.id = w.purse_id
    where w.gap_id = ${gap.id} and w.waits and not ${isBeingSwept(chainId, sql.ref('p.id'))}
    order by p.id limit ${limit}
  `.execute(db);
  return rows;
}

/** Saves that the gap's round goes on without these purses, and that the gap stays open until they are compared. */
export async function waitOfGap(db: Db, gap: ChainGap, purses: readonly PurseId[]): Promise<void> {
  if (purses.length === 0) return;
  await db
    .insertInto('chain_gap_purses')
    .values(
      purses.map(purse_id => ({
        ...{ gap_id: gap.id, purse_id, waits: true, tries: 0 },
        reason: 'a sweep of it is under way',
      })),
    )
    .onConflict(conflict => conflict.columns(['gap_id', 'purse_id']).doUpdateSet({ waits: true }))
    .execute();
}

/**
 * Saves the last purse that was compared; null ends the round. The recently paid purses come first, then the
 * rest; the end of the rest closes the gap, unless a purse waits for a sweep.
 */
export async function comparedOfGap(db: Db, gap: ChainGap, last: PurseId | null): Promise<void> {
  const next =
    last !== null
      ? { audited_purse: last }
      : gap.round === 'paid'
        ? { round: 'rest' as const, audited_purse: null }
        : { closed_at: sql<Date>`now()` };
  await db
    .updateTable('chain_gaps')
    .set(next)
    .where('id', '=', gap.id)
    // A gap that grew meanwhile has begun its round again.
    .where('to_block', '=', gap.toBlock)
    .where('round', '=', gap.round)
    .where('audited_purse', 'is not distinct from', gap.auditedPurse)
    .$if('closed_at' in next, query =>
      query.where(
        sql<boolean>`not exists (select from chain_gap_purses w where w.gap_id = chain_gaps.id and w.waits)`,
      ),
    )
    .execute();
}

/**
 * Counts a try for each of the gap's purses that could not be compared although a node had the state. Returns
 * those tried so often that the round skips them. Their rows say why.
 */
export async function passedOver(
  db: Db,
  gap: ChainGap,
  failed: ReadonlyMap<PurseId, string>,
): Promise<ReadonlySet<PurseId>> {
  const values = [...failed].map(([purse_id, reason]) => ({ gap_id: gap.id, purse_id, reason }));
  if (values.length === 0) return new Set();
  const rows = await db
    .insertInto('chain_gap_purses')
    .values(values)
    .onConflict(conflict =>
      conflict.columns(['gap_id', 'purse_id']).doUpdateSet(eb => ({
        reason: eb.ref('excluded.reason'),
        tries: eb('chain_gap_purses.tries', '+', 1),
        waits: sql<boolean>`chain_gap_purses.waits and chain_gap_purses.tries + 1 < ${mostTries}`,
      })),
    )
    .returning(['purse_id', 'tries'])
    .execute();
  return new Set(rows.filter(({ tries }) => tries >= mostTries).map(({ purse_id }) => purse_id));
}

/** Forgets the failed tries of purses that were compared after all. */
export async function forgetPassedOver(db: Db, gap: ChainGap, compared: readonly PurseId[]): Promise<void> {
  await db
    .deleteFrom('chain_gap_purses')
    .where('gap_id', '=', gap.id)
    .where(sql<boolean>`purse_id = any (${compared})`)
    .execute();
}
