import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { LaneStopCode } from '../../domain/sending/lane.ts';
import type { Db } from '../connect.ts';

export interface MeasuredLane {
  readonly network: NetworkCode;
  readonly sender: Address;
  readonly stopped: LaneStopCode | null;
  /** Nonces that were given away and are in no block. */
  readonly unmined: number;
  /** The age of the oldest of them; null if there is none. */
  readonly oldestSeconds: number | null;
}

/** Every operator's lane: partial indexes hold only what is under way. */
export async function measureLanes(db: Db): Promise<readonly MeasuredLane[]> {
  const { rows } = await sql<MeasuredLane>`
    select l.network, l.sender, l.stopped_code as stopped, count(s.nonce)::integer as unmined,
      extract(epoch from now() - min(s.created_at))::float8 as "oldestSeconds"
    from lanes l left join sends s on s.chain_id = l.chain_id and s.sender = l.sender and s.status = 'sent'
    where l.purse_id is null
    group by l.network, l.sender, l.stopped_code order by l.network, l.sender
  `.execute(db);
  return rows;
}
