import ipaddr from 'ipaddr.js';
import { lookup as lookupName } from 'node:dns';
import type { LookupAddress, LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** Requests must not go to this address or URL. */
export class ForbiddenTarget extends Error {
  override readonly name = 'ForbiddenTarget';
}

/** Gives all addresses of a name. */
export type NameLookup = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Decides whether a request may go to an IP address. */
export type AddressGuard = (address: string) => boolean;

/**
 * The only IPv6 range that is assigned as public; an address outside it, such as `::7f00:1`, may end
 * anywhere.
 */
const publicIpv6 = ipaddr.parseCIDR('2000::/3');
/** Answers only inside one cloud, with data about its machines: public by its number only. */
const platformAddresses = ['168.63.129.16'];

/**
 * Allows public unicast addresses, and the ranges an operator lists (`127.0.0.0/8`, `::1/128`). All others
 * are refused: private, loopback, link-local (cloud metadata), shared, multicast, and IPv6 forms that contain
 * an IPv4 address. The exception is `::ffff:0:0/96`, which is judged by the IPv4 address.
 */
export function createAddressGuard(allowed: readonly string[]): AddressGuard {
  const ranges = allowed.map(range => ipaddr.parseCIDR(range));
  return text => {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    const listed = ranges.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits));
    return listed || isPublic(address);
  };
}

function isPublic(address: ReturnType<typeof ipaddr.process>): boolean {
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv6'
    ? address.match(...publicIpv6)
    : !platformAddresses.includes(address.toString());
}

/**
 * A name look-up for connections that yields only allowed addresses. It runs when the connection is made, on
 * the very addresses connected to, so a name that resolves differently the second time gains nothing.
 */
export function guardedLookup(guard: AddressGuard, resolve: NameLookup = lookupName): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
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

/**
 * Throws `ForbiddenTarget` for URLs with another scheme, with credentials, or with a refused literal as host.
 */
export function checkUrl(text: string, guard: AddressGuard): URL {
  // WHATWG parsing turns every notation of an IPv4 literal (octal, hexadecimal, one number) into the plain
  // one.
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new ForbiddenTarget('only http and https URLs may be called');
  }
  if (url.username !== '' || url.password !== '')
    throw new ForbiddenTarget('a URL with credentials may not be called');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // RFC 6761: these names are loopback, and no look-up is needed to know it.
  const isLocal = /(^|\.)localhost\.?$/.test(host);
  if ((isLocal && !guard('127.0.0.1') && !guard('::1')) || (ipaddr.isValid(host) && !guard(host))) {
    throw new ForbiddenTarget('the URL has an address that may not be called');
  }
  return url;
}
