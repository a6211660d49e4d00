import { sql } from 'kysely';
import type { CustomerId, PurseId } from '../../domain/ids.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/** The dust of one purse and currency. */
export interface DustGroup {
  readonly purseId: PurseId;
  readonly customerId: CustomerId;
  readonly currency: CurrencyCode;
}

/** How long a taker has to do the step before another tries. */
const leaseSeconds = 30;

/**
 * Takes up to `limit` groups whose next step, waking or promoting, is due. The longest waiting come first, so
 * each has its turn. The step itself saves when the next one is due. If nobody does the step, its group is
 * taken again.
 */
export async function dustToGoOn(
  db: Db,
  step: 'wake_at' | 'promote_at',
  limit: number,
): Promise<readonly DustGroup[]> {
  const at = sql.ref(step);
  const { rows } = await sql<DustGroup>`
    update dust_sums s set ${at} = now() + make_interval(secs => ${leaseSeconds})
    from (
      select purse_id, currency from dust_sums where ${at} <= now()
      order by ${at} limit ${limit} for update skip locked
    ) due join purses p on p.id = due.purse_id
    where s.purse_id = due.purse_id and s.currency = due.currency
    returning s.purse_id as "purseId", p.customer_id as "customerId", s.currency
  `.execute(db);
  return rows;
}
