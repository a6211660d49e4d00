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
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'not an address',
  ])('refuses %s', address => {
    expect(guard(address)).toBe(false);
  });

  it.each(['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111'])('allows %s', address => {
    expect(guard(address)).toBe(true);
  });

  it('allows what an operator lists, and no more', () => {
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

  it('lets names pass, which the look-up judges', () => {
    expect(checkUrl('https://example.com/hook', guard).hostname).toBe('example.com');
  });
});

describe('the guarded look-up', () => {
  const look = (allowed: readonly string[], all: boolean) =>
    new Promise((resolve, reject) => {
      guardedLookup(createAddressGuard(allowed))('localhost', { all }, (error, address) => {
        if (error) reject(error);
        else resolve(address);
      });
    });

  it('gives no address of a name that resolves to refused ones alone', async () => {
    await expect(look([], false)).rejects.toThrow(ForbiddenTarget);
    await expect(look([], true)).rejects.toThrow(ForbiddenTarget);
  });

  it('gives only the allowed ones', async () => {
    expect(await look(['127.0.0.0/8'], false)).toBe('127.0.0.1');
    expect(await look(['127.0.0.0/8'], true)).toEqual([{ address: '127.0.0.1', family: 4 }]);
  });
});
