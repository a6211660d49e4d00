import { expect, test } from 'vitest';
import {
  CannotOpen,
  createSecretBox,
  newSecretsKey,
  parseSecretsKey,
} from '../../../db/secrets/secretBox.ts';
import { newId } from '../../../domain/ids.ts';
import { must } from '../fixtures.ts';

const key = (seed: number) => Buffer.alloc(32, seed);
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const box = createSecretBox([key(1)]);
const owner = newId('whe');

test('a secret opens with its key, in its own row', () => {
  const sealed = box.seal(secret, owner);
  expect(sealed).toMatch(/^sealed:1:[0-9a-f]{16}:[A-Za-z0-9+/=]+$/);
  expect(sealed).not.toContain(secret.slice(6));
  expect(box.open(sealed, owner)).toBe(secret);
  expect(() => box.open(sealed, newId('whe'))).toThrow(CannotOpen);
  expect(() => box.open(sealed, newId('acc'))).toThrow(CannotOpen);
});

test('a secret changed in any byte, cut off or lengthened does not open', () => {
  const sealed = box.seal(secret, owner);
  const at = sealed.lastIndexOf(':') + 1;
  const bytes = Buffer.from(sealed.slice(at), 'base64');
  const withBytes = (other: Uint8Array) => sealed.slice(0, at) + Buffer.from(other).toString('base64');
  expect(box.open(withBytes(bytes), owner)).toBe(secret);
  for (let place = 0; place < bytes.length; place++) {
    const other = Buffer.from(bytes);
    other[place] = (other[place] ?? 0) ^ 1;
    expect(() => box.open(withBytes(other), owner), String(place)).toThrow(CannotOpen);
  }
  for (const length of [0, 11, 12, 20, 27, 28, bytes.length - 1]) {
    expect(() => box.open(withBytes(bytes.subarray(0, length)), owner), String(length)).toThrow(CannotOpen);
  }
  expect(() => box.open(withBytes(Buffer.concat([bytes, Buffer.of(0)])), owner)).toThrow(CannotOpen);
  expect(() => box.open(sealed.replace(/:[0-9a-f]{16}:/, ':'), owner)).toThrow(CannotOpen);
});

test('the same secret is sealed differently each time', () => {
  expect(new Set(Array.from({ length: 100 }, () => box.seal(secret, owner))).size).toBe(100);
});

test('of several keys the first seals and all open; a removed one opens nothing', () => {
  const rotated = createSecretBox([key(2), key(1)]);
  expect(rotated.open(box.seal(secret, owner), owner)).toBe(secret);
  const sealed = rotated.seal(secret, owner);
  expect(createSecretBox([key(2)]).open(sealed, owner)).toBe(secret);
  expect(() => box.open(sealed, owner)).toThrow(CannotOpen);
});

test('errors reveal neither secret nor key', () => {
  const other = createSecretBox([key(3)]);
  const messages: string[] = [];
  for (const open of [
    () => other.open(box.seal(secret, owner), owner),
    () => box.open(box.seal(secret, owner), newId('whe')),
  ]) {
    try {
      open();
    } catch (error) {
      messages.push(error instanceof Error ? `${error.message} ${String(error.stack)}` : '');
    }
  }
  expect(messages).toHaveLength(2);
  for (const text of messages) {
    for (const hidden of [secret, secret.slice(6), key(1).toString('hex'), key(1).toString('base64')]) {
      expect(text).not.toContain(hidden);
    }
  }
});

test('an account without a secret signs with its own one, which nobody can know', () => {
  const [one, other] = [newId('acc'), newId('acc')];
  expect(box.unasked(one)).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(box.unasked(one)).toBe(box.unasked(one));
  expect(box.unasked(one)).not.toBe(box.unasked(other));
  expect(createSecretBox([key(9)]).unasked(one)).not.toBe(box.unasked(one));
});

test.for<[text: string, bytes: number | undefined]>([
  ['ab'.repeat(32), 32],
  ['AB'.repeat(32), 32],
  [Buffer.alloc(32, 250).toString('base64'), 32],
  [Buffer.alloc(32, 250).toString('base64').replace('=', ''), 32],
  ['', undefined],
  ['ab'.repeat(16), undefined],
  ['ab'.repeat(33), undefined],
  [Buffer.alloc(31).toString('base64'), undefined],
  [Buffer.alloc(33).toString('base64'), undefined],
  [`${'A'.repeat(42)}B=`, undefined],
  ['password'.repeat(4), undefined],
])('a key %s has %s bytes', ([text, bytes]) => {
  expect(parseSecretsKey(text)?.length).toBe(bytes);
});

test('a created key is accepted', () => {
  const made = newSecretsKey();
  expect(must(parseSecretsKey(made))).toHaveLength(32);
  expect(made).not.toBe(newSecretsKey());
});
