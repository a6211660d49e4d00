import { HDNodeWallet, Mnemonic, toBeHex } from 'ethers';
import { expect, test } from 'vitest';
import { createAddressDeriver } from '../../../chain/deriveAddress.ts';
import { authorizationKeys } from '../../../chain/sweeping/authorizationKeys.ts';
import { signAuthorizations } from '../../../cli/keys/signAuthorizations.ts';
import type { Address } from '../../../domain/address.ts';
import type { ChainId } from '../../../domain/registry.ts';
import type { AuthorizationFault } from '../../../domain/sweeping/authorization.ts';
import { AuthorizationsRefused, noDelegate } from '../../../domain/sweeping/authorization.ts';
import { authorizationLine, headerLine } from '../../../domain/sweeping/authorizationLines.ts';
import type { ExpectedAuthorizations } from '../../../domain/sweeping/readAuthorizations.ts';
import { readAuthorizations } from '../../../domain/sweeping/readAuthorizations.ts';

const phrase = Mnemonic.fromEntropy(`0x${'17'.repeat(32)}`).phrase;
const key = HDNodeWallet.fromPhrase(phrase, undefined, "m/44'/60'/0'/0");
const other = HDNodeWallet.fromPhrase(phrase, undefined, "m/44'/60'/1'/0");
const keys = authorizationKeys(createAddressDeriver(key.neuter().extendedKey));
const delegate = `0x${'d1'.repeat(20)}` as Address;
const chainId = 10 as ChainId;
const of = { chainId, delegate, nonce: 0, from: 5, to: 8 };
const expected: ExpectedAuthorizations = { ...of, kind: 'delegate', fingerprint: key.fingerprint };

/** The lines of the file for the installation, and of the one that stays offline. */
function linesOf(
  signer: HDNodeWallet,
  signed = of,
): { readonly delegates: string[]; readonly revocations: string[] } {
  const { delegate, revoke, pairs } = signAuthorizations(signer, signed);
  const all = [...pairs];
  return {
    delegates: [headerLine(delegate), ...all.map(([authorization]) => authorizationLine(authorization))],
    revocations: [headerLine(revoke), ...all.map(([, revocation]) => authorizationLine(revocation))],
  };
}

const good = linesOf(key);

async function read(lines: readonly string[], as = expected): Promise<readonly number[]> {
  const indices: number[] = [];
  for await (const { index } of readAuthorizations(lines, as, keys)) indices.push(index);
  return indices;
}

/** Where a file is refused, and why. */
async function faultOf(
  lines: readonly string[],
  as = expected,
): Promise<readonly [AuthorizationFault, number]> {
  const error: unknown = await read(lines, as).catch((error: unknown) => error);
  if (!(error instanceof AuthorizationsRefused))
    throw new Error('the file was not refused', { cause: error });
  return [error.fault, error.line];
}

/** The good lines with fields of one replaced. */
function withFields(
  line: number,
  fields: Readonly<Record<string, unknown>>,
  lines = good.delegates,
): string[] {
  const fieldsOf = JSON.parse(lines[line - 1] ?? '') as Record<string, unknown>;
  return lines.with(line - 1, JSON.stringify({ ...fieldsOf, ...fields }));
}

test('what was signed is read: the purses of the range, each signed by itself', async () => {
  expect(await read(good.delegates)).toEqual([5, 6, 7, 8]);
});

test('revocations are of no delegate and the next nonce, and are no authorizations', async () => {
  const revoking: ExpectedAuthorizations = { ...expected, kind: 'revoke', delegate: noDelegate, nonce: 1 };
  expect(await read(good.revocations, revoking)).toEqual([5, 6, 7, 8]);
  expect(await faultOf(good.revocations)).toEqual(['kind', 1]);
  expect(await faultOf(good.delegates, revoking)).toEqual(['kind', 1]);
});

test('a file for another chain, delegate, nonce or key is refused', async () => {
  const cases: readonly (readonly [Partial<ExpectedAuthorizations>, AuthorizationFault])[] = [
    [{ chainId: 1 as ChainId }, 'chain_id'],
    [{ delegate: `0x${'d2'.repeat(20)}` as Address }, 'unknown_delegate'],
    [{ nonce: 1 }, 'nonce'],
    [{ fingerprint: other.fingerprint }, 'fingerprint'],
  ];
  for (const [more, fault] of cases)
    expect(await faultOf(good.delegates, { ...expected, ...more })).toEqual([fault, 1]);
});

test('chain id 0 is neither signed nor read', async () => {
  expect(() => signAuthorizations(key, { ...of, chainId: 0 as ChainId })).toThrow(RangeError);
  const lines = withFields(1, { chainId: 0 });
  expect(await faultOf(lines)).toEqual(['chain_id', 1]);
  expect(await faultOf(lines, { ...expected, chainId: 0 as ChainId })).toEqual(['chain_id', 1]);
});

test('a header that says what was not signed is refused with the first signature', async () => {
  for (const fields of [{ chainId: 11 }, { delegate: `0x${'d2'.repeat(20)}` }, { nonce: 1 }]) {
    const as = { ...expected, ...fields } as ExpectedAuthorizations;
    expect(await faultOf(withFields(1, fields), as)).toEqual(['signature', 2]);
  }
});

test('another seed’s signatures are refused, whatever the file says of itself', async () => {
  const strange = linesOf(other).delegates;
  expect(await faultOf(withFields(1, { fingerprint: key.fingerprint }, strange))).toEqual(['authority', 2]);
  const claimed = withFields(3, { authority: keys.addressAt(6) }, [
    good.delegates[0] ?? '',
    good.delegates[1] ?? '',
    ...strange.slice(2),
  ]);
  expect(await faultOf(claimed)).toEqual(['signature', 3]);
});

test('indices are each there once, in order, and no more', async () => {
  const [header = '', ...rest] = good.delegates;
  expect(await faultOf([header, ...rest.slice(0, -1)])).toEqual(['index', 5]);
  expect(await faultOf([header, ...rest.slice(1)])).toEqual(['index', 2]);
  expect(await faultOf([header, ...rest.toReversed()])).toEqual(['index', 2]);
  expect(await faultOf([header, ...rest, rest.at(-1) ?? ''])).toEqual(['index', 6]);
  const longer = linesOf(key, { ...of, to: 9 }).delegates;
  expect(await faultOf([header, ...longer.slice(1)])).toEqual(['index', 6]);
});

test('a damaged signature is refused, and the other form of a good one', async () => {
  const { s, yParity } = JSON.parse(good.delegates[2] ?? '') as {
    readonly s: string;
    readonly yParity: number;
  };
  const order = 2n * 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n + 1n;
  const damaged = [
    { yParity: 1 - yParity },
    { r: `0x${'00'.repeat(32)}` },
    { s: `0x${'00'.repeat(32)}` },
    { r: `0x${'ff'.repeat(32)}` },
    // The same point (EIP-2).
    { s: toBeHex(order - BigInt(s), 32), yParity: 1 - yParity },
  ];
  for (const fields of damaged) expect(await faultOf(withFields(3, fields))).toEqual(['signature', 3]);
});

test('lines of another form are refused', async () => {
  for (const lines of [[], [''], ['{}'], ['null'], good.delegates.slice(1)])
    expect(await faultOf(lines)).toEqual(['format', 1]);
  for (const fields of [
    { version: 2 },
    { format: 'x' },
    { from: 9 },
    { to: 2 ** 31 },
    { nonce: 0.5 },
    { delegate: '0x' },
  ])
    expect(await faultOf(withFields(1, fields))).toEqual(['format', 1]);
  for (const fields of [{ index: '5' }, { yParity: 27 }, { r: '0x1' }, { s: null }, { authority: 7 }])
    expect(await faultOf(withFields(2, fields))).toEqual(['format', 2]);
  expect(await faultOf([...good.delegates, ''])).toEqual(['format', 6]);
});
