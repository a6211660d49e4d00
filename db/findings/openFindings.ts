import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { AccountId, FindingId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { FindingKind } from '../../domain/sweeping/finding.ts';
import { findingKinds, pausedBy, pausingKinds } from '../../domain/sweeping/finding.ts';
import type { Db } from '../connect.ts';

/** The kinds that pause all networks of an account. */
export const ofAccount: readonly FindingKind[] = findingKinds.filter(kind => pausedBy[kind] === 'account');

/** On `f`, a finding: it is final, nobody has resolved it, and it pauses all sending of the account on the network. */
export function pausesNetwork(account: RawBuilder<unknown>, network: RawBuilder<unknown>) {
  return sql<boolean>`(f.account_id = ${account} and f.is_final and f.resolved_at is null
    and f.kind = any (${pausingKinds}) and (f.network = ${network} or f.kind = any (${ofAccount})))`;
}

/** Whether nothing may be planned or signed for an account on a network until a person has resolved a finding. */
export function isPausedByFinding(account: RawBuilder<unknown>, network: RawBuilder<unknown>) {
  return sql<boolean>`exists (select from findings f where ${pausesNetwork(account, network)})`;
}

/** The findings that pause an account's sending on a network, the first one first. */
export async function openFindings(
  db: Db,
  accountId: AccountId,
  network: NetworkCode,
): Promise<readonly FindingId[]> {
  const { rows } = await sql<{ readonly id: FindingId }>`
    select f.id from findings f where ${pausesNetwork(sql`${accountId}`, sql`${network}`)} order by f.id
  `.execute(db);
  return rows.map(({ id }) => id);
}
