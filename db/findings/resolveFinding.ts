import { sql } from 'kysely';
import type { AccountId, FindingId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { FindingKind } from '../../domain/sweeping/finding.ts';
import type { Db } from '../connect.ts';

export interface Resolution {
  readonly explanation: string;
  /** Who says so. */
  readonly by: string;
}

/**
 * Saves a person's explanation of a final finding, and returns its kind. Undefined if there is none of this id that is open
 * on the network.
 */
export async function resolveFinding(
  db: Db,
  accountId: AccountId,
  network: NetworkCode,
  id: FindingId,
  { explanation, by }: Resolution,
): Promise<FindingKind | undefined> {
  const resolved = await db
    .updateTable('findings')
    .set({ resolved_at: sql<Date>`now()`, explanation, resolved_by: by })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('network', '=', network)
    .where('is_final', '=', true)
    .where('resolved_at', 'is', null)
    .returning('kind')
    .executeTakeFirst();
  return resolved?.kind;
}
