import type { CurrencyCode } from '../../domain/registry.ts';
import type { CheckoutChoice, CheckoutDeposit, CheckoutView } from './view.ts';

/**
 * What the payer is told of a session, in one word.
 * `waiting`: no money yet.
 * `arriving`: some is under way.
 * `underpaid`: what came is not enough, and none is under way.
 * `closed`: more is wanted, and there is no way to pay it.
 * `completed`: paid in time.
 * `late`: money came after the time: the whole price, a part, or money that is not credited yet.
 * `ending`: the time is over, but the chains have not been read as far.
 * `failed`: money came that only the merchant can speak about.
 */
export type Situation =
  'waiting' | 'arriving' | 'underpaid' | 'completed' | 'failed' | 'closed' | 'ending' | 'expired' | 'late';

/** The first that fits: completed, refused or declined, expired, under way, then what is still awaited. */
export function situationOf(view: CheckoutView, now: Date): Situation {
  const { status, payment, deposits } = view;
  if (status === 'completed' || payment?.status === 'completed') {
    return payment?.late === true ? 'late' : 'completed';
  }
  const isRefused = view.isRefused && status !== 'expired';
  if (isRefused || payment?.status === 'failed' || deposits.some(({ stage }) => stage === 'declined')) {
    return 'failed';
  }
  const underWay = deposits.some(isUnderWay);
  if (status === 'expired') return underWay || deposits.some(isLateCredit) ? 'late' : 'expired';
  if (underWay) return 'arriving';
  if (isTimeUp(view, now)) return 'ending';
  if (!isAnyDue(view)) return 'closed';
  return deposits.some(({ stage }) => stage === 'credited') ? 'underpaid' : 'waiting';
}

/** True while more money is asked for: never after the deadline, and never after a declined deposit. */
export function asksForMoney(view: CheckoutView, now: Date): boolean {
  const situation = situationOf(view, now);
  const wants = situation === 'waiting' || situation === 'underpaid' || situation === 'arriving';
  return wants && !isTimeUp(view, now) && isAnyDue(view);
}

/**
 * The way to pay: the requested one, if something is due in it. Without a request, the rest of a payment is
 * paid as it began. If only one way is left, it is that one.
 */
export function chosenOf(view: CheckoutView, asked: unknown): CheckoutChoice | undefined {
  const open = view.choices.filter(({ dueUnits }) => dueUnits !== '0');
  const wanted = asked ?? begunIn(view, open);
  return open.find(({ currency }) => currency === wanted) ?? (open.length === 1 ? open[0] : undefined);
}

/** The currency that was sent last. Between two alternatives, that of the price that received more. */
function begunIn(
  { payment, deposits }: CheckoutView,
  open: readonly CheckoutChoice[],
): CurrencyCode | undefined {
  const begun = deposits.filter(deposit => deposit.stage === 'credited' || isUnderWay(deposit));
  const own = open.filter(({ coin }) => coin === payment?.coin.code);
  const ofOwn = begun.findLast(deposit => own.some(({ currency }) => currency === deposit.currency));
  return (ofOwn ?? begun.at(-1))?.currency;
}

/** True if nothing is left to wait for. A page that is shown again is read again. */
export function isOver({ status, deposits }: CheckoutView): boolean {
  return (status === 'completed' || status === 'expired') && !deposits.some(isUnderWay);
}

function isUnderWay({ stage }: CheckoutDeposit): boolean {
  return stage === 'seen' || stage === 'confirming' || stage === 'checking';
}

export function isAnyDue({ choices }: CheckoutView): boolean {
  return choices.some(({ dueUnits }) => dueUnits !== '0');
}

function isLateCredit({ stage, late }: CheckoutDeposit): boolean {
  return stage === 'credited' && late;
}

function isTimeUp({ expiresAt }: CheckoutView, now: Date): boolean {
  return now >= new Date(expiresAt);
}
