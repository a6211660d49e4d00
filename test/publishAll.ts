import type { Db } from '../db/connect.ts';
import { accountsBehind } from '../db/events/accountsBehind.ts';
import { publishEvents } from '../db/events/publishEvents.ts';
import { continueReplay } from '../db/webhooks/continueReplay.ts';

/** Numbers all events and makes all their deliveries, as a dispatcher does that has nothing else to do. */
export async function publishAll(db: Db): Promise<void> {
  for (let after = ''; ;) {
    const { accounts } = await accountsBehind(db, after, 100);
    const { numbered, fannedOut } = await publishEvents(db, accounts);
    // What somebody else is publishing at this moment is passed over.
    if (numbered + fannedOut === 0) after = accounts.at(-1) ?? '';
    if (accounts.length === 0) break;
  }
  for (let replayed: string | undefined = ''; replayed !== undefined;) {
    const step = await continueReplay(db, '');
    if (step?.error !== undefined) throw step.error;
    replayed = step?.endpointId;
  }
}
