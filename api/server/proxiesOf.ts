import type { Express } from 'express';

/** Whether a connection from an address is that of a proxy which the app trusts (`trust proxy`). */
export function proxiesOf(app: Express): (address: string) => boolean {
  const trust: unknown = app.get('trust proxy fn');
  return address => typeof trust === 'function' && Reflect.apply(trust, undefined, [address, 0]) === true;
}
