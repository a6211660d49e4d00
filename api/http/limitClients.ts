import type { Request } from 'express';
import ipaddr from 'ipaddr.js';
import { PurserError } from '../../domain/errors.ts';
import { createRateLimit } from './rateLimit.ts';

/** What one client may ask for at once, and how much more a second. */
export interface ClientAllowance {
  readonly atOnce: number;
  readonly perSecond: number;
}

/** A bucket per client. Throws `rate_limited` when it is empty, and sets `Retry-After` to the seconds to wait. */
export function limitClients({
  atOnce,
  perSecond,
}: ClientAllowance): (request: Pick<Request, 'ip' | 'res'>) => void {
  const take = createRateLimit(perSecond, atOnce);
  return ({ ip, res }) => {
    const { allowed, retryAfter } = take(clientKey(ip));
    if (allowed) return;
    res?.set('Retry-After', String(retryAfter));
    throw new PurserError('rate_limited');
  };
}

/**
 * Six times as many at once as a second. With the usual 20 a second, a family or a shop's counter that shares an address
 * stays far below it.
 */
export function pagesOf(perSecond: number): ClientAllowance {
  return { atOnce: 6 * perSecond, perSecond };
}

/**
 * What a client counts as for limits: its address, or with IPv6 its network of 64 bits, which is one home.
 */
export function clientKey(ip: string | undefined): string {
  if (ip === undefined || !ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4' ? address.toString() : address.toByteArray().slice(0, 8).join('.');
}
