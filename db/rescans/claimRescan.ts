import { sql } from 'kysely';
import type { Brand } from '../../domain/brand.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

export interface RescanClaim {
  readonly network: NetworkCode;
  /** Requests for the same blocks have the same id, and are one rescan. */
  readonly workflowId: string;
  /** Null for an operator's rescan. */
  readonly accountId: AccountId | null;
}

/** Identifies a place as it was taken; each renewal changes the lease. */
export type RescanLease = Brand<string, 'RescanLease'>;

/** How long a claim lasts without renewal: longer than a batch of blocks takes. */
const leaseSeconds = 90;
const leasedUntil = sql<Date>`now() + make_interval(secs => ${leaseSeconds})`;

/**
 * Takes one of the network's two places for a rescan, for 90 s from now, and returns its lease. Returns null
 * if these blocks already have a place. A caller that joins such a rescan does not renew its lease, because
 * only the reading itself shows that the rescan makes progress.
 *
 * An account has one rescan at a time, and only in the first place. An operator takes the second place if it
 * is free. Unique keys decide between any number of processes. Throws `too_many_rescans`.
 */
export async function claimRescan(db: Db, claim: RescanClaim): Promise<RescanLease | null> {
  const { network, workflowId, accountId } = claim;
  await db
    .deleteFrom('running_rescans')
    .where('leased_until', '<', sql<Date>`now()`)
    .execute();
  for (const slot of accountId === null ? [2, 1] : [1]) {
    const claimed = await db
      .insertInto('running_rescans')
      .values({ network, slot, workflow_id: workflowId, account_id: accountId, leased_until: leasedUntil })
      .onConflict(conflict => conflict.doNothing())
      .returning(leaseOf)
      .executeTakeFirst();
    if (claimed) return claimed.lease;
    const same = await db
      .selectFrom('running_rescans')
      .select('slot')
      .where('workflow_id', '=', workflowId)
      .executeTakeFirst();
    if (same) return null;
  }
  throw new PurserError('too_many_rescans');
}

/** As text, because a JavaScript date has no microseconds. */
const leaseOf = sql<RescanLease>`leased_until::text`.as('lease');

/**
 * Called when the rescan makes progress: renews its place for 90 s from now, or takes one if it has none.
 * Throws `too_many_rescans`.
 */
export async function renewRescan(db: Db, claim: RescanClaim): Promise<void> {
  const renewed = await db
    .updateTable('running_rescans')
    .set({ leased_until: leasedUntil })
    .where('workflow_id', '=', claim.workflowId)
    .executeTakeFirst();
  if (renewed.numUpdatedRows === 0n) await claimRescan(db, claim);
}

/** Frees the rescan's place; with a `lease`, only if nobody has renewed it since. */
export async function releaseRescan(db: Db, workflowId: string, lease?: RescanLease): Promise<void> {
  await db
    .deleteFrom('running_rescans')
    .where('workflow_id', '=', workflowId)
    .$if(lease !== undefined, query => query.where(sql<boolean>`leased_until::text = ${lease}`))
    .execute();
}
