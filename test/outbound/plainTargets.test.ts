import { expect, it } from 'vitest';
import { isPlainTarget, isSafeTarget } from '../../outbound/plainTargets.ts';

const listed = ['geth.internal', '10.1.0.0/16', '192.0.2.7', 'fd00::/8'];

it.each([
  'https://node.example/key',
  'wss://node.example',
  'http://localhost:8545',
  'ws://node.localhost.:1',
  'http://127.0.0.1:1',
  'http://127.8.9.10',
  // Odd spellings of loopback are loopback too.
  'http://0x7f.1/',
  'http://[::1]:8545',
  'http://[::ffff:127.0.0.1]',
  'http://geth.internal:8545',
  'http://GETH.internal.',
  'ws://10.1.255.3:8546',
  'http://192.0.2.7',
  'http://[fd00::1]',
])('money may depend on answers from %s', url => {
  expect(isSafeTarget(url, listed)).toBe(true);
});

it.each([
  'http://node.example',
  'ws://node.example',
  'http://10.2.0.1',
  'http://192.0.2.8',
  'http://169.254.169.254',
  'http://[fe80::1]',
  'http://geth.internal.example',
  'http://evil-geth.internal',
  'http://localhost.example',
  'http://127.0.0.1.example',
  'http://geth.internal@node.example',
  'ftp://localhost.example',
  'not a url',
])('but not on answers from %s', url => {
  expect(isSafeTarget(url, listed)).toBe(false);
});

it('the list accepts names, addresses and ranges, and no URLs', () => {
  for (const one of [...listed, 'node', 'a_b.c', '::1']) expect(isPlainTarget(one)).toBe(true);
  for (const one of ['http://node', 'node:8545', '*.internal', '10.0.0.0/99', '-a', 'a/b']) {
    expect(isPlainTarget(one)).toBe(false);
  }
});
