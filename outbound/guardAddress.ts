import ipaddr from 'ipaddr.js';
import { lookup as lookupName } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** The address or URL is one that requests must not leave for. */
export class ForbiddenTarget extends Error {
  override readonly name = 'ForbiddenTarget';
}

/** Decides whether a request may go to an IP address. */
export type AddressGuard = (address: string) => boolean;

/**
 * Allows public unicast addresses, and the ranges an operator lists (`127.0.0.0/8`, `::1/128`). All else is
 * refused: private, loopback, link-local (cloud metadata), shared, multicast, and IPv6 forms that carry an
 * IPv4 address in them, which are judged by that address.
 */
export function createAddressGuard(allowed: readonly string[]): AddressGuard {
  const ranges = allowed.map(range => ipaddr.parseCIDR(range));
  return text => {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    const listed = ranges.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits));
    return listed || address.range() === 'unicast';
  };
}

/**
 * A name look-up for connections that yields allowed addresses alone. It runs when the connection is made, on
 * the very addresses connected to, so a name that resolves differently the second time gains nothing.
 */
export function guardedLookup(guard: AddressGuard): LookupFunction {
  return (hostname, options, callback) => {
    lookupName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '');
        return;
      }
      const permitted = addresses.filter(({ address }) => guard(address));
      const [first] = permitted;
      if (!first) callback(new ForbiddenTarget(`${hostname} resolves to no permitted address`), '');
      else if (options.all) callback(null, permitted);
      else callback(null, first.address, first.family);
    });
  };
}

/** Throws `ForbiddenTarget` for URLs of other schemes, with credentials, or whose host is a refused literal. */
export function checkUrl(text: string, guard: AddressGuard): URL {
  // WHATWG parsing turns every notation of an IPv4 literal (octal, hexadecimal, one number) into the plain one.
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new ForbiddenTarget('only http and https URLs are called');
  }
  if (url.username !== '' || url.password !== '')
    throw new ForbiddenTarget('a URL with credentials is not called');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host) && !guard(host))
    throw new ForbiddenTarget('the URL names an address that is not called');
  return url;
}
