import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { RolePasswords } from './db/grantRoles.ts';
import type { Registry } from './domain/registry.ts';
import { isSafeTarget } from './outbound/plainTargets.ts';
import { parseRegistry } from './registry.ts';
import type { Role } from './settings.ts';
import {
  common,
  rolePassword,
  secretsKeys,
  serverSettings,
  temporalSettings,
  testSecretsKey,
  workerSettings,
} from './settings.ts';
import type { TemporalConnection } from './temporal.ts';
import { temporalConnection } from './temporal.ts';

/** A setting that is missing or wrong: the message names the variable and what it may hold. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

interface Read {
  readonly registry: Registry;
  readonly secretsKeys: readonly [Buffer, ...Buffer[]];
  /** The connection to Temporal, with the contents of the files that its settings name. */
  readonly temporal: TemporalConnection;
}

export type ServerEnv = z.infer<typeof serverSettings> & Read;

export type WorkerEnv = z.infer<typeof workerSettings> &
  Partial<Pick<Read, 'secretsKeys'>> &
  Pick<Read, 'registry' | 'temporal'>;

type Source = Readonly<Record<string, string | undefined>>;

/** The API's settings; docs/configuration.md lists them. Throws `SettingError`. */
export function readServerEnv(source: Source): ServerEnv {
  const settings = parseSettings(serverSettings, source);
  if (settings.PURSER_TESTKIT !== undefined && settings.PURSER_MODE !== 'test') {
    throw new SettingError('PURSER_TESTKIT: needs PURSER_MODE=test');
  }
  const secretsKeys = secretsKeysOf(settings);
  // The API asks no node, except those of the testkit's chains.
  const readsChains = settings.PURSER_TESTKIT !== undefined;
  return {
    ...settings,
    secretsKeys,
    registry: readRegistry(settings.PURSER_REGISTRY, source, { readsChains }),
    temporal: connectionOf(settings),
  };
}

/** The worker's settings. Throws `SettingError`. */
export function readWorkerEnv(source: Source): WorkerEnv {
  const settings = parseSettings(workerSettings, source);
  const does = (...some: readonly Role[]): boolean => some.some(role => settings.PURSER_ROLE.has(role));
  const missing: string[] = [];
  if (does('purses') && settings.PURSER_XPUB === undefined) missing.push('PURSER_XPUB: is not set');
  const needed = { list: 'PURSER_SANCTIONS_FILE', http: 'PURSER_COMPLIANCE_URL', manual: null } as const;
  const variable = needed[settings.PURSER_COMPLIANCE];
  if (does('purses', 'loops') && variable && settings[variable] === undefined) {
    missing.push(`${variable}: is required if PURSER_COMPLIANCE=${settings.PURSER_COMPLIANCE}`);
  }
  const readsChains = does('scanner', 'purses');
  const readsRegistry = readsChains || does('loops');
  if (readsRegistry && settings.PURSER_REGISTRY === undefined) missing.push('PURSER_REGISTRY: is not set');
  const signs = does('dispatcher');
  if (signs && lacksSecretsKey(settings))
    missing.push(`${noSecretsKey} (or PURSER_MODE=test, as the API has it)`);
  if (missing.length > 0) throw new SettingError(missing.join('\n'));
  const registry: Registry =
    readsRegistry && settings.PURSER_REGISTRY !== undefined
      ? readRegistry(settings.PURSER_REGISTRY, source, { readsChains })
      : { networks: [], currencies: [], groups: [] };
  const asked = settings.PURSER_COMPLIANCE === 'http' && does('purses', 'loops');
  refusePlain(settings, [
    ...(readsChains ? nodesOf(registry) : []),
    ...(asked ? [['PURSER_COMPLIANCE_URL', settings.PURSER_COMPLIANCE_URL ?? ''] as const] : []),
  ]);
  return {
    ...settings,
    ...(signs ? { secretsKeys: secretsKeysOf(settings) } : {}),
    registry,
    temporal: connectionOf(settings),
  };
}

type SecretsSettings = Pick<z.infer<typeof serverSettings>, 'PURSER_MODE' | 'PURSER_SECRETS_KEY'>;

const noSecretsKey = 'PURSER_SECRETS_KEY: is not set (create one with npm run keys -- secrets-key)';

function lacksSecretsKey({ PURSER_MODE: mode, PURSER_SECRETS_KEY: keys }: SecretsSettings): boolean {
  return mode === 'live' && keys === undefined;
}

/** Throws `SettingError` if a key that everybody knows would seal real secrets. */
function secretsKeysOf(settings: SecretsSettings): readonly [Buffer, ...Buffer[]] {
  if (lacksSecretsKey(settings)) throw new SettingError(noSecretsKey);
  const keys = settings.PURSER_SECRETS_KEY ?? [testSecretsKey];
  if (settings.PURSER_MODE === 'live' && keys.some(key => key.equals(testSecretsKey))) {
    throw new SettingError('PURSER_SECRETS_KEY: is the key of test mode');
  }
  return keys;
}

/** The keys that seal webhooks' secrets, for a command. Throws `SettingError`. */
export function readSecretsKeys(source: Source): readonly [Buffer, ...Buffer[]] {
  return parseSettings(z.object({ PURSER_SECRETS_KEY: secretsKeys }), source).PURSER_SECRETS_KEY;
}

/** The connection to Temporal, for a command that needs nothing else. Throws `SettingError`. */
export function readTemporalEnv(source: Source): TemporalConnection {
  return connectionOf(parseSettings(z.object(temporalSettings), source));
}

/** Where a process gets its tasks, for one that needs no other setting of the engine. */
export interface TaskSource {
  readonly temporal: TemporalConnection;
  readonly namespace: string;
}

/** Throws `SettingError`. */
export function readTaskSource(source: Source): TaskSource {
  const { TEMPORAL_NAMESPACE } = common;
  const { TEMPORAL_NAMESPACE: namespace } = parseSettings(z.object({ TEMPORAL_NAMESPACE }), source);
  return { temporal: readTemporalEnv(source), namespace };
}

/** A URL, and the setting that names it: the URL itself may contain a key. */
type NamedUrl = readonly [name: string, url: string];

/** The nodes, each by the variable that may name it and its place in the list. */
function nodesOf({ networks }: Registry): readonly NamedUrl[] {
  return networks.flatMap(({ code, rpc, ws }) => [
    ...rpc.map((url, at): NamedUrl => [`PURSER_RPC_${code}: ${code}#${String(at + 1)}`, url]),
    ...(ws === null ? [] : [[`PURSER_WS_${code}`, ws] as const]),
  ]);
}

/**
 * In live mode nobody on the way to a node or a provider may forge what money is there, or whose money is
 * clean.
 */
function refusePlain(
  { PURSER_MODE, PURSER_PLAIN_HTTP_ALLOW }: Pick<WorkerEnv, 'PURSER_MODE' | 'PURSER_PLAIN_HTTP_ALLOW'>,
  urls: readonly NamedUrl[],
): void {
  if (PURSER_MODE !== 'live') return;
  const plain = urls.filter(([, url]) => !isSafeTarget(url, PURSER_PLAIN_HTTP_ALLOW));
  if (plain.length === 0) return;
  const must = 'must be https or wss in live mode, or its host listed in PURSER_PLAIN_HTTP_ALLOW';
  throw new SettingError(plain.map(([name]) => `${name}: ${must}`).join('\n'));
}

/** The audit's settings. Throws `SettingError`. */
export function readAuditEnv(source: Source): Pick<WorkerEnv, 'DATABASE_URL' | 'registry'> {
  const { DATABASE_URL, PURSER_REGISTRY, PURSER_MODE } = common;
  const { PURSER_PLAIN_HTTP_ALLOW } = workerSettings.shape;
  const settings = parseSettings(
    z.object({ DATABASE_URL, PURSER_REGISTRY, PURSER_MODE, PURSER_PLAIN_HTTP_ALLOW }),
    source,
  );
  const registry = readRegistry(settings.PURSER_REGISTRY, source);
  refusePlain(settings, nodesOf(registry));
  return { ...settings, registry };
}

/**
 * Settings of the migration job: the database, as its owner, and the passwords that its roles log in with.
 * Throws `SettingError`.
 */
export function readMigrationEnv(source: Source): {
  readonly url: string;
  readonly passwords: RolePasswords;
} {
  const settings = parseSettings(
    z.object({
      DATABASE_URL: common.DATABASE_URL,
      PURSER_API_DATABASE_PASSWORD: rolePassword.optional(),
      PURSER_WORKER_DATABASE_PASSWORD: rolePassword.optional(),
      PURSER_SIGNER_DATABASE_PASSWORD: rolePassword.optional(),
    }),
    source,
  );
  const given = {
    purser_api: settings.PURSER_API_DATABASE_PASSWORD,
    purser_worker: settings.PURSER_WORKER_DATABASE_PASSWORD,
    purser_signer: settings.PURSER_SIGNER_DATABASE_PASSWORD,
  };
  return { url: settings.DATABASE_URL, passwords: given };
}

/** Settings of a command that needs the database alone. */
export function readDatabaseUrl(source: Source): string {
  return parseSettings(z.object({ DATABASE_URL: common.DATABASE_URL }), source).DATABASE_URL;
}

function connectionOf(settings: z.infer<z.ZodObject<typeof temporalSettings>>): TemporalConnection {
  const result = temporalConnection(settings);
  if ('errors' in result) throw new SettingError(result.errors.join('\n'));
  return result.connection;
}

/** The settings of a schema. Throws `SettingError`, which names the variables. */
export function parseSettings<T>(schema: z.ZodType<T>, source: Source): T {
  // An empty variable counts as not set: that is how compose files and shells pass "nothing".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map(issue => {
    const name = issue.path.join('.');
    return `${name}: ${given[name] === undefined ? 'is not set' : issue.message}`;
  });
  throw new SettingError(lines.join('\n'));
}

function readRegistry(file: string, source: Source, options?: { readonly readsChains: boolean }): Registry {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SettingError(`PURSER_REGISTRY: cannot read ${file}`, { cause });
  }
  const result = parseRegistry(text, source, options);
  if ('errors' in result) {
    throw new SettingError(result.errors.map(error => `PURSER_REGISTRY: ${file}: ${error}`).join('\n'));
  }
  return result.registry;
}
