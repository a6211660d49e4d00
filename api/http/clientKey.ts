import ipaddr from 'ipaddr.js';

/**
 * What a client counts as for limits: its address, or with IPv6 its network of 64 bits, which is one home.
 */
export function clientKey(ip: string | undefined): string {
  if (ip === undefined || !ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4' ? address.toString() : address.toByteArray().slice(0, 8).join('.');
}
