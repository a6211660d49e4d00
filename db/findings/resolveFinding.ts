import { sql } from 'kysely';
import type { AccountId, DestinationId, FindingId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { FindingKind } from '../../domain/sweeping/finding.ts';
import type { Db } from '../connect.ts';

export interface Resolution {
  readonly explanation: string;
  /** Who says so. */
  readonly by: string;
  /** How much of what was found left for good, in base units. Absent: all of it. */
  readonly left?: bigint;
  /** The account's destination that got it. Absent: it went elsewhere. */
  readonly to?: DestinationId;
}

/** More is said to have left than was found. */
export class MoreThanFound extends Error {
  override readonly name = 'MoreThanFound';
  /** What was found, in base units; null if the finding is about no coins. */
  readonly amount: bigint | null;
  constructor(amount: bigint | null) {
    super(
      amount === null
        ? 'the finding is about no coins'
        : `the finding is about ${String(amount)} base units, and about no more`,
    );
    this.amount = amount;
  }
}

/** The destination is none of the account's on the network. */
export class NotADestination extends Error {
  override readonly name = 'NotADestination';
}

/**
 * Saves a person's explanation of a final finding, and what left by it. The scanner books that. Returns the finding's kind;
 * undefined if there is none of this id that is open on the network. Throws `MoreThanFound`, `NotADestination`.
 */
export async function resolveFinding(
  db: Db,
  accountId: AccountId,
  network: NetworkCode,
  id: FindingId,
  { explanation, by, left, to }: Resolution,
): Promise<FindingKind | undefined> {
  const open = await db
    .selectFrom('findings')
    .select(['kind', 'amount'])
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('network', '=', network)
    .where('is_final', '=', true)
    .where('resolved_at', 'is', null)
    .executeTakeFirst();
  if (!open) return undefined;
  const most = open.amount ?? 0n;
  if ((left ?? 0n) > most || (to !== undefined && (left ?? most) === 0n))
    throw new MoreThanFound(open.amount);
  if (to !== undefined && !(await isDestination(db, accountId, network, to))) {
    throw new NotADestination(`${to} is no destination of the account on ${network}`);
  }
  const { numUpdatedRows } = await db
    .updateTable('findings')
    .set({
      ...{ resolved_at: sql<Date>`now()`, explanation, resolved_by: by },
      ...{ left_amount: open.amount === null ? null : (left ?? open.amount), destination_id: to ?? null },
    })
    .where('id', '=', id)
    // What a finding says never changes once it is final, but another person may have been faster.
    .where('resolved_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? open.kind : undefined;
}

async function isDestination(
  db: Db,
  accountId: AccountId,
  network: NetworkCode,
  id: DestinationId,
): Promise<boolean> {
  const known = db
    .selectFrom('destinations')
    .select('id')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('network', '=', network);
  return (await known.executeTakeFirst()) !== undefined;
}
