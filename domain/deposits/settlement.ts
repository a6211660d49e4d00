import type { BlockHash } from '../address.ts';
import type { BaseUnits } from '../money.ts';
import type { CreditedTo, PurseState, Verdict } from './states.ts';

/** What the settlement of one deposit depends on, read under its locks. */
export interface SettlementFacts {
  /** Hash of the block that holds the transfer now; null while it is in none. */
  readonly blockHash: BlockHash | null;
  /** Hash of the block when it was found final; null before. */
  readonly finalBlockHash: BlockHash | null;
  readonly verdict: Verdict | null;
  /** A person approved it although it was declined, or its purse was. */
  readonly freed: boolean;
  /** Where this incarnation was posted; null before. */
  readonly creditedTo: CreditedTo | null;
  /** Hash of the block on whose strength it was posted. */
  readonly creditedBlockHash: BlockHash | null;
  /** Seen in a block once, in none now. */
  readonly reorged: boolean;
  readonly amount: BaseUnits;
  readonly minDeposit: BaseUnits;
  readonly purseState: PurseState;
  readonly customerBlocked: boolean;
  /** It pays what is still due of a session: then it may be below the minimum. */
  readonly completesSession: boolean;
}

/** What a deposit needs now. */
export type Settlement =
  | { readonly step: 'post'; readonly to: CreditedTo }
  /** Held money that was freed leaves its book. */
  | { readonly step: 'free'; readonly to: CreditedTo }
  | { readonly step: 'reverse' }
  | { readonly step: 'withdraw' }
  | { readonly step: 'wait'; readonly for: 'block' | 'finality' | 'verdict' }
  | { readonly step: 'done' };

/**
 * Decides from the facts alone, in this order:
 * 1. posted on the strength of a block that does not hold it now: reverse; of the one that does: done, unless it
 *    is held and was freed, and so goes on to where it would have gone;
 * 2. in no block: withdraw what a reorg took out, wait for the rest;
 * 3. its block is not the final one: wait;
 * 4. declined, or the purse was and it was not freed: held (a blocked customer's declined money too);
 * 5. undecided: wait;
 * 6. below the minimum: unattributed, unless it completes a session, which a blocked customer's does not;
 * 7. blocked customer: the merchant; else the customer.
 */
export function decideSettlement(facts: SettlementFacts): Settlement {
  const freed = facts.freed && facts.verdict === 'approve';
  if (facts.creditedTo !== null) {
    if (facts.creditedBlockHash !== facts.blockHash) return { step: 'reverse' };
    if (facts.creditedTo !== 'held' || !freed) return { step: 'done' };
  }
  if (facts.blockHash === null) {
    return facts.reorged ? { step: 'withdraw' } : { step: 'wait', for: 'block' };
  }
  if (facts.finalBlockHash !== facts.blockHash) return { step: 'wait', for: 'finality' };
  const declined = facts.verdict === 'decline' || facts.purseState === 'DECLINED';
  if (declined && !freed) return { step: 'post', to: 'held' };
  if (facts.verdict === null) return { step: 'wait', for: 'verdict' };
  return { step: facts.creditedTo === 'held' ? 'free' : 'post', to: owedTo(facts) };
}

function owedTo({ amount, minDeposit, customerBlocked, completesSession }: SettlementFacts): CreditedTo {
  const exempt = completesSession && !customerBlocked;
  if (amount < minDeposit && !exempt) return 'unattributed';
  return customerBlocked ? 'merchant' : 'customer';
}
