import { ZeroAddress } from 'ethers';
import { expect } from 'vitest';
import { seededRandom } from '../../testkit/chain/seededRandom.ts';
import { addressOf } from './evm.ts';
import type { Coin, Item, Rig } from './rig.ts';
import { delaySeconds, modes, ownPurses, purses } from './rig.ts';

const coins = ['plain', 'noReturn', 'fee', 'hostile', 'native'] as const;
const callers = ['owner', 'operator', 'thief', 'stranger'] as const;
const places = ['treasury', 'vault', 'thief', 'stranger'] as const;
const holders = [...purses, ...places] as const;

/** What the rules say, beside the contract: who may do what, and who has what. */
interface Model {
  readonly operators: Set<string>;
  readonly activeAt: Map<string, number>;
  paused: boolean;
  /** By coin and holder. */
  readonly balances: Map<string, bigint>;
}

interface Counts {
  swept: number;
  skipped: number;
}

/**
 * Makes `calls` calls of random people in random order, the thief being an operator, and compares every
 * balance with the model's after each. So no coin leaves a purse but to an active destination or by the
 * owner's release, none more than the amount, none of the floor, and none while sweeps are paused.
 */
export async function callAtRandom(rig: Rig, seed: number, calls: number): Promise<Counts> {
  const random = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const model: Model = {
    operators: new Set(['operator', 'thief']),
    activeAt: new Map([['treasury', 0]]),
    paused: false,
    balances: await balancesOf(rig),
  };
  const counts = { swept: 0, skipped: 0 };
  // More than is asked for leaves each purse; coins that misbehave must not move at all.
  await rig.misbehave('misbehave', modes.indexOf('TakesMore'));

  const newItem = (): Item => {
    const [purse, coin] = [pick(random() < 0.8 ? ownPurses : purses), pick(coins)];
    const has = model.balances.get(`${coin} ${purse}`) ?? 0n;
    const part = (most: bigint): bigint => (most * BigInt(Math.floor(random() * 1001))) / 1000n;
    const amount = random() < 0.1 ? has + 1n : part(has) / (random() < 0.5 ? 1n : 20n);
    const floor = random() < 0.3 ? has - amount + (random() < 0.5 ? 0n : 1n) : part(has - amount);
    const to = random() < 0.7 ? 'treasury' : pick(places);
    return { purse, coin, amount, floor: floor < 0n ? 0n : floor, to };
  };
  const isActive = (place: string): boolean => (model.activeAt.get(place) ?? Infinity) <= rig.evm.now;
  const actions: readonly ((from: string) => Promise<void>)[] = [
    ...Array.from({ length: 6 }, () => async (from: string) => {
      const items = Array.from({ length: 1 + Math.floor(random() * 4) }, newItem);
      const { succeeded, skipped } = await rig.sweep(items, from);
      expect(succeeded).toBe(model.operators.has(from) && !model.paused);
      if (!succeeded) return;
      const missed = items.flatMap((item, at) => (take(model, item, isActive(item.to)) ? [] : [at]));
      expect(Object.keys(skipped).map(Number)).toEqual(missed);
      counts.skipped += missed.length;
      counts.swept += items.length - missed.length;
    }),
    async from => {
      const { purse, coin, amount } = newItem();
      const place = pick(places);
      const token = rig.ground.coins[coin] ?? ZeroAddress;
      const done = await rig.does(from, 'release', addressOf(purse), token, amount, addressOf(place));
      const allowed = from === 'owner' && take(model, { purse, coin, amount, to: place }, true);
      expect(done).toBe(allowed);
    },
    async from => {
      const place = pick(places);
      const done = await rig.does(from, 'proposeDestination', addressOf(place));
      expect(done).toBe(from === 'owner' && !model.activeAt.has(place));
      if (done) model.activeAt.set(place, rig.evm.now + delaySeconds);
    },
    async from => {
      const place = pick(places);
      const done = await rig.does(from, 'disableDestination', addressOf(place));
      expect(done).toBe((from === 'owner' || model.operators.has(from)) && model.activeAt.has(place));
      if (done) model.activeAt.delete(place);
    },
    async from => {
      const done = await rig.does(from, 'pause');
      expect(done).toBe(from === 'owner' || model.operators.has(from));
      if (done) model.paused = true;
    },
    async from => {
      const caller = random() < 0.7 ? 'owner' : from;
      const done = await rig.does(caller, 'unpause');
      expect(done).toBe(caller === 'owner');
      if (done) model.paused = false;
    },
    async from => {
      const [name, operator] = [pick(['addOperator', 'removeOperator']), pick(callers)];
      const done = await rig.does(from, name, addressOf(operator));
      expect(done).toBe(from === 'owner');
      if (!done) return;
      if (name === 'addOperator') model.operators.add(operator);
      else model.operators.delete(operator);
    },
    // What the owner of an attacked sweeper does again and again: without it, soon nothing is swept.
    async () => {
      await rig.must('owner', 'unpause');
      await rig.must('owner', 'addOperator', addressOf('operator'));
      model.paused = false;
      model.operators.add('operator');
      if (model.activeAt.has('treasury')) return;
      await rig.must('owner', 'proposeDestination', addressOf('treasury'));
      model.activeAt.set('treasury', rig.evm.now + delaySeconds);
      rig.evm.pass(delaySeconds);
    },
    async () => {
      rig.evm.pass(Math.floor(random() * 2 * delaySeconds));
      return Promise.resolve();
    },
  ];

  for (let call = 0; call < calls; call++) {
    await pick(actions)(pick(callers));
    const found = await balancesOf(rig);
    expect(Object.fromEntries(found), `call ${String(call)}`).toEqual(Object.fromEntries(model.balances));
  }
  return counts;
}

/** Moves an item in the model if the rules allow it. */
function take({ balances }: Model, { purse, coin, amount, floor = 0n, to }: Item, allowed: boolean): boolean {
  const has = balances.get(`${coin} ${purse}`) ?? 0n;
  const isOurs = ownPurses.some(own => own === purse);
  if (!allowed || !isOurs || amount === 0n || has < amount + floor || coin === 'hostile') return false;
  balances.set(`${coin} ${purse}`, has - amount);
  const arrives = coin === 'fee' ? amount - amount / 100n : amount;
  balances.set(`${coin} ${to}`, (balances.get(`${coin} ${to}`) ?? 0n) + arrives);
  return true;
}

/** All balances, but native ones of who pays for gas. */
async function balancesOf(rig: Rig): Promise<Map<string, bigint>> {
  const pays = (holder: string): boolean => callers.some(caller => caller === holder);
  const pairs = coins.flatMap((coin: Coin) =>
    holders.filter(holder => coin !== 'native' || !pays(holder)).map(holder => [coin, holder] as const),
  );
  const found = new Map<string, bigint>();
  for (const [coin, holder] of pairs) found.set(`${coin} ${holder}`, await rig.holds(coin, holder));
  return found;
}
