import type { Currency, Deposit, Facts } from './facts.ts';

// What the page must show, from the merchant's API alone. It shares no code with the page.

export type Situation =
  'waiting' | 'arriving' | 'underpaid' | 'completed' | 'failed' | 'ending' | 'expired' | 'late';

/** An amount as the page writes it: `12.5 USDT`. */
type Shown = string;

export interface ExpectedDeposit {
  readonly money: Shown;
  readonly networkName: string;
  /** How many of its four steps are done; empty if it takes no more steps. */
  readonly done: readonly number[];
  /** `2 3`: confirmations so far, and how many it takes. Undefined unless it is being confirmed. */
  readonly confirmations: string | undefined;
}

export interface ExpectedWay {
  readonly currency: string;
  readonly networkName: string;
  /** In whole units, and as shown. */
  readonly due: string;
  readonly shown: Shown;
  /** EIP-681, in lower case. */
  readonly walletLink: string;
}

export interface ExpectedPage {
  readonly situation: Situation;
  /** True if the page asks for money. */
  readonly asks: boolean;
  /** The ways to pay that are open, in the order of the price. */
  readonly ways: readonly ExpectedWay[];
  readonly prices: readonly Shown[];
  readonly credited: readonly Shown[];
  readonly underWay: readonly Shown[];
  /** What is still due of each price. */
  readonly rests: readonly Shown[];
  readonly overpaid: readonly Shown[];
  readonly elsewhere: readonly Shown[];
  readonly deposits: readonly ExpectedDeposit[];
}

/** Amounts are compared in units of this many decimals, which no currency exceeds. */
const scale = 18;

/** Whole units as text in units of 10^-18. */
function unitsOf(whole: string): bigint {
  const [digits = '0', fraction = ''] = whole.split('.');
  return BigInt(digits + fraction.padEnd(scale, '0'));
}

/** The exact decimal text of units of 10^-18, without zeros at its end. */
function wholeOf(units: bigint): string {
  const digits = units.toString().padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  return digits.slice(0, -scale) + (fraction === '' ? '' : `.${fraction}`);
}

const symbolOf = (code: string): string => code.replace(/_.*/, '');

type Kind = 'credited' | 'underWay' | 'declined' | 'tooSmall' | 'gone';

function kindOf({ status, creditedTo }: Deposit): Kind {
  if (creditedTo === 'customer') return 'credited';
  if (creditedTo === 'held' || status === 'DECLINED') return 'declined';
  if (status === 'BELOW_MINIMUM') return 'tooSmall';
  const isUnderWay = status === 'MEM_POOL_FOUND' || status === 'PENDING_COMPLIANCE_CHECK';
  return creditedTo === null && isUnderWay ? 'underWay' : 'gone';
}

/** True if nothing more is expected for the session: an open page is then read again only when it is shown again. */
export function isOver({ session, payment }: Facts): boolean {
  const isEnded = session.status === 'completed' || session.status === 'expired';
  return isEnded && !payment?.transactions.some(each => kindOf(each) === 'underWay');
}

export function expectPage(facts: Facts, currencies: readonly Currency[], now: number): ExpectedPage {
  const { session, payment } = facts;
  const deposits = payment?.transactions ?? [];
  const currencyOf = (code: string): Currency => {
    const one = currencies.find(each => each.code === code);
    if (!one) throw new Error(`the API names a currency ${code} that it does not list`);
    return one;
  };
  const membersOf = (coin: string): readonly Currency[] =>
    currencies.filter(({ code, groups }) => code === coin || groups.includes(coin));
  const shownIn = (whole: string, coin: string): Shown =>
    `${whole} ${[...new Set(membersOf(coin).map(({ code }) => symbolOf(code)))].join('/')}`;
  const total = (of: readonly Currency[], ...kinds: readonly Kind[]): bigint =>
    deposits
      .filter(each => of.some(({ code }) => code === each.currency) && kinds.includes(kindOf(each)))
      .reduce((sum, { amount }) => sum + unitsOf(amount), 0n);
  const prices = Object.entries(session.price).map(([coin, amount]) => {
    const members = membersOf(coin);
    const rest = unitsOf(amount) - total(members, 'credited', 'underWay');
    return { coin, amount, members, rest };
  });
  const isCovered = prices.some(({ rest }) => rest <= 0n);
  const ways = new Map<string, ExpectedWay>();
  for (const { members, rest } of isCovered ? [] : prices) {
    for (const { code, decimals, contract, chainId, networkName } of members) {
      if (ways.has(code)) continue;
      const step = 10n ** BigInt(scale - decimals);
      const units = (rest + step - 1n) / step;
      const due = wholeOf(units * step);
      const link =
        contract === null
          ? `ethereum:${session.address}@${String(chainId)}?value=${String(units)}`
          : `ethereum:${contract}@${String(chainId)}/transfer?address=${session.address}&uint256=${String(units)}`;
      const shown = `${due} ${symbolOf(code)}`;
      ways.set(code, { currency: code, networkName, due, shown, walletLink: link.toLowerCase() });
    }
  }
  const bySymbol = (kind: Kind): readonly Shown[] => {
    const all = Map.groupBy(
      prices.flatMap(({ members }) => members),
      ({ code }) => symbolOf(code),
    );
    return [...all].flatMap(([symbol, of]) => {
      const sum = total(of, kind);
      return sum === 0n ? [] : [`${wholeOf(sum)} ${symbol}`];
    });
  };
  const situation = situationOf(facts, currencyOf, now);
  const isOpen = now < Date.parse(session.expiresAt);
  return {
    situation,
    asks: ['waiting', 'arriving', 'underpaid'].includes(situation) && isOpen && ways.size > 0,
    ways: [...ways.values()],
    prices: prices.map(({ coin, amount }) => shownIn(wholeOf(unitsOf(amount)), coin)),
    credited: bySymbol('credited'),
    underWay: bySymbol('underWay'),
    rests: isCovered ? [] : prices.map(({ coin, rest }) => shownIn(wholeOf(rest), coin)),
    overpaid: payment?.overpaid.map(({ coin, amount }) => shownIn(amount, coin)) ?? [],
    elsewhere: facts.deposits
      .filter(({ id }) => !deposits.some(own => own.id === id))
      .map(({ amount, currency }) => `${amount} ${symbolOf(currency)}`),
    deposits: deposits.map(each => expectDeposit(each, currencyOf(each.currency))),
  };
}

function situationOf(
  { session, payment, isRefused }: Facts,
  currencyOf: (code: string) => Currency,
  now: number,
): Situation {
  const isExpired = session.status === 'expired';
  if (session.status === 'completed' || payment?.status === 'completed') {
    return payment?.late === true ? 'late' : 'completed';
  }
  const deposits = payment?.transactions ?? [];
  const isDeclined = deposits.some(
    each =>
      kindOf(each) === 'declined' && unitsOf(each.amount) >= unitsOf(currencyOf(each.currency).minDeposit),
  );
  if ((isRefused && !isExpired) || payment?.status === 'failed' || isDeclined) return 'failed';
  const some = (kind: Kind): boolean => deposits.some(each => kindOf(each) === kind);
  if (isExpired) {
    const endedAt = Date.parse(session.expiresAt);
    const isLate = deposits.some(each => kindOf(each) === 'credited' && Date.parse(each.createdAt) > endedAt);
    return some('underWay') || isLate ? 'late' : 'expired';
  }
  if (some('underWay')) return 'arriving';
  if (now >= Date.parse(session.expiresAt)) return 'ending';
  return some('credited') ? 'underpaid' : 'waiting';
}

function expectDeposit(deposit: Deposit, { code, networkName }: Currency): ExpectedDeposit {
  const { amount, blockNumber, confirmations, requiredConfirmations: required } = deposit;
  const common = { money: `${amount} ${symbolOf(code)}`, networkName };
  const kind = kindOf(deposit);
  if (kind === 'credited') return { ...common, done: [4], confirmations: undefined };
  if (kind !== 'underWay') return { ...common, done: [], confirmations: undefined };
  if (blockNumber === null) return { ...common, done: [0], confirmations: undefined };
  if (required === null || confirmations >= required) {
    return { ...common, done: [1, 2], confirmations: undefined };
  }
  return { ...common, done: [1], confirmations: `${String(confirmations)} ${String(required)}` };
}
