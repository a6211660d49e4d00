import { sql } from 'kysely';
import type { LaneStopCode } from '../../domain/sending/lane.ts';
import { pausedBy } from '../../domain/sweeping/finding.ts';
import type { Db } from '../connect.ts';
import type { FindingRow } from '../schema.ts';

const code: LaneStopCode = 'unexplained_outflow';

/**
 * Stops the account's lanes that a finding pauses, unless they stand already. Whoever signs takes a lane's row: nothing
 * that is planned is signed after this, from a purse neither.
 */
export async function stopLanes(
  trx: Db,
  {
    id,
    account_id,
    network,
    kind,
    purse_id,
  }: Pick<FindingRow, 'id' | 'account_id' | 'network' | 'kind' | 'purse_id'>,
): Promise<void> {
  await trx
    .updateTable('lanes')
    .set({
      stopped_code: code,
      stopped_detail: `finding ${id}: ${kind} of ${purse_id} on ${network}`,
      stopped_at: sql<Date>`now()`,
    })
    .where('account_id', '=', account_id)
    .where('purse_id', 'is', null)
    .$if(pausedBy[kind] !== 'account', query => query.where('network', '=', network))
    .where('stopped_at', 'is', null)
    .execute();
}
