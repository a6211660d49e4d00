import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Wallet } from 'ethers';
import { addressOfKeystore } from '../../chain/sending/keystore.ts';
import { readOperatorKey } from '../../signerSettings.ts';
import type { KeysOutcome } from './runKeys.ts';
import { runKeys } from './runKeys.ts';

const password = 'correct horse battery staple';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'purser-operator-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: readonly string[], input: string): Promise<KeysOutcome> =>
  runKeys(['operator', ...args], { folder, input, timeoutMs: 120_000 });

test('makes a key that its password opens, and prints the address alone', { timeout: 180_000 }, async () => {
  const { code, output } = await run(['--out', 'operator.json'], `${password}\n`);
  expect({ code, output }).toEqual({
    code: 0,
    output: expect.stringMatching(/^0x[0-9a-fA-F]{40}\n$/) as string,
  });
  const file = join(folder, 'operator.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, 'utf8');
  expect(addressOfKeystore(text)).toBe(output.trim().toLowerCase());
  // Other tools open it as well.
  const { address, privateKey } = await Wallet.fromEncryptedJson(text.trim(), password);
  expect(address).toBe(output.trim());
  for (const secret of [privateKey.slice(2), password]) expect(text + output).not.toContain(secret);

  writeFileSync(join(folder, 'password'), password);
  const key = await readOperatorKey({
    PURSER_OPERATOR_KEYSTORE: file,
    PURSER_OPERATOR_PASSWORD_FILE: join(folder, 'password'),
  });
  expect(key.address).toBe(address.toLowerCase());
});

test('overwrites nothing', { timeout: 180_000 }, async () => {
  writeFileSync(join(folder, 'taken'), 'mine');
  const { code, output } = await run(['--out', 'taken'], password);
  expect(code).toBe(1);
  expect(output).not.toContain(password);
  expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('mine');
});

test.for(['', 'eleven char', `${password}\n${password}`])(
  'takes no password such as %j, and writes nothing',
  { timeout: 60_000 },
  async given => {
    const { code, output } = await run(['--out', 'refused'], given);
    expect(code).toBe(1);
    // The empty one is in every text.
    expect(given !== '' && output.includes(given)).toBe(false);
    expect(readdirSync(folder)).not.toContain('refused');
  },
);
