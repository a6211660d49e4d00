import { sql } from 'kysely';
import type { Address } from '../../../domain/address.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { AccountId, FindingId } from '../../../domain/ids.ts';
import type { NetworkCode } from '../../../domain/registry.ts';
import type { LaneStopCode } from '../../../domain/sending/lane.ts';
import type { Db } from '../../connect.ts';
import { pausesNetwork } from '../../findings/openFindings.ts';
import { newestLane } from '../../sending/newestLane.ts';

export interface SendingView {
  readonly network: NetworkCode;
  /** Null until the operator's key has a lane. */
  readonly operator: Address | null;
  /** What that key has, in wei, as the signer read it last; null if it never did. */
  readonly balance: bigint | null;
  readonly stopped_code: LaneStopCode | null;
  readonly stopped_detail: string | null;
  /** The first open finding that pauses it. */
  readonly finding_id: FindingId | null;
  /** Sweeps that are not over. */
  readonly pending: number;
}

/**
 * The state of sending on each network on which an account has a sweeper: that of its newest lane, and what else pauses
 * it. Of several reasons, the one that a key of the account can end alone comes last.
 */
export async function readSending(db: Db, accountId: AccountId): Promise<readonly SendingView[]> {
  const { rows } = await sql<SendingView>`
    select s.network, l.sender as operator, l.balance, coalesce(l.stopped_detail, case when f.id is null then z.reason end)
        as stopped_detail,
      coalesce(l.stopped_code, case when f.id is not null then 'unexplained_outflow' when z.id is not null then 'paused' end)
        as stopped_code,
      f.id as finding_id,
      (select count(*) from sweeps w where w.account_id = s.account_id and w.network = s.network
        and w.completed_at is null)::integer as pending
    from sweepers s
    left join lateral ${newestLane} l on true
    left join lateral (
      select id from findings f where ${pausesNetwork(sql.ref('s.account_id'), sql.ref('s.network'))} order by f.id limit 1
    ) f on true
    left join sending_pauses z on z.account_id = s.account_id and z.network = s.network and z.resumed_at is null
    where s.account_id = ${accountId} order by s.network
  `.execute(db);
  return rows;
}

/** Throws `sending_not_set_up` if the account has no sweeper on the network, and `sending_paused`. */
export async function requireSending(db: Db, accountId: AccountId, network: NetworkCode): Promise<void> {
  const state = (await readSending(db, accountId)).find(one => one.network === network);
  if (!state) throw new PurserError('sending_not_set_up');
  if (state.stopped_code !== null) throw new PurserError('sending_paused');
}
