import type { components } from '../../client/index.ts';
import { parseAmount } from '../../domain/money.ts';
import type { Coin } from '../plan/coins.ts';
import type { ExpectedDeposit, Outcome } from './expect.ts';
import type { Story } from './story.ts';

export type Deposit = components['schemas']['Transaction'];
export type Balance = components['schemas']['Balance'];

/** What the API says at the end. */
export interface Observed {
  readonly deposits: readonly Deposit[];
  readonly balances: readonly Balance[];
}

/** One thing that is not as it must be. `kind` decides how it is counted. */
export interface Difference {
  readonly kind: 'missed' | 'doubled' | 'other';
  readonly what: string;
}

/** Statuses of deposits whose transfer is not on the chain. */
const gone = new Set(['REORGED', 'DROPPED']);

/** Base units of an amount of the API. Throws if it is not one. */
export function unitsOf(amount: string, { code, decimals }: Coin): bigint {
  const units = parseAmount(amount, decimals);
  if (units === undefined) throw new Error(`${amount} is no amount of ${code}`);
  return units;
}

/** What these deposits have of the coin in one book. */
function totalIn(book: Deposit['creditedTo'], deposits: readonly Deposit[], coin: Coin): bigint {
  const there = deposits.filter(each => !gone.has(each.status) && each.creditedTo === book);
  return amountOf(there, coin);
}

function amountOf(deposits: readonly Deposit[], coin: Coin): bigint {
  return deposits
    .filter(each => each.currency === coin.code)
    .reduce((sum, each) => sum + unitsOf(each.amount, coin), 0n);
}

/** Compares every deposit that the API knows with every transfer that the chain has, one to one. */
export function compareDeposits(
  expected: readonly ExpectedDeposit[],
  { deposits }: Observed,
  coins: readonly Coin[],
): readonly Difference[] {
  const differences: Difference[] = [];
  const left = new Map<string, Deposit[]>();
  for (const deposit of deposits) {
    const coin = coins.find(({ code }) => code === deposit.currency);
    if (gone.has(deposit.status) || !coin) continue;
    const key = keyOf(deposit.transactionHash, deposit.address, coin.code, unitsOf(deposit.amount, coin));
    left.set(key, [...(left.get(key) ?? []), deposit]);
  }
  for (const each of expected) {
    const { transfer, customer, allowed, isTimely } = each;
    const { txHash, to, coin, amount } = transfer;
    const key = keyOf(txHash, to, coin.code, amount);
    const candidates = left.get(key) ?? [];
    // Equal transfers of one transaction: each takes a deposit whose outcome it allows, if there is one.
    const at = candidates.findIndex(deposit => allowed.includes(outcomeOf(deposit)));
    const [deposit] = candidates.splice(Math.max(at, 0), 1);
    const named = `${String(amount)} units of ${coin.code} to ${customer.externalId} in ${txHash}`;
    if (deposit?.late && isTimely)
      differences.push({ kind: 'other', what: `${named} came in time, and is called late` });
    if (!deposit) differences.push({ kind: 'missed', what: `no deposit for ${named}` });
    else if (deposit.customerId !== customer.id) {
      differences.push({ kind: 'other', what: `${named} belongs to ${deposit.customerId} in the books` });
    } else if (!allowed.includes(outcomeOf(deposit))) {
      const kind = allowed.includes('customer') ? 'missed' : 'other';
      const is = `${outcomeOf(deposit)} (${deposit.status})`;
      differences.push({ kind, what: `${named} is ${is}, and must be ${allowed.join(' or ')}` });
    }
  }
  for (const deposit of [...left.values()].flat()) {
    const { id, amount, currency, transactionHash } = deposit;
    differences.push({
      kind: 'doubled',
      what: `${id}: ${amount} ${currency} in ${transactionHash}, which the chain does not have so often`,
    });
  }
  return differences;
}

const keyOf = (hash: string, address: string, code: string, units: bigint): string =>
  [hash, address.toLowerCase(), code, String(units)].join(' ');

function outcomeOf({ creditedTo }: Deposit): Outcome {
  return creditedTo ?? 'waiting';
}

/** Each customer's balance of each coin must be what was credited to them on the chain, less what the story charged. */
export function compareBalances(
  story: Story,
  { deposits, balances }: Observed,
  coins: readonly Coin[],
  hadReorg: boolean,
): readonly Difference[] {
  const differences: Difference[] = [];
  for (const [at, customer] of story.customers.entries()) {
    for (const coin of coins) {
      const own = deposits.filter(each => each.customerId === customer.id);
      const credited = totalIn('customer', own, coin);
      const charged = story.charges
        .filter(each => each.customer === at && each.currency === coin.code)
        .flatMap(({ made }) => made)
        .reduce((sum, each) => sum + each.amount - each.refunded, 0n);
      const balance = balances
        .filter(each => each.customerId === customer.id && each.coin === coin.code)
        .reduce((sum, each) => sum + signedUnits(each.balance, coin), 0n);
      // Only a reversal takes a balance below zero (Rules of money 5), whatever is charged at once. What a fork took from
      // the customer's book is elsewhere now.
      const lost = hadReorg ? amountOf(own, coin) - credited : 0n;
      if (balance < -lost) {
        const what = `${customer.externalId} has ${String(balance)} units of ${coin.code}, and at most ${String(lost)} were reversed`;
        differences.push({ kind: 'other', what });
      }
      if (balance === credited - charged) continue;
      differences.push({
        kind: balance > credited - charged ? 'doubled' : 'missed',
        what: `${customer.externalId} has ${String(balance)} units of ${coin.code}, and must have ${String(credited - charged)}`,
      });
    }
  }
  return differences;
}

function signedUnits(amount: string, coin: Coin): bigint {
  return amount.startsWith('-') ? -unitsOf(amount.slice(1), coin) : unitsOf(amount, coin);
}

/** Of each purse and coin, less than the minimum lies uncredited (Rules of money 4). */
export function dustLeft(
  story: Story,
  { deposits }: Observed,
  coins: readonly Coin[],
): readonly Difference[] {
  const differences: Difference[] = [];
  const plain = story.customers.filter(each => !each.wasBlocked && !each.hasSession && !each.wasDeclined);
  for (const address of plain.flatMap(({ addresses }) => addresses)) {
    for (const coin of coins) {
      const own = deposits.filter(each => each.address.toLowerCase() === address);
      const lies = totalIn('unattributed', own, coin);
      if (lies < coin.minimum) continue;
      differences.push({
        kind: 'missed',
        what: `${String(lies)} units of ${coin.code} at ${address} lie uncredited, which is the minimum`,
      });
    }
  }
  return differences;
}
