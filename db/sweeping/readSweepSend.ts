import type { TxHash } from '../../domain/address.ts';
import type { SweepId } from '../../domain/ids.ts';
import type { SendStatus } from '../../domain/sending/lane.ts';
import type { SkippedItem } from '../../domain/sweeping/sweep.ts';
import type { Db } from '../connect.ts';

/** The nonce of a sweep, and what became of it. */
export interface SweepSend {
  readonly status: SendStatus;
  readonly hash: TxHash | null;
  /** In wei; null while it is in no block. */
  readonly fee: bigint | null;
  readonly withdrawn: boolean;
  /** True if what is in the block is a batch that the signer made, or that a person matched, and it succeeded. */
  readonly hasMoved: boolean;
  /** By their index in the batch. */
  readonly skipped: readonly SkippedItem[];
}

/** Undefined if it has no nonce. */
export async function readSweepSend(db: Db, id: SweepId): Promise<SweepSend | undefined> {
  const row = await db
    .selectFrom('sends as s')
    .leftJoin('send_attempts as a', join =>
      join.onRef('a.chain_id', '=', 's.chain_id').onRef('a.hash', '=', 's.mined_hash'),
    )
    .select(['s.status', 's.mined_hash', 's.fee', 's.withdrawn_at', 's.succeeded', 's.skipped', 'a.is_empty'])
    .where('s.intent_kind', '=', 'sweep')
    .where('s.intent_id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    status: row.status,
    hash: row.mined_hash,
    fee: row.fee,
    withdrawn: row.withdrawn_at !== null,
    // What a person matched is no attempt.
    hasMoved: row.succeeded === true && row.is_empty !== true,
    skipped: row.skipped ?? [],
  };
}
