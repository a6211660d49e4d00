import type { EndpointId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** The values in a sound endpoint's row. */
export const sound = {
  failures: 0,
  failing_since: null,
  probes: 0,
  retry_at: null,
  watched_until: null,
} as const;

/** After a success: earlier failures no longer count, and a broken endpoint is called again. */
export async function forgetFailures(trx: Db, endpointId: EndpointId): Promise<void> {
  await trx
    .updateTable('webhook_endpoints')
    .set(sound)
    .where('id', '=', endpointId)
    // Nearly always there is nothing to forget, and so nothing is locked.
    .where('failures', '>', 0)
    .execute();
}
