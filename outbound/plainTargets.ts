import ipaddr from 'ipaddr.js';

/**
 * Whether a URL of `http`, `ws` or their secure forms may be called if money depends on the answer: over TLS,
 * on this machine itself, or at a host, address or range that an operator lists. Otherwise anyone on the way
 * could change the answer.
 */
export function isSafeTarget(text: string, listed: readonly string[]): boolean {
  const url = URL.parse(text);
  if (!url) return false;
  if (url.protocol === 'https:' || url.protocol === 'wss:') return true;
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  // RFC 6761: these names are loopback.
  if (/(^|\.)localhost$/.test(host)) return true;
  if (!ipaddr.isValid(host)) return listed.some(one => one.toLowerCase() === host);
  const address = ipaddr.process(host);
  return address.range() === 'loopback' || listed.some(one => isWithin(address, one));
}

/** Whether this may be an entry of the list: a name, an address, or a range of addresses. */
export function isPlainTarget(text: string): boolean {
  return ipaddr.isValid(text) || ipaddr.isValidCIDR(text) || /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$/i.test(text);
}

function isWithin(address: ReturnType<typeof ipaddr.process>, listed: string): boolean {
  if (ipaddr.isValid(listed)) return ipaddr.process(listed).toString() === address.toString();
  if (!ipaddr.isValidCIDR(listed)) return false;
  const [base, bits] = ipaddr.parseCIDR(listed);
  return base.kind() === address.kind() && address.match(base, bits);
}
