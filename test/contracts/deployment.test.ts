import { afterAll, beforeAll, expect, test } from 'vitest';
import { concat, keccak256 } from 'ethers';
import { create2Factory, factoryDeployment } from '../../chain/sweeping/create2Factory.ts';
import { sweeperCreationCode } from '../../chain/sweeping/sweeperCreationCode.ts';
import { codeHashes, sweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import { delegateRuntime, sweeperRuntime } from '../../chain/sweeping/sweeperRuntimeCode.ts';
import type { ContractArtifact, ContractArtifacts } from '../../contracts/compileContracts.ts';
import type { Address } from '../../domain/address.ts';
import type { ChainId } from '../../domain/registry.ts';
import { addressOf, chainId, Evm } from './evm.ts';
import { authorize, readHostile } from './rig.ts';

let evm: Evm;
let artifacts: ContractArtifacts;
beforeAll(async () => {
  artifacts = await readHostile();
  evm = await Evm.start(['stranger', 'owner'], artifacts);
  await evm.send({ from: 'stranger', to: factoryDeployment.sender, value: factoryDeployment.price });
  await evm.sendSigned(factoryDeployment.signed);
});
afterAll(() => evm.close());

const identity = {
  account: 'acc_a',
  owner: addressOf('owner') as Address,
  chainId: chainId as ChainId,
  delaySeconds: 3600,
};
const codeAt = async (address: string): Promise<string> =>
  String(await evm.request('eth_getCode', address, 'latest'));

test('the factory is deployed by its keyless transaction, with the code it has everywhere', async () => {
  expect(keccak256(await codeAt(create2Factory))).toBe(
    '0x2fa86add0aed31f33a762c9d88e807c475bd51d0f52bd0955754b2608f7e4989',
  );
});

test('the saved creation code is what the contracts compile to', async () => {
  const code = artifacts['Sweeper']?.bytecode ?? '';
  await expect(creationCodeFile(code)).toMatchFileSnapshot('../../chain/sweeping/sweeperCreationCode.ts');
  expect(sweeperCreationCode).toBe(code);
});

test('the saved runtime code is what the contracts compile to', async () => {
  const [sweeper, delegate] = [artifacts['Sweeper']?.runtime, artifacts['Delegate']?.runtime];
  if (!sweeper || !delegate) throw new Error('a contract is missing');
  await expect(runtimeCodeFile(sweeper, delegate)).toMatchFileSnapshot(
    '../../chain/sweeping/sweeperRuntimeCode.ts',
  );
  expect(sweeperRuntime).toEqual(sweeper);
  expect(delegateRuntime).toEqual(delegate);
});

test('a stranger deploys both contracts where they were computed to be, once', async () => {
  const { sweeper, delegate, purseCodeHash, call } = sweeperDeployment(identity);
  expect((await evm.send({ from: 'stranger', ...call })).succeeded).toBe(true);
  const lower = (value: unknown): string => String(value).toLowerCase();
  expect(lower(await evm.view('Sweeper', sweeper, 'owner'))).toBe(identity.owner);
  expect(lower(await evm.view('Sweeper', sweeper, 'DELEGATE'))).toBe(delegate);
  expect(lower(await evm.view('Delegate', delegate, 'SWEEPER'))).toBe(sweeper);
  expect(await evm.view('Sweeper', sweeper, 'DELAY')).toBe(3600n);
  expect((await evm.send({ from: 'stranger', ...call })).succeeded).toBe(false);

  // The code is known without a chain.
  const hashes = codeHashes(identity);
  expect(keccak256(await codeAt(sweeper))).toBe(hashes.sweeper);
  expect(keccak256(await codeAt(delegate))).toBe(hashes.delegate);
  expect(keccak256(await codeAt(create2Factory))).toBe(hashes.factory);

  await authorize(evm, ['purse 0'], delegate);
  expect(await codeAt(addressOf('purse 0'))).toBe(concat(['0xef0100', delegate]));
  expect(keccak256(await codeAt(addressOf('purse 0')))).toBe(purseCodeHash);
});

test('another account, owner, chain or delay is another sweeper', () => {
  const others = [
    identity,
    { ...identity, account: 'acc_b' },
    { ...identity, owner: addressOf('stranger') as Address },
    { ...identity, chainId: 1 as ChainId },
    { ...identity, delaySeconds: 3601 },
  ].map(other => sweeperDeployment(other));
  expect(new Set(others.map(({ sweeper }) => sweeper)).size).toBe(others.length);
  expect(new Set(others.map(({ delegate }) => delegate)).size).toBe(others.length);
});

test('what is made for another chain cannot be deployed on this one', async () => {
  const { sweeper, call } = sweeperDeployment({ ...identity, chainId: 1 as ChainId });
  expect((await evm.send({ from: 'stranger', ...call })).succeeded).toBe(false);
  expect(await codeAt(sweeper)).toBe('0x');
});

function creationCodeFile(code: string): string {
  return `/**
 * What \`contracts/sweeping/Sweeper.sol\` compiles to, the delegate's code included, without the constructor's
 * arguments. Another code is another sweeper at another address, and other authorizations are needed for it.
 * \`npm test -- test/contracts/deployment.test.ts -u\` renews it.
 */
export const sweeperCreationCode =
  '${code}';
`;
}

function runtimeCodeFile(
  sweeper: ContractArtifact['runtime'],
  delegate: ContractArtifact['runtime'],
): string {
  const shown = ({ code, immutables }: ContractArtifact['runtime']): string => `{
  code: '${code}',
  immutables: [${immutables.map(places => `[${places.join(', ')}]`).join(', ')}],
}`;
  return `/**
 * What the contracts in \`contracts/sweeping/\` run as, with zeros for what their constructors decide, and the places of
 * these words, in bytes: of the sweeper's \`DELEGATE\`, \`DELAY\` and \`_PURSE_CODE_HASH\`, and of the delegate's \`SWEEPER\`.
 * \`npm test -- test/contracts/deployment.test.ts -u\` renews it.
 */
export const sweeperRuntime: RuntimeCode = ${shown(sweeper)};

export const delegateRuntime: RuntimeCode = ${shown(delegate)};

export interface RuntimeCode {
  readonly code: string;
  readonly immutables: readonly (readonly number[])[];
}
`;
}
