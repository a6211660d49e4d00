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
  /** A person approved it although the deposit, or its purse, was declined. */
  readonly freed: boolean;
  /** Where this incarnation was posted; null before. */
  readonly creditedTo: CreditedTo | null;
  /** Hash of the block that the posting relies on. */
  readonly creditedBlockHash: BlockHash | null;
  /** The deposit was in a block once, and is in none now. */
  readonly reorged: boolean;
  readonly amount: BaseUnits;
  readonly minDeposit: BaseUnits;
  readonly purseState: PurseState;
  readonly customerBlocked: boolean;
  /** The deposit pays what is still due of a session, so it may be below the minimum. */
  readonly completesSession: boolean;
}

/** What a deposit needs now. */
export type Settlement =
  | { readonly step: 'post'; readonly to: CreditedTo }
  /** Held money that a person freed leaves its book. */
  | { readonly step: 'free'; readonly to: CreditedTo }
  | { readonly step: 'reverse' }
  | { readonly step: 'withdraw' }
  | { readonly step: 'wait'; readonly for: 'block' | 'finality' | 'verdict' }
  | { readonly step: 'done' };

/**
 * Decides from the facts alone, in this order:
 * 1. posted: reverse if the block that the posting relies on no longer holds the deposit; else done, unless
 *    it is held and was freed: then it goes on to where it would have gone;
 * 2. in no block: withdraw if a reorg took it out, else wait;
 * 3. its block is not the final one: wait;
 * 4. declined, or in a declined purse and not freed: held (a blocked customer's declined money too);
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
