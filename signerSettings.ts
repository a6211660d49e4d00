import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { checksumAddress, createAddressDeriver } from './chain/deriveAddress.ts';
import { addressOfKeystore, CannotOpenKeystore, openKeystore } from './chain/sending/keystore.ts';
import type { PurseKeys } from './chain/sending/purseKeys.ts';
import { createPurseKeys, WrongSeed } from './chain/sending/purseKeys.ts';
import type { SigningKey } from './chain/sending/signingKey.ts';
import { parseSecretsKey } from './db/secrets/secretBox.ts';
import type { Address } from './domain/address.ts';
import { parseAddress } from './domain/address.ts';
import { findJsonFaults } from './domain/exactJson.ts';
import { parseId } from './domain/ids.ts';
import { parseAmount } from './domain/money.ts';
import type { ChainId, NetworkCode } from './domain/registry.ts';
import { noDelegate } from './domain/sweeping/authorization.ts';
import type { SignerSettings } from './domain/sweeping/signerSettings.ts';
import { shortestLiveDelaySeconds } from './domain/sweeping/signerSettings.ts';
import { parseSettings, SettingError } from './env.ts';
import { isSafeTarget } from './outbound/plainTargets.ts';
import { common, workerSettings } from './settings.ts';

/** Gwei have 9 decimals, the native coin of each EVM network 18. */
const decimal = (decimals: number, example: string) =>
  z.string().transform((text, context) => {
    const amount = parseAmount(text, decimals);
    if (amount !== undefined && amount > 0n) return BigInt(amount);
    context.addIssue({
      code: 'custom',
      message: `must be a decimal number above 0 in quotes, as "${example}"`,
    });
    return z.NEVER;
  });

/** Typed by a person: another checksum is a typing error (EIP-55). */
const address = z.string().transform((text, context): Address => {
  const parsed = parseAddress(text);
  const isMeant = parsed && (!/[A-F]/.test(text.slice(2)) || checksumAddress(parsed) === text);
  if (isMeant && parsed !== noDelegate) return parsed;
  context.addIssue({
    code: 'custom',
    message: parsed ? 'must not be zero, and its capitals must be its checksum' : 'must be an address (0x…)',
  });
  return z.NEVER;
});

const chainId = z
  .number()
  .int()
  .positive('must be above 0: 0 is every chain')
  .max(Number.MAX_SAFE_INTEGER)
  .transform(id => id as ChainId);

const account = z.string().transform((text, context) => {
  const id = parseId('acc', text);
  if (!id) context.addIssue({ code: 'custom', message: 'must be the id of an account (acc_…)' });
  return id ?? z.NEVER;
});

const xpub = z.string().refine(text => {
  try {
    createAddressDeriver(text);
    return true;
  } catch {
    return false;
  }
}, 'must be an extended public key (xpub…)');

const unique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

const network = {
  chainId,
  rpc: z
    .array(z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }))
    .min(1)
    .refine(unique, 'lists an endpoint twice'),
  maxFeePerGasGwei: decimal(9, '50'),
  dailyGas: decimal(18, '0.5'),
  // Nodes refuse a replacement that pays less than a tenth more.
  replacementBumpPercent: z.number().int().min(10).max(1000).default(10),
};

const settingsFile = z.strictObject({
  mode: z.enum(['test', 'live']),
  account,
  xpub,
  testChainIds: z.array(chainId).default([]),
  networks: z
    .record(
      z.string().regex(/^[A-Z][A-Z0-9_]{1,31}$/, 'must be the code of a network'),
      z.discriminatedUnion('method', [
        z.strictObject({
          ...network,
          method: z.literal('delegated'),
          owner: address,
          delaySeconds: z
            .number()
            .int()
            .min(0)
            .max(2 ** 32 - 1),
        }),
        z.strictObject({
          ...network,
          method: z.literal('transfer'),
          destinations: z.array(address).min(1).refine(unique, 'lists an address twice'),
        }),
      ]),
    )
    .refine(networks => Object.keys(networks).length > 0, 'must have a network'),
  seedFile: z.string().min(1).nullable().default(null),
  approvers: z
    .array(z.string().regex(/^[0-9a-f]{64}$/, 'must be an Ed25519 public key: 32 bytes in lower-case hex'))
    .refine(unique, 'lists a key twice')
    .default([]),
});

type Result = { readonly settings: SignerSettings } | { readonly errors: readonly string[] };

/**
 * Reads the signer's settings from JSON text. `plainHttpAllow` lists hosts that may be reached without TLS in
 * live mode. Each error begins with the field, and contains no value: URLs may contain keys.
 */
export function parseSignerSettings(text: string, plainHttpAllow: readonly string[] = []): Result {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { errors: ['is not JSON'] };
  }
  const repeated = findJsonFaults(text).filter(({ kind }) => kind !== 'inexact');
  if (repeated.length > 0) return { errors: repeated.map(({ path }) => `${path.join('.')}: is there twice`) };
  const file = settingsFile.safeParse(json);
  if (!file.success) return { errors: file.error.issues.flatMap(described) };

  const { mode, testChainIds, networks, ...rest } = file.data;
  const errors: string[] = [];
  if (mode === 'live' && testChainIds.length > 0) errors.push('testChainIds: is for test mode alone');
  const read = Object.entries(networks).map(([code, one]) => {
    const fault = (field: string, message: string): unknown =>
      errors.push(`networks.${code}.${field}: ${message}`);
    if (mode === 'test' && !testChainIds.includes(one.chainId))
      fault('chainId', 'must be listed in testChainIds, as the mode is test');
    if (mode === 'live' && !one.rpc.every(url => isSafeTarget(url, plainHttpAllow)))
      fault('rpc', 'must be https in live mode, or its host listed in PURSER_PLAIN_HTTP_ALLOW');
    if (mode === 'live' && one.method === 'delegated' && one.delaySeconds < shortestLiveDelaySeconds)
      fault('delaySeconds', `must be at least ${String(shortestLiveDelaySeconds)} in live mode`);
    const { maxFeePerGasGwei: maxFeePerGas, ...others } = one;
    return { ...others, code: code as NetworkCode, maxFeePerGas };
  });
  const isNeeded = read.some(({ method }) => method === 'transfer');
  if (isNeeded !== (rest.seedFile !== null))
    errors.push('seedFile: is for networks of method transfer, and they need it');
  if (!unique(read.map(one => one.chainId))) errors.push('networks: list a chainId twice');
  return errors.length > 0 ? { errors } : { settings: { ...rest, mode, networks: read } };
}

function described(issue: z.core.$ZodIssue): readonly string[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => `${[...path, key].join('.')}: is no setting`);
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return [`${path.join('.') || 'the file'}: ${isMissing ? 'is missing' : issue.message}`];
}

type Source = Readonly<Record<string, string | undefined>>;

/** Of the signer, and of the commands that prepare what it uses. */
export interface SignerEnv {
  /** As the role `purser_signer`. */
  readonly databaseUrl: string;
  readonly settings: SignerSettings;
  readonly logLevel: z.infer<typeof common.PURSER_LOG_LEVEL>;
}

/** Throws `SettingError`. */
export function readSignerEnv(source: Source): SignerEnv {
  const { DATABASE_URL, PURSER_LOG_LEVEL } = common;
  const { PURSER_PLAIN_HTTP_ALLOW } = workerSettings.shape;
  const path = z.string().min(1);
  const shape = { DATABASE_URL, PURSER_LOG_LEVEL, PURSER_PLAIN_HTTP_ALLOW, PURSER_SIGNER_SETTINGS: path };
  const env = parseSettings(z.object(shape), source);
  const file = env.PURSER_SIGNER_SETTINGS;
  const result = parseSignerSettings(contentOf('PURSER_SIGNER_SETTINGS', file), env.PURSER_PLAIN_HTTP_ALLOW);
  if ('errors' in result)
    throw new SettingError(
      result.errors.map(error => `PURSER_SIGNER_SETTINGS: ${file}: ${error}`).join('\n'),
    );
  return { databaseUrl: env.DATABASE_URL, logLevel: env.PURSER_LOG_LEVEL, settings: result.settings };
}

/** The operator's key. Throws `SettingError`, without the password. */
export async function readOperatorKey(source: Source): Promise<SigningKey> {
  const name = z.string().min(1);
  const env = parseSettings(
    z.object({ PURSER_OPERATOR_KEYSTORE: name, PURSER_OPERATOR_PASSWORD_FILE: name }),
    source,
  );
  const keystore = contentOf('PURSER_OPERATOR_KEYSTORE', env.PURSER_OPERATOR_KEYSTORE);
  const password = contentOf('PURSER_OPERATOR_PASSWORD_FILE', env.PURSER_OPERATOR_PASSWORD_FILE);
  try {
    return await openKeystore(keystore, withoutLineEnd(password));
  } catch (error) {
    if (!(error instanceof CannotOpenKeystore)) throw error;
    throw new SettingError(`PURSER_OPERATOR_KEYSTORE: ${env.PURSER_OPERATOR_KEYSTORE}: ${error.message}`);
  }
}

/** The operator's address, for which no password is needed; null if no keystore is set. Throws `SettingError`. */
export function readOperatorAddress(source: Source): Address | null {
  const file = source['PURSER_OPERATOR_KEYSTORE'] ?? '';
  if (file === '') return null;
  const address = addressOfKeystore(contentOf('PURSER_OPERATOR_KEYSTORE', file));
  if (!address) throw new SettingError(`PURSER_OPERATOR_KEYSTORE: ${file} is no keystore with an address`);
  return address;
}

/** The keys of all purses, if there is a network on which they send by themselves. Throws `SettingError`, without a word of it. */
export function readPurseKeys({ seedFile, xpub: of }: SignerSettings): PurseKeys | undefined {
  if (seedFile === null) return undefined;
  try {
    return createPurseKeys(contentOf('PURSER_SIGNER_SETTINGS: seedFile', seedFile), of);
  } catch (error) {
    if (!(error instanceof WrongSeed)) throw error;
    throw new SettingError(`PURSER_SIGNER_SETTINGS: seedFile: ${seedFile}: ${error.message}`);
  }
}

/** What seals the authorizations in the database. Throws `SettingError`. */
export function readAuthorizationsKey(source: Source): Buffer {
  const setting = 'PURSER_AUTHORIZATIONS_KEY_FILE';
  const { [setting]: file } = parseSettings(z.object({ [setting]: z.string().min(1) }), source);
  const key = parseSecretsKey(contentOf(setting, file).trim());
  if (!key) throw new SettingError(`${setting}: ${file} must have 32 bytes in hex or base64`);
  return key;
}

function contentOf(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SettingError(`${setting}: cannot read ${file}`, { cause });
  }
}

/** Editors end a file with a line end, which is not of the password. */
export function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}
