import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newKeystore } from '../chain/sending/keystore.ts';
import { extendedPublicKey, newSeedPhrase } from '../cli/stack/secrets.ts';
import type { SignerSettings } from '../domain/sweeping/signerSettings.ts';
import { SettingError } from '../env.ts';
import {
  parseSignerSettings,
  readAuthorizationsKey,
  readOperatorAddress,
  readOperatorKey,
  readPurseKeys,
  readSignerEnv,
} from '../signerSettings.ts';

const example = readFileSync(join(import.meta.dirname, '../docs/settings/signer.example.json'), 'utf8');

type Json = Record<string, unknown>;
interface File extends Json {
  networks: Record<'ETHEREUM' | 'AVALANCHE', Json>;
}
const file = (): File => JSON.parse(example) as File;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'purser-signer-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where the file was found wrong. */
function fieldsOf(text: string, plainHttpAllow?: readonly string[]): readonly string[] {
  const result = parseSignerSettings(text, plainHttpAllow);
  return 'errors' in result ? result.errors.map(error => error.slice(0, error.indexOf(':'))) : [];
}

test('the example of the documents is read, in wei', () => {
  const result = parseSignerSettings(example);
  expect(result).toMatchObject({
    settings: {
      mode: 'live',
      networks: [
        {
          code: 'ETHEREUM',
          chainId: 1,
          method: 'delegated',
          delaySeconds: 86_400,
          maxFeePerGas: 50n * 10n ** 9n,
          dailyGas: 5n * 10n ** 17n,
          replacementBumpPercent: 10,
        },
        { code: 'AVALANCHE', method: 'transfer', replacementBumpPercent: 10 },
      ],
      approvers: [],
    },
  });
});

const live = { ETHEREUM: 'networks.ETHEREUM', AVALANCHE: 'networks.AVALANCHE' } as const;

test.for<[field: string, change: (of: File) => void]>([
  ['mode', of => (of['mode'] = 'staging')],
  ['mode', of => delete of['mode']],
  ['account', of => (of['account'] = 'acc_1')],
  ['xpub', of => (of['xpub'] = String(of['xpub']).replace(/.$/, '5'))],
  // A private key belongs into no settings.
  ['xpub', of => (of['xpub'] = 'xprv9s21ZrQH143K')],
  ['approvers.0', of => (of['approvers'] = ['0x12'])],
  ['approvers', of => (of['approvers'] = ['ab'.repeat(32), 'ab'.repeat(32)])],
  ['aprovers', of => (of['aprovers'] = [])],
  ['networks', of => (of['networks'] = {} as File['networks'])],
  ['testChainIds', of => (of['testChainIds'] = [1])],
  [`${live.ETHEREUM}.chainId`, of => (of.networks.ETHEREUM['chainId'] = 0)],
  [`${live.ETHEREUM}.chainId`, of => (of.networks.ETHEREUM['chainId'] = '1')],
  ['networks', of => (of.networks.AVALANCHE['chainId'] = 1)],
  [`${live.ETHEREUM}.rpc`, of => (of.networks.ETHEREUM['rpc'] = [])],
  [`${live.ETHEREUM}.rpc.0`, of => (of.networks.ETHEREUM['rpc'] = ['ws://node.example'])],
  [`${live.ETHEREUM}.rpc`, of => (of.networks.ETHEREUM['rpc'] = ['http://node.example'])],
  [`${live.ETHEREUM}.method`, of => (of.networks.ETHEREUM['method'] = 'permit')],
  [`${live.ETHEREUM}.owner`, of => delete of.networks.ETHEREUM['owner']],
  [`${live.ETHEREUM}.owner`, of => (of.networks.ETHEREUM['owner'] = `0x${'0'.repeat(40)}`)],
  // The checksum of another capitalisation.
  [
    `${live.ETHEREUM}.owner`,
    of => (of.networks.ETHEREUM['owner'] = '0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD'),
  ],
  [`${live.ETHEREUM}.delaySeconds`, of => (of.networks.ETHEREUM['delaySeconds'] = 86_399)],
  [`${live.ETHEREUM}.destinations`, of => (of.networks.ETHEREUM['destinations'] = [])],
  [`${live.ETHEREUM}.maxFeePerGasGwei`, of => (of.networks.ETHEREUM['maxFeePerGasGwei'] = 50)],
  [`${live.ETHEREUM}.maxFeePerGasGwei`, of => (of.networks.ETHEREUM['maxFeePerGasGwei'] = '0')],
  [`${live.ETHEREUM}.maxFeePerGas`, of => (of.networks.ETHEREUM['maxFeePerGas'] = '50')],
  [`${live.ETHEREUM}.dailyGas`, of => (of.networks.ETHEREUM['dailyGas'] = '1e18')],
  [`${live.ETHEREUM}.replacementBumpPercent`, of => (of.networks.ETHEREUM['replacementBumpPercent'] = 9)],
  // Where purses send by themselves their seed is needed, and nowhere else.
  ['seedFile', of => delete of['seedFile']],
  ['seedFile', of => (of.networks = { ETHEREUM: of.networks.ETHEREUM } as File['networks'])],
  [`${live.AVALANCHE}.destinations`, of => (of.networks.AVALANCHE['destinations'] = [])],
  [`${live.AVALANCHE}.delaySeconds`, of => (of.networks.AVALANCHE['delaySeconds'] = 86_400)],
])('a file that is wrong in %s is refused by that name', ([field, change]) => {
  const changed = file();
  change(changed);
  expect(fieldsOf(JSON.stringify(changed))).toEqual([field]);
});

test('a field that is there twice is refused: readers differ about which one counts', () => {
  expect(
    fieldsOf(example.replace('"owner":', '"owner": "0x1111111111111111111111111111111111111112", "owner":')),
  ).toEqual(['networks.ETHEREUM.owner']);
});

test('in live mode a node is called without TLS only if its host is listed', () => {
  const changed = file();
  changed.networks.ETHEREUM['rpc'] = ['http://geth:8545'];
  expect(fieldsOf(JSON.stringify(changed))).toEqual(['networks.ETHEREUM.rpc']);
  expect(fieldsOf(JSON.stringify(changed), ['geth'])).toEqual([]);
});

test('in test mode every chain is listed as a test chain, and the delay is free', () => {
  const changed = { ...file(), mode: 'test', testChainIds: [43_114] };
  changed.networks.ETHEREUM['delaySeconds'] = 0;
  expect(fieldsOf(JSON.stringify(changed))).toEqual(['networks.ETHEREUM.chainId']);
  expect(fieldsOf(JSON.stringify({ ...changed, testChainIds: [43_114, 1] }))).toEqual([]);
});

test('no error shows an endpoint: its URL may contain a key', () => {
  const changed = file();
  changed.networks.ETHEREUM['rpc'] = ['http://node.example/hunter2', 'hunter2'];
  for (const text of [JSON.stringify(changed), `${JSON.stringify(changed)}}`])
    expect(JSON.stringify(parseSignerSettings(text))).not.toContain('hunter2');
});

const variableOf = async (read: () => unknown): Promise<string> => {
  const error = await Promise.resolve()
    .then(read)
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof SettingError)) throw new Error('no SettingError was thrown');
  expect(error.message).not.toContain('hunter2');
  return error.message.slice(0, error.message.indexOf(':'));
};

test('the signer and the sweep commands name the variable that is missing or wrong', async () => {
  const settings = join(folder, 'signer.json');
  writeFileSync(settings, example);
  const env = {
    DATABASE_URL: 'postgres://purser_signer@db.example/purser',
    PURSER_SIGNER_SETTINGS: settings,
  };
  expect(readSignerEnv(env).settings.networks).toHaveLength(2);
  expect(await variableOf(() => readSignerEnv({ ...env, PURSER_SIGNER_SETTINGS: '' }))).toBe(
    'PURSER_SIGNER_SETTINGS',
  );
  expect(await variableOf(() => readSignerEnv({ ...env, PURSER_SIGNER_SETTINGS: '/nowhere' }))).toBe(
    'PURSER_SIGNER_SETTINGS',
  );
});

test('the operator’s key opens with the password of a file, and its address is known without', async () => {
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const { address, keystore } = await newKeystore('hunter2 hunter2', 2);
  const env = {
    PURSER_OPERATOR_KEYSTORE: write('keystore', keystore),
    PURSER_OPERATOR_PASSWORD_FILE: write('password', 'hunter2 hunter2\n'),
  };
  expect((await readOperatorKey(env)).address).toBe(address);
  expect(readOperatorAddress(env)).toBe(address);
  expect(readOperatorAddress({})).toBeNull();
  const other = { ...env, PURSER_OPERATOR_PASSWORD_FILE: write('other', 'hunter2 hunter3') };
  expect(await variableOf(() => readOperatorKey(other))).toBe('PURSER_OPERATOR_KEYSTORE');
  const none = { PURSER_OPERATOR_KEYSTORE: env.PURSER_OPERATOR_KEYSTORE };
  expect(await variableOf(() => readOperatorKey(none))).toBe('PURSER_OPERATOR_PASSWORD_FILE');
});

test('the key of the authorizations has 32 bytes', async () => {
  const path = join(folder, 'key');
  writeFileSync(path, `${'ab'.repeat(32)}\n`);
  expect(readAuthorizationsKey({ PURSER_AUTHORIZATIONS_KEY_FILE: path })).toEqual(Buffer.alloc(32, 0xab));
  writeFileSync(path, 'ab'.repeat(31));
  expect(await variableOf(() => readAuthorizationsKey({ PURSER_AUTHORIZATIONS_KEY_FILE: path }))).toBe(
    'PURSER_AUTHORIZATIONS_KEY_FILE',
  );
});

test('the seed is read from its file if its xpub is that of the settings, and no error has a word of it', async () => {
  const phrase = newSeedPhrase();
  const seedFile = join(folder, 'seed');
  const { settings } = parseSignerSettings(example) as { readonly settings: SignerSettings };
  const of = (xpub: string) => () => readPurseKeys({ ...settings, seedFile, xpub });
  writeFileSync(seedFile, `  ${phrase.replaceAll(' ', '\n')} \n`);
  const keys = of(extendedPublicKey(phrase))();
  expect(keys?.keyOf(7).address).toMatch(/^0x[0-9a-f]{40}$/);
  const shown = `${JSON.stringify([keys, keys?.keyOf(7)])} ${inspect([keys, keys?.keyOf(7)], { depth: 9, showHidden: true })}`;
  for (const word of phrase.split(' ')) expect(shown).not.toContain(` ${word} `);
  expect(shown).not.toMatch(/privateKey|mnemonic/i);
  expect(await variableOf(of(settings.xpub))).toBe('PURSER_SIGNER_SETTINGS');
  writeFileSync(seedFile, 'hunter2 hunter2');
  expect(await variableOf(of(settings.xpub))).toBe('PURSER_SIGNER_SETTINGS');
  expect(readPurseKeys({ ...settings, seedFile: null })).toBeUndefined();
});
