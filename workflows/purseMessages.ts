import {
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setDefaultSignalHandler,
  setHandler,
} from '@temporalio/workflow';
import type { Decided, DepositsChanged, IssuedPurse, PurseReport, PurseView } from '../domain/messages.ts';
import {
  decideSignal,
  decideUpdate,
  depositsChangedSignal,
  issueUpdate,
  purseChangedSignal,
  retrySignal,
  statusQuery,
} from '../domain/messages.ts';
import type { HandDecisions } from './handDecisions.ts';
import { refuseUnreadable } from './handDecisions.ts';
import type { OpenDeposits } from './openDeposits.ts';
import type { PurseShown } from './purseShown.ts';

const issue = defineUpdate<IssuedPurse>(issueUpdate);
const depositsChanged = defineSignal<[DepositsChanged]>(depositsChangedSignal);
const purseChanged = defineSignal(purseChangedSignal);
const decide = defineSignal<[unknown]>(decideSignal);
const decideNow = defineUpdate<Decided, [unknown]>(decideUpdate);
const retry = defineSignal(retrySignal);
const status = defineQuery<PurseReport | undefined>(statusQuery);

const howToDecide =
  'Decide a deposit by hand: {"transactionId": "txn_…", "verdict": "approve" | "decline", "reason": "…", "by": "who decided"}.';

/** Where the handlers of a purse record what they are given. */
export interface PurseInbox {
  readonly shown: PurseShown;
  readonly deposits: OpenDeposits;
  readonly decisions: HandDecisions;
  /** `changed`: the purse's row must be read again. */
  readonly row: { changed: boolean };
}

/**
 * Sets the handlers of signals, updates and queries. They only record, except the two updates, which wait for
 * an answer.
 */
export function handleMessages({ shown, deposits, decisions, row }: PurseInbox): void {
  setHandler(
    issue,
    async () => {
      await condition(() => shown.current !== undefined);
      return issuedPurse(shown.current);
    },
    { description: 'Give the purse its address if it has none, and answer it.' },
  );
  setHandler(
    depositsChanged,
    ({ transactionIds, decided }) => {
      deposits.changed(transactionIds, decided);
    },
    {
      description: 'Purser’s own: these deposits changed, their rows say how. {"transactionIds": ["txn_…"]}',
    },
  );
  setHandler(
    decide,
    decision => {
      decisions.received(decision);
    },
    {
      description: `${howToDecide} One that is not taken changes nothing, and is told in the current details: use the update.`,
    },
  );
  setHandler(decideNow, decision => decisions.decide(decision), {
    validator: refuseUnreadable,
    description: `${howToDecide} What changes nothing is refused, with the reason.`,
  });
  setHandler(
    purseChanged,
    () => {
      row.changed = true;
    },
    { description: 'Purser’s own: look at the purse’s row again, and at its customer’s.' },
  );
  setHandler(
    retry,
    () => {
      deposits.retry();
    },
    { description: 'Try again what waits for a person: the provider is asked again.' },
  );
  setHandler(status, () => shown.report(), {
    description: 'Where the purse and each of its unfinished deposits stand.',
  });
  // Set last: a signal that came before its own handler was set would count as misnamed.
  setDefaultSignalHandler(name => {
    decisions.misnamed(name);
  });
}

function issuedPurse(view: PurseView | undefined): IssuedPurse {
  if (!view) throw new TypeError('the purse was awaited but does not exist');
  return { purseId: view.purseId, address: view.address };
}
