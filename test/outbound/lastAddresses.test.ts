import { expect, it } from 'vitest';
import { rememberLast } from '../../outbound/lastAddresses.ts';

it('the addresses of the last origins are remembered, and no more', () => {
  const addresses = rememberLast(2);
  addresses.set('https://a.example', '192.0.2.1');
  addresses.set('https://b.example', '192.0.2.2');
  expect(addresses.get('https://a.example')).toBe('192.0.2.1');
  addresses.set('https://c.example', '192.0.2.3');
  expect(['a', 'b', 'c'].map(name => addresses.get(`https://${name}.example`))).toEqual([
    '192.0.2.1',
    null,
    '192.0.2.3',
  ]);
  addresses.set('https://a.example', null);
  expect(addresses.get('https://a.example')).toBe(null);
});
