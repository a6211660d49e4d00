import type { Settlement, SettlementFacts } from '../../domain/deposits/settlement.ts';
import { decideSettlement } from '../../domain/deposits/settlement.ts';
import type { SessionId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { matchSession } from '../sessions/matchSession.ts';
import { recomputeAndSignal } from '../sessions/recomputeSessions.ts';
import { creditDeposit } from './creditDeposit.ts';
import type { LockedDeposit } from './lockDeposit.ts';
import { promoteDust } from './promoteDust.ts';
import { reverseDeposit } from './reverseDeposit.ts';
import { tellShortfall } from './tellShortfall.ts';
import { withdrawDeposit } from './withdrawDeposit.ts';

/**
 * Does what a locked deposit needs now, and recomputes its customer's sessions. Returns the step and its
 * events.
 */
export async function settleLocked(
  trx: Db,
  locked: LockedDeposit,
): Promise<{ readonly step: Settlement; readonly events: readonly AccountEvent[] }> {
  const { deposit, currency } = locked;
  // From the minimum up it does not matter whether the deposit completes a session.
  const completes = deposit.amount < currency.minDeposit && (await matchSession(trx, deposit)).completes;
  const step = decideSettlement(factsOf(locked, completes));
  if (step.step === 'wait' || step.step === 'done') return { step, events: [] };
  const { events, sessions } = await carryOut(trx, locked, step);
  const also = [deposit.session_id, ...sessions];
  const recomputed = await recomputeAndSignal(trx, deposit.customer_id, also);
  // Last, as it may take a sweep: that comes after sessions in the order of all locks.
  const owed = step.step === 'reverse' ? await tellReversal(trx, locked) : [];
  return { step, events: [...events, ...recomputed, ...owed] };
}

/** What the treasury owes since the deposit was reversed. It is given as it was before. */
async function tellReversal(trx: Db, { deposit, currency }: LockedDeposit): Promise<readonly AccountEvent[]> {
  const { id, purse_id, credited_to: was } = deposit;
  return was === 'customer' || was === 'merchant' ? tellShortfall(trx, purse_id, currency, id) : [];
}

/** The facts that decide over a locked deposit. `completes`: it pays what is still due of a session. */
export function factsOf(
  { deposit, purse, currency, customerBlocked }: LockedDeposit,
  completes: boolean,
): SettlementFacts {
  return {
    blockHash: deposit.block_hash,
    finalBlockHash: deposit.final_block_hash,
    verdict: deposit.verdict,
    freed: deposit.freed,
    creditedTo: deposit.credited_to,
    creditedBlockHash: deposit.credited_block_hash,
    // A deposit that is pending compliance or declined was in a block once.
    reorged: deposit.status === 'PENDING_COMPLIANCE_CHECK' || deposit.status === 'DECLINED',
    amount: deposit.amount,
    minDeposit: currency.minDeposit,
    purseState: purse.state,
    customerBlocked,
    completesSession: completes,
  };
}

interface Carried {
  readonly events: readonly AccountEvent[];
  /** The sessions that were credited, which may have expired long ago. */
  readonly sessions: readonly (SessionId | null)[];
}

async function carryOut(
  trx: Db,
  locked: LockedDeposit,
  step: Exclude<Settlement, { readonly step: 'wait' | 'done' }>,
): Promise<Carried> {
  switch (step.step) {
    case 'post':
    case 'free': {
      const match = await matchSession(trx, locked.deposit);
      const events = await creditDeposit(trx, locked, step.to, match);
      if (step.to === 'customer') return { events, sessions: [match.columns.session_id] };
      if (step.to !== 'unattributed') return { events, sessions: [] };
      const promoted = await promoteDust(trx, locked, locked.currency, [locked.deposit.id]);
      return { events: [...events, ...promoted.events], sessions: promoted.sessions };
    }
    case 'reverse':
      return { events: await reverseDeposit(trx, locked), sessions: [] };
    case 'withdraw':
      return { events: await withdrawDeposit(trx, locked), sessions: [] };
  }
}
