import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  patched,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { statusQuery } from '../domain/messages.ts';
import type { SessionInput, SessionView } from '../domain/sessions/messages.ts';
import { sessionChangedSignal } from '../domain/sessions/messages.ts';
import { followSession } from './activityProxies.ts';
import { createExpiryTimer } from './expiryTimer.ts';
import { createSessionAnnouncer } from './operatorView.ts';

const sessionChanged = defineSignal(sessionChangedSignal);
const status = defineQuery<SessionView | undefined>(statusQuery);

/**
 * The story of one checkout session: open, processing, and completed or expired. Crediting money decides
 * which deposits belong to it. This workflow follows that, shows what is still under way, and ends the
 * session when its time is over.
 *
 * A signal says that there is something to look at. If a reorg takes back what completed the session, the
 * story reopens.
 */
export async function session({ sessionId }: SessionInput): Promise<void> {
  const expiry = createExpiryTimer('session');
  const announce = createSessionAnnouncer();
  let view: SessionView | undefined;
  let isSignalled = false;
  /** A timer is under way that looks again at an overdue session. */
  let postponed = false;

  setHandler(
    sessionChanged,
    () => {
      isSignalled = true;
    },
    { description: 'Purser’s own: something about the session changed, its rows say what.' },
  );
  setHandler(status, () => view, { description: 'Where the session and its payment stand.' });

  do {
    isSignalled = false;
    if (expiry.isDue()) {
      expiry.take();
      postponed = false;
    }
    const at = new Date(Date.now()).toISOString();
    view = await followSession({ sessionId, at }, reason => {
      announce(view, reason);
    });
    announce(view, null);
    if (isOver(view)) continue;
    // An overdue session waits for scanners or verdicts. Verdicts are signalled; scanners are not, so a timer
    // looks again.
    if (view.waitsFor === null) expiry.arm(view.expiresAt);
    else if (!postponed) expiry.postpone();
    postponed = view.waitsFor !== null;
    await condition(() => isSignalled || expiry.isDue());
    // A signal's handler that only recorded still counts as unfinished when it wakes this loop. While that
    // was asked for, a session that was signalled again and again went on in one run until the server ended
    // it. The successor looks at once.
    if (workflowInfo().continueAsNewSuggested && (patched('2026-11-busy-session') || allHandlersFinished())) {
      await continueAsNew<typeof session>({ sessionId });
    }
    // No await between this look and the end: a later signal begins the story anew.
  } while (isSignalled || !isOver(view));
}

function isOver({ status: now }: SessionView): boolean {
  return now === 'completed' || now === 'expired';
}
