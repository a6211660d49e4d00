import { inspect } from 'node:util';
import type { TransactionLike } from 'ethers';
import { Signature, Transaction, Wallet } from 'ethers';
import { beforeAll, expect, test } from 'vitest';
import type { SigningKey } from '../../../chain/sending/signingKey.ts';
import { IncompleteTransaction } from '../../../chain/sending/signingKey.ts';
import {
  addressOfKeystore,
  CannotOpenKeystore,
  newKeystore,
  openKeystore,
} from '../../../chain/sending/keystore.ts';

const password = 'correct horse battery staple';
/** As little work as scrypt can do: what the default costs is not the question here. */
const n = 2;

let made: Awaited<ReturnType<typeof newKeystore>>;
let key: SigningKey;
beforeAll(async () => {
  made = await newKeystore(password, n);
  key = await openKeystore(made.keystore, password);
});

const to = `0x${'12'.repeat(20)}`;
const transfer = {
  type: 2,
  chainId: 31_337,
  nonce: 0,
  to,
  value: 1n,
  data: '0x',
  gasLimit: 21_000n,
  maxFeePerGas: 2n,
  maxPriorityFeePerGas: 0n,
} satisfies TransactionLike;

const purse = new Wallet(`0x${'34'.repeat(32)}`);
const authorization = purse.authorizeSync({ chainId: 31_337, address: to, nonce: 0 });

test('a keystore names its address, and opens with its password alone', async () => {
  expect(key.address).toBe(made.address);
  expect(addressOfKeystore(made.keystore)).toBe(made.address);
  await expect(openKeystore(made.keystore, `${password} `)).rejects.toThrow(CannotOpenKeystore);
  await expect(openKeystore('{}', password)).rejects.toThrow(CannotOpenKeystore);
  expect(addressOfKeystore('{}')).toBeUndefined();
});

test('a keystore whose address is another is refused', async () => {
  const other = JSON.stringify({ ...(JSON.parse(made.keystore) as object), address: '12'.repeat(20) });
  await expect(openKeystore(other, password)).rejects.toThrow(CannotOpenKeystore);
});

test.for<[string, TransactionLike]>([
  ['a price and a tip', transfer],
  ['a legacy price', { ...transfer, type: 0, maxFeePerGas: null, maxPriorityFeePerGas: null, gasPrice: 2n }],
  ['authorizations', { ...transfer, type: 4, authorizationList: [authorization] }],
])('signs a transaction with %s as it was given', async ([, transaction]) => {
  const signed = Transaction.from(await key.signTransaction(transaction));
  expect(signed.from?.toLowerCase()).toBe(key.address);
  const { type, chainId, nonce, value, gasLimit, gasPrice, maxFeePerGas } = signed;
  expect({ type, chainId, nonce, to: signed.to, value, gasLimit }).toEqual({
    type: transaction.type,
    chainId: 31_337n,
    nonce: 0,
    to,
    value: 1n,
    gasLimit: 21_000n,
  });
  expect(type === 0 ? gasPrice : maxFeePerGas).toBe(2n);
  expect(signed.authorizationList?.map(one => one.signature.serialized) ?? []).toEqual(
    type === 4 ? [authorization.signature.serialized] : [],
  );
});

test.for<[string, TransactionLike]>([
  ['type', { ...transfer, type: null }],
  ['type', { ...transfer, type: 3 }],
  ['to', { ...transfer, to: null }],
  ['nonce', { ...transfer, nonce: null }],
  ['gasLimit', { ...transfer, gasLimit: null }],
  ['chainId', { ...transfer, chainId: null }],
  ['chainId', { ...transfer, chainId: 0 }],
  ['maxFeePerGas', { ...transfer, maxFeePerGas: null }],
  ['maxPriorityFeePerGas', { ...transfer, maxPriorityFeePerGas: null }],
  ['gasPrice', { ...transfer, type: 0 }],
  ['from', { ...transfer, from: to }],
  ['authorizationList', { ...transfer, type: 4 }],
  ['authorizationList', { ...transfer, authorizationList: [authorization] }],
  [
    'authorizationList',
    { ...transfer, type: 4, authorizationList: [purse.authorizeSync({ chainId: 0, address: to, nonce: 0 })] },
  ],
])('does not sign if %s is missing or wrong', async ([field, transaction]) => {
  const failure: unknown = await key.signTransaction(transaction).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(IncompleteTransaction);
  expect(failure).toMatchObject({ message: expect.stringContaining(field) as string });
});

test('what an earlier attempt was signed with does not matter', async () => {
  const signature = Signature.from({ r: `0x${'01'.repeat(32)}`, s: `0x${'02'.repeat(32)}`, yParity: 0 });
  const again = await key.signTransaction({ ...transfer, hash: `0x${'00'.repeat(32)}`, signature });
  expect(again).toBe(await key.signTransaction(transfer));
});

test('neither the key nor an error shows the secret', async () => {
  const { privateKey } = await Wallet.fromEncryptedJson(made.keystore, password);
  const failure = await openKeystore(made.keystore, 'hunter2 hunter2').catch((error: unknown) => error);
  const shown = [
    made.keystore,
    JSON.stringify(key),
    inspect(key, { depth: 9, showHidden: true }),
    inspect(failure, { depth: 9, showHidden: true }),
  ].join('\n');
  for (const secret of [privateKey.slice(2), password, 'hunter2']) expect(shown).not.toContain(secret);
});
