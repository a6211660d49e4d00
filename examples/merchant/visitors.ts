import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';

/** Who is logged in. */
export interface User {
  /** The shop's own id of its customer, which is their name. */
  readonly name: string;
  /** Purser's id of the same. */
  readonly customerId: string;
}

export interface Visitor {
  /** In every form of a page: another site can make a browser send a form, but cannot know this. */
  readonly token: string;
  readonly user: User | null;
}

const cookie = 'shop_visit';
/** The oldest go first: whoever has no cookie gets a visit, and memory has an end. */
const keptVisits = 10_000;

/** Visits, by an id that only the browser has. In memory: a restart of this example logs everybody out. */
export class Visitors {
  readonly #visits = new Map<string, Visitor>();
  readonly #secure: boolean;

  constructor({ secure }: { readonly secure: boolean }) {
    this.#secure = secure;
  }

  /** The visitor of this request; one who is not known is given a visit. */
  of(request: Request, response: Response): Visitor {
    const known = this.#visits.get(visitId(request));
    return known ?? this.#begin(response, null);
  }

  /** Under another id than before, so that one planted beforehand is worth nothing. */
  logIn(request: Request, response: Response, user: User): void {
    this.logOut(request);
    this.#begin(response, user);
  }

  logOut(request: Request): void {
    this.#visits.delete(visitId(request));
  }

  /** Whether the form that was sent is one of a page that we gave this visitor. */
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
    if (this.#visits.size > keptVisits && oldest !== undefined) this.#visits.delete(oldest);
    // Lax and not Strict: payers come back from the checkout page, which may be another site, and are still logged in.
    response.cookie(cookie, id, { httpOnly: true, sameSite: 'lax', secure: this.#secure, path: '/' });
    return visitor;
  }
}

function visitId(request: Request): string {
  const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim().split('='));
  return pairs.find(([name]) => name === cookie)?.[1] ?? '';
}
