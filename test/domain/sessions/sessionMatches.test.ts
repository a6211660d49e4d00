import { expect, it } from 'vitest';
import { SeededRandom } from '../../../bench/fixture/seededRandom.ts';
import type { Coin } from '../../../domain/coin.ts';
import { coinIn } from '../../../domain/coin.ts';
import { newId } from '../../../domain/ids.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { CurrencyCode, GroupCode } from '../../../domain/registry.ts';
import type { Money } from '../../../domain/sessions/price.ts';
import { addMoney, priceIn, totalIn } from '../../../domain/sessions/price.ts';
import type { SessionCandidate, Sighting } from '../../../domain/sessions/session.ts';
import { SessionMatches } from '../../../domain/sessions/session.ts';
import { eth } from '../../db/fixtures.ts';

const coarse = { ...eth, code: 'COARSE' as CurrencyCode, decimals: 2 };
const fine = { ...eth, code: 'FINE' as CurrencyCode, decimals: 4 };
const registry = {
  networks: [],
  currencies: [coarse, fine, eth],
  groups: [{ code: 'BOTH' as GroupCode, name: 'Both', currencies: [coarse.code, fine.code] }],
};
const coins: readonly Coin[] = ['COARSE', 'FINE', 'ETH', 'BOTH'].map(coinIn(registry));

const dayMs = 24 * 3_600_000;

/** Rule of money 6, by considering all sessions for each deposit, in the words of the rule. */
function byTheRule(
  deposit: Sighting,
  sessions: readonly SessionCandidate[],
): { id: string; completes: boolean } | undefined {
  const sighted = Math.min(deposit.seenAt.getTime(), deposit.minedAt?.getTime() ?? Infinity);
  const due = ({ price, paid }: SessionCandidate): readonly bigint[] =>
    price
      .filter(({ members }) => members.some(({ currency }) => currency === deposit.currency))
      .map(each => BigInt(each.amount) - totalIn(each, paid) - totalIn(each, [deposit]));
  const takes = ({ currency }: { readonly currency: CurrencyCode }): boolean => currency === deposit.currency;
  const isPaid = ({ price, paid }: SessionCandidate): boolean =>
    price.some(each => totalIn(each, paid) >= BigInt(each.amount));
  const wasMade = ({ createdAt }: SessionCandidate): boolean =>
    createdAt < deposit.seenAt &&
    (deposit.minedAt === null || createdAt.getTime() - 60_000 <= deposit.minedAt.getTime());
  const byAge = (a: SessionCandidate, b: SessionCandidate): number =>
    a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);
  const meant = sessions.filter(session => due(session).length > 0 && !isPaid(session) && wasMade(session));
  const timely = meant.filter(({ expiresAt }) => expiresAt.getTime() >= sighted).toSorted(byAge);
  const [last] = meant
    .filter(({ expiresAt }) => expiresAt.getTime() < sighted && sighted - expiresAt.getTime() <= 7 * dayMs)
    .toSorted((a, b) => b.expiresAt.getTime() - a.expiresAt.getTime() || (a.id < b.id ? 1 : -1));
  const exact = byPage(timely.filter(each => due(each).includes(0n)).toReversed(), deposit);
  const inexact = byPage(timely, deposit);
  const [over] = byPage(
    sessions
      .filter(
        each =>
          due(each).length > 0 &&
          isPaid(each) &&
          !isPaid({ ...each, price: each.price.filter(({ members }) => members.some(takes)) }) &&
          wasMade(each) &&
          each.expiresAt.getTime() >= sighted &&
          (each.paidAt === null || each.paidAt > deposit.seenAt),
      )
      .toSorted(byAge)
      .toReversed(),
    deposit,
  );
  const session = exact[0] ?? inexact[0] ?? over ?? last;
  return session && { id: session.id, completes: session !== over && due(session).some(left => left <= 0n) };
}

/** In the given order, but first those whose page asked for the deposit's currency, the latest first. */
function byPage(
  sessions: readonly SessionCandidate[],
  { currency, seenAt, minedAt }: Sighting,
): readonly SessionCandidate[] {
  const askedAt = ({ asked }: SessionCandidate): number =>
    Math.max(
      0,
      ...asked
        .filter(each => each.currency === currency)
        .map(({ atUs }) => atUs / 1000)
        .filter(time => time <= seenAt.getTime())
        .filter(time => minedAt === null || time - 60_000 <= minedAt.getTime()),
    );
  return sessions.toSorted((a, b) => askedAt(b) - askedAt(a));
}

const seed = process.env['SEED'] ?? String(Date.now());

it(`many deposits in turn each get the session of the rule (seed ${seed})`, () => {
  const random = new SeededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[random.below(from.length)] as T;
  let found = 0;
  for (let round = 0; round < 300; round++) {
    const base = 1_800_000_000_000;
    // Few different times, so that they coincide.
    const time = (): number => base + random.below(20) * (dayMs / 2);
    let sessions: readonly SessionCandidate[] = Array.from({ length: random.below(25) }, () => {
      const createdAt = time();
      const alternatives = new Set(Array.from({ length: 1 + random.below(2) }, () => pick(coins)));
      return {
        id: newId('ses'),
        createdAt: new Date(createdAt),
        expiresAt: new Date(createdAt + (1 + random.below(6)) * (dayMs / 2)),
        price: [...alternatives].map(coin =>
          priceIn(coin, baseUnits(BigInt(1 + random.below(6)) * 10n ** BigInt(coin.decimals))),
        ),
        paid: [] as readonly Money[],
        paidAt: pick([null, new Date(time())]),
        asked: Array.from({ length: random.below(3) }, () => ({
          currency: pick([coarse, fine, eth]).code,
          atUs: (time() + random.below(2)) * 1000,
        })),
      };
    });
    const claims = new SessionMatches(sessions);
    for (let n = 0; n < 40; n++) {
      const { code, decimals } = pick([coarse, fine, eth]);
      const seenAt = time();
      const deposit: Sighting = {
        currency: code,
        amount: baseUnits(BigInt(1 + random.below(4)) * 10n ** BigInt(decimals)),
        seenAt: new Date(seenAt),
        minedAt: pick([null, new Date(seenAt), new Date(seenAt - dayMs), new Date(seenAt + 1000)]),
      };
      const claim = claims.sessionFor(deposit);
      const expected = byTheRule(deposit, sessions);
      expect(claim && { id: claim.session.id, completes: claim.completes }, `round ${String(round)}`).toEqual(
        expected,
      );
      if (!expected || random.below(4) === 0) continue;
      found += 1;
      claims.count(claim?.session.id ?? newId('ses'), deposit);
      sessions = sessions.map(each =>
        each.id === expected.id ? { ...each, paid: addMoney(each.paid, deposit) } : each,
      );
    }
  }
  expect(found).toBeGreaterThan(500);
});
