import { inspect } from 'node:util';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  CannotOpenAuthorization,
  createAuthorizationBox,
} from '../../../db/authorizations/sealAuthorization.ts';
import type { Address } from '../../../domain/address.ts';
import type { ChainId } from '../../../domain/registry.ts';

const key = randomBytes(32);
const box = createAuthorizationBox(key);
const address = (digit: string): Address => `0x${digit.repeat(40)}` as Address;
const identity = { chainId: 1 as ChainId, delegate: address('d'), authority: address('a'), nonce: 0 };
const tuple = { yParity: 1, r: `0x${'12'.repeat(32)}`, s: `0x${'34'.repeat(32)}` } as const;

test('an authorization opens as it was sealed, by its own key', () => {
  const sealed = box.seal(identity, tuple);
  expect(box.open(identity, sealed)).toEqual(tuple);
  expect(createAuthorizationBox(key).open(identity, sealed)).toEqual(tuple);
  expect(() => createAuthorizationBox(randomBytes(32)).open(identity, sealed)).toThrow(
    CannotOpenAuthorization,
  );
  expect(sealed.includes(Buffer.from('12'.repeat(32), 'hex'))).toBe(false);
  // Equal ones do not look equal.
  expect(box.seal(identity, tuple).equals(sealed)).toBe(false);
});

test.for([{ chainId: 2 as ChainId }, { delegate: address('e') }, { authority: address('b') }, { nonce: 1 }])(
  'it does not open in a row with another identity: %j',
  other => {
    const sealed = box.seal(identity, tuple);
    expect(() => box.open({ ...identity, ...other }, sealed)).toThrow(CannotOpenAuthorization);
  },
);

test('it does not open if one bit of it was changed, or its end is missing', () => {
  const sealed = box.seal(identity, tuple);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => box.open(identity, changed), String(at)).toThrow(CannotOpenAuthorization);
  }
  for (const end of [0, 8, 20, sealed.length - 1])
    expect(() => box.open(identity, sealed.subarray(0, end)), String(end)).toThrow(CannotOpenAuthorization);
});

test('errors, and what a log shows of the box, have neither the key nor the signature', () => {
  const sealed = box.seal(identity, tuple);
  let failure: unknown;
  try {
    box.open({ ...identity, nonce: 1 }, sealed);
  } catch (error) {
    failure = error;
  }
  const shown = inspect([box, failure], { depth: 9, showHidden: true });
  for (const secret of ['12'.repeat(32), key.toString('hex'), inspect(key).slice(8, 40)])
    expect(shown).not.toContain(secret);
});
