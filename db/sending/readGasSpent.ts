import { sql } from 'kysely';
import type { LaneId } from '../../domain/sending/lane.ts';
import type { Db } from '../connect.ts';

/**
 * The most that the lane's nonces of the last 24 hours cost in gas, in wei: what a mined one paid, and of the others the
 * dearest attempt, as that may still be mined. What is paid to purses for their gas counts.
 */
export async function readGasSpent(db: Db, { chainId, sender }: LaneId): Promise<bigint> {
  const { rows } = await sql<{ spent: bigint }>`
    select coalesce(sum(coalesce(s.fee, a.most) + case when s.intent_kind = 'top_up' then a.value else 0 end), 0) as spent
    from sends s
    cross join lateral (
      select max(gas_limit * coalesce(gas_price, max_fee_per_gas)) as most, max(value) as value
      from send_attempts a
      where a.chain_id = s.chain_id and a.sender = s.sender and a.nonce = s.nonce
    ) a
    where s.chain_id = ${chainId} and s.sender = ${sender} and s.created_at > now() - interval '24 hours'
  `.execute(db);
  return rows[0]?.spent ?? 0n;
}
