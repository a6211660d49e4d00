import type { SessionId } from '../ids.ts';
import type { CurrencyCode } from '../registry.ts';
import type { Money, Price } from './price.ts';
import { addMoney, countedIn, totalIn } from './price.ts';

/**
 * `open`: waits for money. `processing`: some was seen. `completed`: paid. `expired`: its time is over. An
 * expired session stays expired, though its payment may still be completed.
 */
export const sessionStatuses = ['open', 'processing', 'completed', 'expired'] as const;

export type SessionStatus = (typeof sessionStatuses)[number];

/** `failed`: only declined money came. `canceled`: expired, or closed, before it was paid. */
export const paymentStatuses = ['pending', 'completed', 'failed', 'canceled'] as const;

export type PaymentStatus = (typeof paymentStatuses)[number];

/** The part of a session that decides whether a deposit belongs to it. */
export interface SessionCandidate {
  readonly id: SessionId;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly price: readonly Price[];
  /** The money credited to it, summed by currency. */
  readonly paid: readonly Money[];
  /** When it was paid; null if it was not, or was paid only within this database transaction. */
  readonly paidAt: Date | null;
  /** When its page became the one that asks for a currency, by the database's clock. */
  readonly asked: readonly Asked[];
}

export interface Asked {
  readonly currency: CurrencyCode;
  /** In µs since 1970, so that no two pages ask at the same time. */
  readonly atUs: number;
}

/** The part of a deposit that decides which session it belongs to. */
export interface Sighting extends Money {
  /** By our own clock: when the pending pool or a block first showed it. */
  readonly seenAt: Date;
  /** By the chain's clock: the time of the first block that held it; null while it is in none. */
  readonly minedAt: Date | null;
}

/** How long after its expiry an unpaid session still gets money, in ms. */
export const lateMs = 7 * 24 * 60 * 60 * 1000;

/** How far a chain's clock may be behind ours, in ms. */
const clockSkewMs = 60_000;

export interface CandidateMatch<S extends SessionCandidate> {
  readonly session: S;
  /**
   * The deposit pays what was still due, so the currency's minimum does not matter (docs/rules-of-money.md,
   * 4).
   */
  readonly completes: boolean;
}

/**
 * The session that a deposit belongs to (docs/rules-of-money.md, 6). The candidates are the customer's
 * sessions that accept its currency and were made before it was first seen. They are tried in this order:
 * 1. unpaid and not expired then. If the deposit meets the outstanding amount of some of them exactly, the
 *    one of these whose page last asked for the currency before the deposit was first seen, else the newest.
 *    If it meets none exactly, the one whose page last asked, else the oldest;
 * 2. not expired then, and paid only after the deposit was first seen, by another of their prices: the one
 *    whose page last asked, else the newest. The deposit was sent for one alternative while another was paid,
 *    and is an excess;
 * 3. unpaid and expired within the past 7 days: the one that expired last;
 * 4. none.
 */
export function sessionFor<S extends SessionCandidate>(
  deposit: Sighting,
  sessions: readonly S[],
): CandidateMatch<S> | undefined {
  return new SessionMatches(sessions).sessionFor(deposit);
}

interface Open<S extends SessionCandidate> {
  readonly session: S;
  paid: readonly Money[];
  isPaid: boolean;
}

/**
 * The sessions of a customer, for many deposits in turn. The rule of `sessionFor` decides each deposit, with
 * all that was counted before. A deposit looks only at the sessions that accept its currency, which are
 * sorted once.
 */
export class SessionMatches<S extends SessionCandidate> {
  readonly #all: ReadonlyMap<SessionId, Open<S>>;
  readonly #byCurrency = new Map<
    CurrencyCode,
    { readonly oldest: readonly Open<S>[]; readonly lastExpired: readonly Open<S>[] }
  >();

  constructor(sessions: readonly S[]) {
    this.#all = new Map(
      sessions.map(session => {
        const { id, paid, price } = session;
        return [id, { session, paid, isPaid: isPaid(price, paid) }];
      }),
    );
  }

  sessionFor(deposit: Sighting): CandidateMatch<S> | undefined {
    const sightedAt = timeOf(deposit);
    const { oldest, lastExpired } = this.#accepting(deposit.currency);
    const [exact, inexact, over] = [new Best<Open<S>>(), new Best<Open<S>>(), new Best<Open<S>>()];
    for (const candidate of oldest) {
      const { session } = candidate;
      if (session.createdAt >= deposit.seenAt) break;
      if (sightedAt > session.expiresAt.getTime() || !wasThere(session, deposit)) continue;
      const askedAt = lastAsked(session, deposit);
      if (candidate.isPaid) {
        const wasPaid = session.paidAt !== null && session.paidAt <= deposit.seenAt;
        if (!wasPaid && !isPaidBy(candidate, deposit)) over.takeLast(candidate, askedAt);
      } else if (dueIn(candidate, deposit).includes(0n)) exact.takeLast(candidate, askedAt);
      else inexact.takeFirst(candidate, askedAt);
    }
    const found =
      exact.found ??
      inexact.found ??
      over.found ??
      lastExpired.find(({ session, isPaid: paid }) => {
        const overFor = sightedAt - session.expiresAt.getTime();
        return overFor > 0 && overFor <= lateMs && !paid && wasThere(session, deposit);
      });
    return (
      found && {
        session: found.session,
        completes: !found.isPaid && dueIn(found, deposit).some(due => due <= 0n),
      }
    );
  }

  /** Counts the money as the session's from now on. Does nothing if the session is not one of these. */
  count(id: SessionId, money: Money): void {
    const open = this.#all.get(id);
    if (!open) return;
    open.paid = addMoney(open.paid, money);
    open.isPaid = isPaid(open.session.price, open.paid);
  }

  #accepting(currency: CurrencyCode) {
    const known = this.#byCurrency.get(currency);
    if (known) return known;
    const accepting = [...this.#all.values()].filter(({ session }) => accepts(session, currency));
    const sorted = {
      oldest: accepting.toSorted(
        ({ session: a }, { session: b }) =>
          a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
      ),
      lastExpired: accepting.toSorted(
        ({ session: a }, { session: b }) =>
          b.expiresAt.getTime() - a.expiresAt.getTime() || (a.id < b.id ? 1 : -1),
      ),
    };
    this.#byCurrency.set(currency, sorted);
    return sorted;
  }
}

/** Of candidates given in order of age, the one whose page asked last. */
class Best<T> {
  found: T | undefined;
  #askedAt = -Infinity;

  /** Among equals the first stays. */
  takeFirst(candidate: T, askedAt: number): void {
    if (this.found === undefined || askedAt > this.#askedAt) this.#take(candidate, askedAt);
  }

  /** Among equals the last stays. */
  takeLast(candidate: T, askedAt: number): void {
    if (askedAt >= this.#askedAt) this.#take(candidate, askedAt);
  }

  #take(candidate: T, askedAt: number): void {
    this.found = candidate;
    this.#askedAt = askedAt;
  }
}

/**
 * When the session's page last asked for the deposit's currency, in µs. A request after the deposit was seen
 * or mined does not count: the deposit was not sent for that page. A request within the millisecond of the
 * sighting counts.
 */
function lastAsked({ asked }: SessionCandidate, { currency, seenAt, minedAt }: Sighting): number {
  const lastMs = Math.min(seenAt.getTime(), minedAt ? minedAt.getTime() + clockSkewMs : Infinity);
  return asked.reduce(
    (last, { currency: code, atUs }) =>
      code === currency && Math.floor(atUs / 1000) <= lastMs ? Math.max(atUs, last) : last,
    -Infinity,
  );
}

/** True when the deposit was seen, or mined, before the session expired. */
export function isTimely(deposit: Sighting, { expiresAt }: Pick<SessionCandidate, 'expiresAt'>): boolean {
  return timeOf(deposit) <= expiresAt.getTime();
}

/** The earlier of the first sighting and the block's time, in ms. */
function timeOf({ seenAt, minedAt }: Sighting): number {
  return Math.min(seenAt.getTime(), minedAt?.getTime() ?? Infinity);
}

function wasThere({ createdAt }: SessionCandidate, { seenAt, minedAt }: Sighting): boolean {
  if (createdAt >= seenAt) return false;
  // A scanner that is behind sees a deposit late: it was sent before.
  return minedAt === null || createdAt.getTime() - clockSkewMs <= minedAt.getTime();
}

function accepts({ price }: SessionCandidate, currency: CurrencyCode): boolean {
  return price.some(({ members }) => members.some(member => member.currency === currency));
}

/** Prices are alternatives: reaching one of them is enough. */
function isPaid(price: readonly Price[], paid: readonly Money[]): boolean {
  return price.some(alternative => totalIn(alternative, paid) >= BigInt(alternative.amount));
}

/** True if an alternative that the money counts towards is reached. */
function isPaidBy<S extends SessionCandidate>({ session, paid }: Open<S>, money: Money): boolean {
  return isPaid(
    session.price.filter(alternative => countedIn(alternative, money) !== undefined),
    paid,
  );
}

/**
 * What would be due after the deposit, for each alternative that it counts towards; negative if it is too
 * much.
 */
function dueIn<S extends SessionCandidate>({ session, paid }: Open<S>, deposit: Money): readonly bigint[] {
  return session.price.flatMap(alternative => {
    const counted = countedIn(alternative, deposit);
    return counted === undefined ? [] : [BigInt(alternative.amount) - totalIn(alternative, paid) - counted];
  });
}
