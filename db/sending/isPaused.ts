import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { isPausedByFinding } from '../findings/openFindings.ts';

/** Whether nothing new may be planned or signed for an account on a network: a finding is open, or a key of its own paused it. */
export function isPaused(account: RawBuilder<unknown>, network: RawBuilder<unknown>) {
  return sql<boolean>`(${isPausedByFinding(account, network)} or exists (
    select from sending_pauses z where z.account_id = ${account} and z.network = ${network} and z.resumed_at is null))`;
}
