import { sql } from 'kysely';
import type { EndpointId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { limitLockWaits } from '../limitLockWaits.ts';
import { replayStep } from './replayStep.ts';

/**
 * A replay pauses while its endpoint has this many deliveries pending: new events wait behind no more than
 * that.
 */
const mostPending = 1000;

/** A step of an endpoint's replay, and the error if it failed. */
export interface ReplayStep {
  readonly endpointId: EndpointId;
  readonly error?: unknown;
}

/**
 * Takes a step of the next replay above `after` that may go on, except for some endpoints; undefined if there
 * is none. The replay of a disabled endpoint waits until it is enabled. The endpoint is locked before its
 * deliveries, in the order in which disabling locks them.
 */
export async function continueReplay(
  db: Db,
  after: string,
  except: readonly string[] = [],
): Promise<ReplayStep | undefined> {
  let endpointId: EndpointId | undefined;
  try {
    await db.transaction().execute(async trx => {
      await limitLockWaits(trx);
      endpointId = await lockNext(trx, after, except);
      if (endpointId !== undefined) await replayStep(trx, endpointId);
    });
    return endpointId && { endpointId };
  } catch (error) {
    if (endpointId === undefined) throw error;
    return { endpointId, error };
  }
}

async function lockNext(trx: Db, after: string, except: readonly string[]): Promise<EndpointId | undefined> {
  const { rows } = await sql<{ endpointId: EndpointId }>`
      select r.endpoint_id as "endpointId" from replays r join webhook_endpoints w on w.id = r.endpoint_id
      where r.endpoint_id > ${after} and r.endpoint_id <> all (${[...except]}::text[]) and w.enabled and (
        select count(*) from (
          select from deliveries where endpoint_id = r.endpoint_id and state = 'pending' limit ${mostPending}
        ) pending
      ) < ${mostPending}
      order by r.endpoint_id limit 1 for no key update of w, r skip locked
    `.execute(trx);
  return rows[0]?.endpointId;
}
