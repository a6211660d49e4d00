import { reviewedAddress, sanctionedAddress } from '../../testkit/sanctionedPayer.ts';
import type { Coin } from '../plan/coins.ts';
import type { Story, ToldCustomer } from './story.ts';
import type { Transfer } from './readTransfers.ts';

export type Outcome = 'customer' | 'merchant' | 'held' | 'unattributed' | 'waiting';

/** A transfer to a customer, and where its money may be when nothing is under way. */
export interface ExpectedDeposit {
  readonly transfer: Transfer;
  readonly customer: ToldCustomer;
  readonly allowed: readonly Outcome[];
  /** Rules of money 1: it came while its address had not expired. */
  readonly isTimely: boolean;
}

/** How far the clock of a block may be from ours, in ms: its time has whole seconds. */
const clockMs = 2000;

const sanctioned = sanctionedAddress.toLowerCase();
const reviewed = reviewedAddress.toLowerCase();

/**
 * What must have become of each transfer, by the rules of money (docs/rules-of-money.md), from the canonical chain and
 * the story alone. Where the outcome depends on which of two things came first (a decline and a credit, a block and a
 * credit), both are allowed; the books must balance in either case.
 */
export function expectDeposits(
  story: Story,
  transfers: readonly Transfer[],
  hadReorg: boolean,
): readonly ExpectedDeposit[] {
  const judge = judgeOf(story);
  return story.customers.flatMap(customer => {
    return customer.addresses.flatMap(address => {
      const own = transfers.filter(({ to }) => to === address);
      return own.map(transfer => ({
        transfer,
        customer,
        allowed: allowedOf(transfer, customer, { own, hadReorg, judge }),
        isTimely: isTimely(story, transfer, customer),
      }));
    });
  });
}

/**
 * The time of a block says little, because a test chain's clock runs ahead of ours. So what we saw before the address
 * expired is timely, if its block stayed.
 */
function isTimely({ doubtful }: Story, transfer: Transfer, { endedAt, inTime }: ToldCustomer): boolean {
  if (endedAt === undefined || transfer.minedAt < endedAt - clockMs) return true;
  return inTime.get(transfer.txHash) === transfer.blockHash && !doubtful.has(transfer.network);
}

type Verdict = 'approve' | 'decline' | 'wait';
type Judge = (transfer: Transfer) => Verdict;

/** The list's verdict on the payer, or that of the person who decided. */
function judgeOf({ decisions }: Story): Judge {
  return ({ from, txHash }) => {
    if (from === sanctioned) return 'decline';
    if (from !== reviewed) return 'approve';
    return decisions.get(txHash) ?? 'wait';
  };
}

interface Context {
  /** All transfers to the same address. */
  readonly own: readonly Transfer[];
  readonly hadReorg: boolean;
  readonly judge: Judge;
}

function allowedOf(transfer: Transfer, customer: ToldCustomer, context: Context): readonly Outcome[] {
  const { amount, coin } = transfer;
  const verdict = context.judge(transfer);
  if (verdict === 'decline') return ['held'];
  // Where the purse was declined, what waits is held with it (Rules of money 3).
  if (verdict === 'wait') return customer.wasDeclined ? ['waiting', 'held'] : ['waiting'];
  const isDust = amount < coin.minimum;
  const allowed = new Set<Outcome>(isDust ? dustOutcomes(coin, context) : ['customer']);
  if (customer.wasDeclined) allowed.add('held').add('customer');
  // Rules of money 2.
  if (customer.wasBlocked) allowed.add('merchant').add('customer');
  if (customer.paidWhileBlocked.has(transfer.txHash) && !isDust) allowed.delete('customer');
  // Rules of money 4: dust that completes a session is credited.
  if (isDust && customer.hasSession) allowed.add('customer');
  return [...allowed];
}

/**
 * Rules of money 4. Dust is credited when what lies uncredited reaches the minimum, so of a larger sum the last part
 * may still lie there (`dustLeft` says how much). What was credited stays so if the rest leaves the chain.
 */
function dustOutcomes(coin: Coin, { own, hadReorg, judge }: Context): readonly Outcome[] {
  const sum = own
    .filter(each => each.coin === coin && each.amount < coin.minimum && judge(each) === 'approve')
    .reduce((total, each) => total + each.amount, 0n);
  return sum >= coin.minimum || hadReorg ? ['customer', 'unattributed'] : ['unattributed'];
}
