import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkUrl, createAddressGuard, ForbiddenTarget, guardedLookup } from '../../outbound/guardAddress.ts';

const guard = createAddressGuard([]);

describe('the address guard', () => {
  it.each([
    '127.0.0.1',
    '127.8.9.1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    // IPv4-compatible, translated, NAT64 (well-known and local), 6to4, Teredo: each contains an IPv4 address.
    '::127.0.0.1',
    '::7f00:1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    '2002:7f00:1::',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    // Belongs to nobody, so anybody may use it.
    '::2',
    '4000::1',
    'fec0::1',
    // With a zone.
    'fe80::1%eth0',
    '::1%lo',
    '0.1.2.3',
    '100.127.255.255',
    '192.0.0.192',
    '198.18.0.1',
    '240.0.0.1',
    '168.63.129.16',
    '0177.0.0.1',
    '0x7f.0.0.1',
    '2130706433',
    '2001:db8::1',
    'not an address',
  ])('refuses %s', address => {
    expect(guard(address)).toBe(false);
  });

  it.each(['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111'])('allows %s', address => {
    expect(guard(address)).toBe(true);
  });

  it('allows what an operator lists, and nothing else', () => {
    const listed = createAddressGuard(['127.0.0.0/8', '::1/128']);
    expect(listed('127.0.0.1')).toBe(true);
    expect(listed('::1')).toBe(true);
    expect(listed('::ffff:127.0.0.1')).toBe(true);
    expect(listed('10.0.0.1')).toBe(false);
  });
});

describe('the check of a URL', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://017700000001/',
    'http://0x7f.1/',
    'http://0/',
    'http://127.0.0.1./',
    'http://①②⑦.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::a00:1]/',
    'http://[2002:a00:1::]/',
    'http://[fe80::1%25eth0]/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://shop.localhost:8080/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'https://user:password@example.com/',
    'file:///etc/passwd',
    'ftp://example.com/',
    'javascript:alert(1)',
    'no url',
  ])('refuses %s', url => {
    expect(() => checkUrl(url, guard)).toThrow(ForbiddenTarget);
  });

  it('accepts names, which the look-up judges', () => {
    expect(checkUrl('https://example.com/hook', guard).hostname).toBe('example.com');
  });
});

describe('the guarded look-up', () => {
  /** A resolver that returns the next of `answers` for each look-up. */
  const resolver = (...answers: readonly (readonly string[])[]) => {
    let asked = 0;
    return (
      _name: string,
      _options: unknown,
      callback: (error: null, addresses: LookupAddress[]) => void,
    ) => {
      const addresses = answers[asked++] ?? [];
      callback(
        null,
        addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
  };
  const look = (lookup: LookupFunction, all: boolean, name = 'shop.example') =>
    new Promise((resolve, reject) => {
      lookup(name, { all }, (error, address) => {
        if (error) reject(error);
        else resolve(address);
      });
    });

  it('returns no address for a name that resolves only to refused ones', async () => {
    const lookup = guardedLookup(guard);
    await expect(look(lookup, false, 'localhost')).rejects.toThrow(ForbiddenTarget);
    await expect(look(lookup, true, 'localhost')).rejects.toThrow(ForbiddenTarget);
  });

  it('returns only the allowed ones', async () => {
    const lookup = guardedLookup(createAddressGuard(['127.0.0.0/8']));
    expect(await look(lookup, false, 'localhost')).toBe('127.0.0.1');
    expect(await look(lookup, true, 'localhost')).toEqual([{ address: '127.0.0.1', family: 4 }]);
  });

  it('returns only the public address of a name that also has a private one', async () => {
    const both = ['10.0.0.1', '93.184.216.34', '::ffff:10.0.0.1'];
    const lookup = guardedLookup(guard, resolver(both, both));
    expect(await look(lookup, true)).toEqual([{ address: '93.184.216.34', family: 4 }]);
    expect(await look(lookup, false)).toBe('93.184.216.34');
  });

  it('judges each look-up by its own answer, so that a name gains nothing by changing', async () => {
    const lookup = guardedLookup(guard, resolver(['93.184.216.34'], ['169.254.169.254'], ['93.184.216.34']));
    expect(await look(lookup, false)).toBe('93.184.216.34');
    await expect(look(lookup, false)).rejects.toThrow(ForbiddenTarget);
    expect(await look(lookup, false)).toBe('93.184.216.34');
  });

  it('passes on that a name is unknown', async () => {
    await expect(look(guardedLookup(guard), false, 'nowhere.invalid')).rejects.not.toThrow(ForbiddenTarget);
  });
});
