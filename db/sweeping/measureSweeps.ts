import { sql } from 'kysely';
import type { CurrencyCode, NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

export interface MeasuredSweeps {
  readonly network: NetworkCode;
  /** Sweeps that have no nonce yet. */
  readonly planned: number;
  /** The age of the oldest of them; null if there is none. */
  readonly oldestPlannedSeconds: number | null;
  /** Sweeps with a nonce that is not final. */
  readonly underWay: number;
  /** Accounts whose money waits there for want of an active destination. */
  readonly homeless: number;
}

/** The sweeps of each network that has a sweeper. It reads what is open, and not what is over. */
export async function measureSweeps(db: Db): Promise<readonly MeasuredSweeps[]> {
  const { rows } = await sql<MeasuredSweeps>`
    select s.network,
      count(w.id) filter (where w.status = 'planned')::integer as planned,
      extract(epoch from now() - min(w.created_at) filter (where w.status = 'planned'))::float8
        as "oldestPlannedSeconds",
      count(w.id) filter (where w.status <> 'planned')::integer as "underWay",
      (select count(*) from missing_destinations m
        where m.network = s.network and m.since is not null)::integer as homeless
    from (select distinct network from sweepers) s
    left join sweeps w on w.network = s.network and w.completed_at is null
    group by s.network order by s.network
  `.execute(db);
  return rows;
}

/** How many purses were skipped so often that a person must ask for them by name, by currency. */
export async function countNeedingAPerson(
  db: Db,
): Promise<readonly { readonly currency: CurrencyCode; readonly purses: number }[]> {
  return db
    .selectFrom('sweep_pauses')
    .select(({ fn }) => ['currency', fn.countAll<number>().as('purses')])
    .where('until', 'is', null)
    .groupBy('currency')
    .orderBy('currency')
    .execute();
}
