import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Authorization } from 'ethers';
import { Signature } from 'ethers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAddressDeriver } from '../../chain/deriveAddress.ts';
import { authorizationKeys } from '../../chain/sweeping/authorizationKeys.ts';
import { sweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import { extendedPublicKey, newSeedPhrase } from '../../cli/stack/secrets.ts';
import { keyOfAddresses } from '../../chain/keyOfAddresses.ts';
import type { Address } from '../../domain/address.ts';
import { newId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import { noDelegate } from '../../domain/sweeping/authorization.ts';
import { readAuthorizations } from '../../domain/sweeping/readAuthorizations.ts';
import { addressOf, chainId, Evm } from '../contracts/evm.ts';
import type { KeysOutcome } from './runKeys.ts';
import { runKeys } from './runKeys.ts';

const phrase = newSeedPhrase();
const xpub = extendedPublicKey(phrase);
const account = newId('acc');
const owner = addressOf('owner') as Address;
const identity = { account, owner, chainId: chainId as ChainId, delaySeconds: 86_400 };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'purser-authorize-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command with these options in place of good ones, and this text as standard input. */
async function run(options: Readonly<Record<string, string>>, input = `${phrase}\n`): Promise<KeysOutcome> {
  const all = {
    account,
    owner,
    'chain-id': String(chainId),
    'delay-seconds': '86400',
    from: '0',
    to: '2',
    ...options,
  };
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
  const outcome = await runKeys(['authorize', ...args], { folder, input, timeoutMs: 60_000 });
  hasNoSecret(outcome.output);
  return outcome;
}

/** Neither two neighbouring words of the phrase nor a private key, whether extended or of a purse. */
function hasNoSecret(text: string): void {
  const words = phrase.split(' ');
  const key = keyOfAddresses(phrase);
  const purses = [0, 1, 2].map(index => key.deriveChild(index).privateKey.slice(2));
  const pairs = words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`);
  for (const secret of [...pairs, ...purses, key.privateKey.slice(2), 'xprv'])
    expect(text).not.toContain(secret);
}

const linesOf = (file: string): readonly string[] =>
  readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');

test(
  'signs with the seed alone what purses need on chain, and what takes it back',
  { timeout: 60_000 },
  async () => {
    const { code, output } = await run({ out: 'good', revocations: 'good.revocations' });
    expect({ code, output }).toMatchObject({ code: 0 });
    const { sweeper, delegate } = sweeperDeployment(identity);
    for (const address of [sweeper, delegate]) expect(output.toLowerCase()).toContain(address);
    for (const file of ['good', 'good.revocations']) {
      expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600);
      hasNoSecret(readFileSync(join(folder, file), 'utf8'));
    }

    const deriver = createAddressDeriver(xpub);
    const keys = authorizationKeys(deriver);
    const common = { chainId: identity.chainId, fingerprint: deriver.fingerprint };
    const installed = { ...common, kind: 'delegate', delegate, nonce: 0 } as const;
    const revoked = { ...common, kind: 'revoke', delegate: noDelegate, nonce: 1 } as const;
    const evm = await Evm.start(['stranger'], {});
    try {
      for (const [file, as] of [
        ['good', installed],
        ['good.revocations', revoked],
      ] as const) {
        const authorizations: Authorization[] = [];
        for await (const { yParity, r, s } of readAuthorizations(linesOf(file), as, keys))
          authorizations.push({
            address: as.delegate,
            chainId: BigInt(chainId),
            nonce: BigInt(as.nonce),
            signature: Signature.from({ yParity, r, s }),
          });
        expect(authorizations).toHaveLength(3);
        await evm.send({ from: 'stranger', to: addressOf('stranger'), authorizations });
        for (const index of [0, 1, 2]) {
          const code = await evm.request('eth_getCode', deriver.derive(index).address, 'latest');
          expect(code).toBe(as === installed ? `0xef0100${delegate.slice(2)}` : '0x');
        }
      }
    } finally {
      await evm.close();
    }
  },
);

test('overwrites nothing, and leaves nothing of a run that failed', { timeout: 120_000 }, async () => {
  writeFileSync(join(folder, 'taken'), 'mine');
  expect((await run({ out: 'taken', revocations: 'free' })).code).toBe(1);
  expect((await run({ out: 'free', revocations: 'taken' })).code).toBe(1);
  expect((await run({ out: 'free', revocations: 'free' })).code).toBe(1);
  expect((await run({ out: 'free', revocations: 'free2' }, 'not a phrase')).code).toBe(1);
  expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('mine');
  expect(readdirSync(folder).filter(file => file.startsWith('free'))).toEqual([]);
});

test.for([
  { 'chain-id': '0' },
  { 'chain-id': '-1' },
  { 'chain-id': '1.5' },
  { account: 'acc_1' },
  { owner: '0x1' },
  { owner: `0x${'0'.repeat(40)}` },
  // The checksum of another capitalisation.
  { owner: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD'.replace('aA', 'AA') },
  { from: '3' },
  { to: String(2 ** 31) },
  { 'delay-seconds': '' },
])('refuses %j, and writes nothing', { timeout: 60_000 }, async options => {
  const { code } = await run({ out: 'refused', revocations: 'refused.revocations', ...options });
  expect(code).toBe(1);
  expect(readdirSync(folder).filter(file => file.startsWith('refused'))).toEqual([]);
});
