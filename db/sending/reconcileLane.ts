import { sql } from 'kysely';
import type { TxHash } from '../../domain/address.ts';
import type { Intent, LaneId } from '../../domain/sending/lane.ts';
import type { Db } from '../connect.ts';
import { isPausedByFinding } from '../findings/openFindings.ts';
import type { Alongside } from './saveAttempt.ts';

/** A transaction of a lane's sender that the lane never signed, and that no person has matched yet. */
export interface UnknownTransaction {
  readonly nonce: number;
  readonly hash: TxHash;
  /** Null while it is in no block. */
  readonly blockNumber: number | null;
  readonly succeeded: boolean;
}

export async function listUnknown(
  db: Db,
  { chainId, sender }: LaneId,
): Promise<readonly UnknownTransaction[]> {
  return db
    .selectFrom('unknown_transactions')
    .select(['nonce', 'hash', 'block_number as blockNumber', 'succeeded'])
    .where('chain_id', '=', chainId)
    .where('sender', '=', sender)
    .where('resolved_at', 'is', null)
    .orderBy('nonce')
    .execute();
}

export type Matched =
  | 'matched'
  /** The scanner has seen no such transaction, or a person has matched it already. */
  | 'not_unknown'
  /** A reorg may still take it away, and then one of the lane's own attempts may be mined. */
  | 'not_final'
  /** The intent has another nonce that may be mined: withdraw it first, and wait until it is final. */
  | 'intent_is_sent'
  /** The intent is over, or what the transaction moved is booked as left otherwise. */
  | 'intent_is_over';

/**
 * Records what a person found: an unknown transaction was this intent's, or (null) none of ours. An intent that is matched has
 * its nonce, so it is not sent again. What `alongside` saves of the intent is saved with it. The lane stays stopped until all
 * are matched.
 */
export async function matchUnknown(
  db: Db,
  { chainId, sender }: LaneId,
  {
    hash,
    intent,
    reason,
  }: { readonly hash: TxHash; readonly intent: Intent | null; readonly reason: string },
  alongside: Alongside = () => Promise.resolve(true),
): Promise<Matched> {
  return db
    .transaction()
    .execute(async trx => {
      await lockLane(trx, { chainId, sender });
      const found = await trx
        .updateTable('unknown_transactions')
        .set({ resolved_at: sql<Date>`now()`, reason })
        .where('chain_id', '=', chainId)
        .where('sender', '=', sender)
        .where('hash', '=', hash)
        .where('resolved_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      if (!found) return 'not_unknown';
      const { final_height } = await trx
        .selectFrom('chain_cursors')
        .select('final_height')
        .where('chain_id', '=', chainId)
        .executeTakeFirstOrThrow();
      if (found.block_number === null || found.block_number > final_height) throw new Undone('not_final');
      const place = {
        status: 'final' as const,
        mined_hash: hash,
        block_number: found.block_number,
        block_hash: found.block_hash,
        succeeded: found.succeeded,
        gas_used: found.gas_used,
        fee: found.fee,
        skipped: found.skipped && JSON.stringify(found.skipped),
        fee_unbooked_since: found.fee > 0n ? sql<Date>`now()` : null,
      };
      // The nonce may have a send of its own, whose attempts can no longer be mined.
      const named = { intent_kind: intent?.kind ?? null, intent_id: intent?.id ?? null };
      const other = intent && (await nonceOf(trx, intent));
      if (other && (other.chain_id !== chainId || other.sender !== sender || other.nonce !== found.nonce)) {
        throw new Undone('intent_is_sent');
      }
      await trx
        .insertInto('sends')
        .values({ chain_id: chainId, sender, nonce: found.nonce, ...named, ...place })
        .onConflict(conflict =>
          conflict.columns(['chain_id', 'sender', 'nonce']).doUpdateSet({ ...place, ...named }),
        )
        .execute();
      if (!(await alongside(trx))) throw new Undone('intent_is_over');
      return 'matched' as const;
    })
    .catch((error: unknown) => {
      if (error instanceof Undone) return error.why;
      throw error;
    });
}

/** Undoes what was matched. */
class Undone extends Error {
  readonly why: Extract<Matched, 'not_final' | 'intent_is_sent' | 'intent_is_over'>;
  constructor(why: Undone['why']) {
    super(why);
    this.why = why;
  }
}

async function nonceOf(trx: Db, { kind, id }: Intent) {
  return trx
    .selectFrom('sends')
    .select(['chain_id', 'sender', 'nonce'])
    .where('intent_kind', '=', kind)
    .where('intent_id', '=', id)
    .executeTakeFirst();
}

export type Resumed =
  | 'resumed'
  /** Transactions of this sender are not matched yet. */
  | 'unmatched'
  /** The chain is past the lane, and the scanner has not seen with what: let it catch up. */
  | 'unseen'
  /** A person must say of findings first what they were. */
  | 'unexplained';

/**
 * Opens a stopped lane again: it goes on with the nonce that the chain has, if a send or a matched transaction stands for
 * each nonce below that. `latest` is the sender's count of transactions in blocks.
 */
export async function resumeLane(db: Db, { chainId, sender }: LaneId, latest: number): Promise<Resumed> {
  return db.transaction().execute(async trx => {
    await lockLane(trx, { chainId, sender });
    if ((await listUnknown(trx, { chainId, sender })).length > 0) return 'unmatched';
    if (await isPaused(trx, { chainId, sender })) return 'unexplained';
    const { rows } = await sql<{ missing: number }>`
      select count(*)::integer as missing from lanes l, generate_series(l.next_nonce, ${latest - 1}::bigint) as n
      where l.chain_id = ${chainId} and l.sender = ${sender} and not exists (
        select from sends s where s.chain_id = l.chain_id and s.sender = l.sender and s.nonce = n)
    `.execute(trx);
    if ((rows[0]?.missing ?? 0) > 0) return 'unseen';
    await trx
      .updateTable('lanes')
      .set({
        next_nonce: sql<number>`greatest(next_nonce, ${latest}::bigint)`,
        stopped_code: null,
        stopped_detail: null,
        stopped_at: null,
      })
      .where('chain_id', '=', chainId)
      .where('sender', '=', sender)
      .execute();
    return 'resumed';
  });
}

/** Whoever signs takes this row, too. */
async function lockLane(trx: Db, { chainId, sender }: LaneId): Promise<void> {
  await trx
    .selectFrom('lanes')
    .select('next_nonce')
    .where('chain_id', '=', chainId)
    .where('sender', '=', sender)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

async function isPaused(trx: Db, { chainId, sender }: LaneId): Promise<boolean> {
  const { rows } = await sql<{ readonly paused: boolean }>`
    select ${isPausedByFinding(sql.ref('l.account_id'), sql.ref('l.network'))} as paused from lanes l
    where l.chain_id = ${chainId} and l.sender = ${sender}
  `.execute(trx);
  return rows[0]?.paused ?? false;
}
