import { sql } from 'kysely';
import { breakAfterFailures } from '../../domain/webhooks/webhookSchedule.ts';
import type { Db } from '../connect.ts';

export interface MeasuredEndpoints {
  /** Not called at once, because they fail again and again. */
  readonly broken: number;
  /** Not called at all until somebody enables them. */
  readonly disabled: number;
}

/** The webhook endpoints in trouble, without deleted ones. An index holds only these. */
export async function measureEndpoints(db: Db): Promise<MeasuredEndpoints> {
  const { rows } = await sql<MeasuredEndpoints>`
    select count(*) filter (where enabled and failures >= ${breakAfterFailures}) as broken,
      count(*) filter (where not enabled) as disabled
    from webhook_endpoints
    where (not enabled or failures > 0) and types is distinct from '{}'
  `.execute(db);
  return rows[0] ?? { broken: 0, disabled: 0 };
}
