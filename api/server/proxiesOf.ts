import type { Express } from 'express';

/** Returns a function that says whether an address is a proxy which the app trusts (`trust proxy`). */
export function proxiesOf(app: Express): (address: string) => boolean {
  const trust: unknown = app.get('trust proxy fn');
  return address => typeof trust === 'function' && Reflect.apply(trust, undefined, [address, 0]) === true;
}
