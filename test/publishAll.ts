import type { Db } from '../db/connect.ts';
import { accountsBehind } from '../db/events/accountsBehind.ts';
import { publishEvents } from '../db/events/publishEvents.ts';
import { continueReplay } from '../db/webhooks/continueReplay.ts';

/** Numbers all events and makes all their deliveries, like an idle dispatcher. */
export async function publishAll(db: Db): Promise<void> {
  for (let after = ''; ;) {
    const { accounts } = await accountsBehind(db, after, 100);
    const { numbered, fannedOut } = await publishEvents(db, accounts);
    // Events that another process is publishing at this moment are skipped.
    if (numbered + fannedOut === 0) after = accounts.at(-1) ?? '';
    if (accounts.length === 0) break;
  }
  for (let replayed: string | undefined = ''; replayed !== undefined;) {
    const step = await continueReplay(db, '');
    if (step?.error !== undefined) throw step.error;
    replayed = step?.endpointId;
  }
}
