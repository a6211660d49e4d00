import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';

/** A logged-in user. */
export interface User {
  /** The shop's own id of the customer, which is the user's name. */
  readonly name: string;
  /** Purser's id of the customer. */
  readonly customerId: string;
}

export interface Visitor {
  /**
   * Every form of a page contains it: another site can make a browser send a form, but cannot know the token.
   */
  readonly token: string;
  readonly user: User | null;
}

const cookie = 'shop_visit';
/**
 * Beyond this number the oldest visits are dropped: everybody without a cookie gets a visit, and memory is
 * limited.
 */
const maxVisits = 10_000;

/**
 * Visits, by an id that only the browser has. They are in memory: a restart of this example logs everybody
 * out.
 */
export class Visitors {
  readonly #visits = new Map<string, Visitor>();
  readonly #secure: boolean;

  constructor({ secure }: { readonly secure: boolean }) {
    this.#secure = secure;
  }

  /** The visitor of this request. An unknown one gets a new visit. */
  of(request: Request, response: Response): Visitor {
    const known = this.#visits.get(visitId(request));
    return known ?? this.#begin(response, null);
  }

  /** Begins a visit under a new id, so that an id planted beforehand is worthless. */
  logIn(request: Request, response: Response, user: User): void {
    this.logOut(request);
    this.#begin(response, user);
  }

  logOut(request: Request): void {
    this.#visits.delete(visitId(request));
  }

  /** Whether the submitted form comes from a page that we gave this visitor. */
  sentOurForm(request: Request, token: string): boolean {
    const expected = Buffer.from(this.#visits.get(visitId(request))?.token ?? '');
    const given = Buffer.from(token);
    return expected.length > 0 && given.length === expected.length && timingSafeEqual(given, expected);
  }

  #begin(response: Response, user: User | null): Visitor {
    const id = randomBytes(32).toString('base64url');
    const visitor = { token: randomBytes(32).toString('base64url'), user };
    this.#visits.set(id, visitor);
    const [oldest] = this.#visits.keys();
    if (this.#visits.size > maxVisits && oldest !== undefined) this.#visits.delete(oldest);
    // Lax and not Strict: payers return from the checkout page, which may be another site, and must still be
    // logged in.
    response.cookie(cookie, id, { httpOnly: true, sameSite: 'lax', secure: this.#secure, path: '/' });
    return visitor;
  }
}

function visitId(request: Request): string {
  const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim().split('='));
  return pairs.find(([name]) => name === cookie)?.[1] ?? '';
}
