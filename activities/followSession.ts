import { recomputeSession } from '../db/sessions/recomputeSession.ts';
import type { SessionId } from '../domain/ids.ts';
import type { SessionView } from '../domain/sessions/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { mapErrors } from './mapErrors.ts';

export interface FollowInput {
  readonly sessionId: SessionId;
  /** ISO 8601: the workflow's own time, by which the session expires. */
  readonly at: string;
}

/**
 * Updates a session to the state of its customer's deposits, and ends it when its time is over. Idempotent.
 */
export function createFollowSession({ db }: Pick<ActivityDeps, 'db'>) {
  return ({ sessionId, at }: FollowInput): Promise<SessionView> =>
    mapErrors(() => recomputeSession(db, sessionId, new Date(at)));
}
