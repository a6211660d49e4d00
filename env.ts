import { readFileSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import type { DatabaseRole } from './db/grantRoles.ts';
import { parseSecretsKey } from './db/secrets/secretBox.ts';
import type { Registry } from './domain/registry.ts';
import { isPlainTarget, isSafeTarget } from './outbound/plainTargets.ts';
import { parseRegistry } from './registry.ts';
import type { TemporalConnection } from './temporal.ts';
import { temporalConnection } from './temporal.ts';

/** A setting that is missing or wrong: the message names the variable and what it may hold. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

const port = z.coerce.number().int().min(0).max(65_535);
const seconds = z.coerce.number().int().positive();
const days = z.coerce.number().int().min(1).max(36_500);
/** Sent in a header as it is; a message about it would tell it. */
const token = z.string().regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without blanks');
/** A key of 24 to 64 bytes (standard-webhooks 1.0, "Signature scheme"). */
const webhookSecret = z.string().refine(text => {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1] ?? '';
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length >= 24 && bytes.length <= 64 && bytes.toString('base64') === base64;
}, 'must be whsec_ and 24 to 64 bytes in base64');
/** Of characters that mean themselves in a URL, and that every client writes alike. */
const rolePassword = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,}$/, 'must be 16 or more letters, digits, hyphens or underscores');
const list = z.string().transform(text =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== ''),
);

/** What seals webhooks' secrets: the first key seals, all open. */
const secretsKeys = list.transform((parts, context): [Buffer, ...Buffer[]] => {
  const [first, ...others] = parts.flatMap(part => parseSecretsKey(part) ?? []);
  if (first && others.length + 1 === parts.length) return [first, ...others];
  context.addIssue({
    code: 'custom',
    message:
      'must be 32 bytes in base64 or hex (npm run keys -- secrets-key), or several, separated by commas',
  });
  return z.NEVER;
});
/** Everybody knows it: what a test account's secrets are sealed with where nothing else is set. */
const testSecretsKey = Buffer.alloc(32, 'purser test mode');
const temporalSettings = {
  TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
  TEMPORAL_API_KEY: z.string().min(1).optional(),
  TEMPORAL_TLS: z
    .enum(['true', 'false'])
    .transform(text => text === 'true')
    .optional(),
  TEMPORAL_TLS_CA: z.string().min(1).optional(),
  TEMPORAL_TLS_CERT: z.string().min(1).optional(),
  TEMPORAL_TLS_KEY: z.string().min(1).optional(),
  TEMPORAL_TLS_SERVER_NAME: z.string().min(1).optional(),
};

const common = {
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  ...temporalSettings,
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  PURSER_MODE: z.enum(['test', 'live']).default('live'),
  PURSER_REGISTRY: z.string().min(1),
  PURSER_INTERNAL_HOST: z.string().min(1).default('127.0.0.1'),
  PURSER_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  PURSER_OUTBOUND_ALLOW: list.default([]),
  PURSER_SECRETS_KEY: secretsKeys.optional(),
};

/** Hosts that are asked about money without TLS. */
const plainHosts = list.refine(
  parts => parts.every(isPlainTarget),
  'must be hosts, addresses or ranges, separated by commas',
);

/** As Express takes it (https://expressjs.com/en/guide/behind-proxies.html), but never all: then clients could lie. */
const trustedProxies = z.union(
  [
    z
      .string()
      .regex(/^[0-9]$/)
      .transform(Number),
    list.refine(parts =>
      parts.every(
        part =>
          /^(loopback|linklocal|uniquelocal)$/.test(part) || ipaddr.isValid(part) || ipaddr.isValidCIDR(part),
      ),
    ),
  ],
  'must be a number of proxies up to 9, or their addresses and ranges, separated by commas',
);

const serverSettings = z.object({
  ...common,
  PURSER_HOST: z.string().min(1).default('127.0.0.1'),
  PURSER_PORT: port.default(8080),
  PURSER_INTERNAL_PORT: port.optional(),
  PURSER_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  // Readiness, reads and writes have connections of their own.
  PURSER_DATABASE_POOL: z.coerce.number().int().min(4).max(200).default(20),
  PURSER_RATE_LIMIT: z.coerce.number().int().positive().default(1000),
  PURSER_CHECKOUT_RATE_LIMIT: z.coerce.number().int().min(1).max(100_000).default(20),
  PURSER_CONNECTIONS: z.coerce.number().int().min(10).max(100_000).default(5000),
  PURSER_CONNECTIONS_PER_CLIENT: z.coerce.number().int().min(10).max(100_000).default(500),
  PURSER_OPEN_SESSIONS: z.coerce.number().int().min(1).max(1000).default(50),
  PURSER_WEBHOOK_ENDPOINTS: z.coerce.number().int().min(1).max(1000).default(20),
  PURSER_COMPLIANCE_CALLBACK_SECRET: webhookSecret.optional(),
  PURSER_TESTKIT: z.string().min(1).optional(),
  PURSER_TESTKIT_PROVIDER_PORT: port.optional(),
  PURSER_TRUST_PROXY: trustedProxies.default(0),
});

/**
 * What a worker process does; docs/configuration.md says what each needs. `dispatcher` calls webhooks, `loops` settle
 * dust, keep snapshots and wake what is overdue.
 */
const roles = ['scanner', 'purses', 'relay', 'dispatcher', 'loops'] as const;
export type Role = (typeof roles)[number];
const roleList = list.transform((parts, context) => {
  const named = new Set<Role>(roles.filter(role => parts.includes(role)));
  if (named.size > 0 && parts.every(part => roles.some(role => role === part))) return named;
  context.addIssue({
    code: 'custom',
    message: `must be some of ${roles.join(', ')}, separated by commas`,
  });
  return z.NEVER;
});

const workerSettings = z.object({
  ...common,
  PURSER_ROLE: roleList.default(new Set(roles)),
  PURSER_PLAIN_HTTP_ALLOW: plainHosts.default([]),
  // Of a role that reads no registry it is not asked.
  PURSER_REGISTRY: common.PURSER_REGISTRY.optional(),
  PURSER_XPUB: z
    .string()
    .regex(/^xpub[1-9A-HJ-NP-Za-km-z]{107}$/, 'must be an extended public key (xpub…)')
    .optional(),
  PURSER_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20),
  PURSER_COMPLIANCE: z.enum(['list', 'http', 'manual']).default('manual'),
  PURSER_SANCTIONS_FILE: z.string().min(1).optional(),
  PURSER_SANCTIONS_RELOAD_MS: z.coerce.number().int().min(10).max(3_600_000).default(5000),
  PURSER_COMPLIANCE_URL: z
    .url({ protocol: /^https?$/ })
    .refine(url => !/^[^/]*\/\/[^/]*@/.test(url), 'must hold no password: that is PURSER_COMPLIANCE_KEY')
    .optional(),
  PURSER_COMPLIANCE_KEY: token.optional(),
  // Three attempts of it, and their pauses, are to end before the activity's time does.
  PURSER_COMPLIANCE_TIMEOUT_MS: z.coerce.number().int().min(100).max(15_000).default(10_000),
  PURSER_CACHED_WORKFLOWS: z.coerce.number().int().positive().default(2000),
  PURSER_SHUTDOWN_SECONDS: seconds.default(8),
  PURSER_KEEP_DELIVERIES_DAYS: days.default(90),
  PURSER_KEEP_EVENTS_DAYS: days.optional(),
  PURSER_KEEP_OBSERVATIONS_DAYS: days.default(90),
  // The contract promises a day.
  PURSER_KEEP_IDEMPOTENCY_HOURS: z.coerce
    .number()
    .int()
    .min(24)
    .max(24 * 366)
    .default(48),
  PURSER_WORKER_HEALTH_PORT: port.optional(),
  PURSER_WORKER_SDK_METRICS: z
    .string()
    .regex(
      /^[^\s:]+:[0-9]{1,5}$|^\[[0-9a-f:]+\]:[0-9]{1,5}$/i,
      'must be an address and a port (127.0.0.1:9465)',
    )
    .optional(),
  PURSER_WORKFLOW_BUNDLE: z.string().min(1).optional(),
});

interface Read {
  readonly registry: Registry;
  readonly secretsKeys: readonly [Buffer, ...Buffer[]];
  /** How Temporal is connected to, with what the files of its settings hold. */
  readonly temporal: TemporalConnection;
}
export type ServerEnv = z.infer<typeof serverSettings> & Read;
export type WorkerEnv = z.infer<typeof workerSettings> &
  Partial<Pick<Read, 'secretsKeys'>> &
  Pick<Read, 'registry' | 'temporal'>;
type Source = Readonly<Record<string, string | undefined>>;

/** The API's settings; docs/configuration.md lists them. Throws `SettingError`. */
export function readServerEnv(source: Source): ServerEnv {
  const settings = parse(serverSettings, source);
  if (settings.PURSER_TESTKIT !== undefined && settings.PURSER_MODE !== 'test') {
    throw new SettingError('PURSER_TESTKIT: is for PURSER_MODE=test');
  }
  const secretsKeys = secretsKeysOf(settings);
  // The API asks no node, but for the testkit's chains.
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
  const settings = parse(workerSettings, source);
  const does = (...some: readonly Role[]): boolean => some.some(role => settings.PURSER_ROLE.has(role));
  const missing: string[] = [];
  if (does('purses') && settings.PURSER_XPUB === undefined) missing.push('PURSER_XPUB: is not set');
  const needed = { list: 'PURSER_SANCTIONS_FILE', http: 'PURSER_COMPLIANCE_URL', manual: null } as const;
  const variable = needed[settings.PURSER_COMPLIANCE];
  if (does('purses', 'loops') && variable && settings[variable] === undefined) {
    missing.push(`${variable}: is needed where PURSER_COMPLIANCE=${settings.PURSER_COMPLIANCE}`);
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

const noSecretsKey = 'PURSER_SECRETS_KEY: is not set (npm run keys -- secrets-key makes one)';

function lacksSecretsKey({ PURSER_MODE: mode, PURSER_SECRETS_KEY: keys }: SecretsSettings): boolean {
  return mode === 'live' && keys === undefined;
}

/** Throws `SettingError` where real secrets would be sealed by a key that everybody knows. */
function secretsKeysOf(settings: SecretsSettings): readonly [Buffer, ...Buffer[]] {
  if (lacksSecretsKey(settings)) throw new SettingError(noSecretsKey);
  const keys = settings.PURSER_SECRETS_KEY ?? [testSecretsKey];
  if (settings.PURSER_MODE === 'live' && keys.some(key => key.equals(testSecretsKey))) {
    throw new SettingError('PURSER_SECRETS_KEY: is the one of test mode');
  }
  return keys;
}

/** The keys that seal webhooks' secrets, for a command. Throws `SettingError`. */
export function readSecretsKeys(source: Source): readonly [Buffer, ...Buffer[]] {
  return parse(z.object({ PURSER_SECRETS_KEY: secretsKeys }), source).PURSER_SECRETS_KEY;
}

/** How Temporal is connected to, for what needs nothing else. Throws `SettingError`. */
export function readTemporalEnv(source: Source): TemporalConnection {
  return connectionOf(parse(z.object(temporalSettings), source));
}

/** A URL by what names it: it may hold a key. */
type NamedUrl = readonly [name: string, url: string];

/** The nodes, each by the variable that may name it and its place in the list. */
function nodesOf({ networks }: Registry): readonly NamedUrl[] {
  return networks.flatMap(({ code, rpc, ws }) => [
    ...rpc.map((url, at): NamedUrl => [`PURSER_RPC_${code}: ${code}#${String(at + 1)}`, url]),
    ...(ws === null ? [] : [[`PURSER_WS_${code}`, ws] as const]),
  ]);
}

/** In live mode nobody on the way to a node or a provider may say what money is there, or whose is clean. */
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

/** What the audit needs to know. Throws `SettingError`. */
export function readAuditEnv(source: Source): Pick<WorkerEnv, 'DATABASE_URL' | 'registry'> {
  const { DATABASE_URL, PURSER_REGISTRY, PURSER_MODE } = common;
  const { PURSER_PLAIN_HTTP_ALLOW } = workerSettings.shape;
  const settings = parse(
    z.object({ DATABASE_URL, PURSER_REGISTRY, PURSER_MODE, PURSER_PLAIN_HTTP_ALLOW }),
    source,
  );
  const registry = readRegistry(settings.PURSER_REGISTRY, source);
  refusePlain(settings, nodesOf(registry));
  return { ...settings, registry };
}

/** Settings of the migration job: the database, as its owner, and what its roles log in with. Throws `SettingError`. */
export function readMigrationEnv(source: Source): {
  readonly url: string;
  readonly passwords: Partial<Readonly<Record<DatabaseRole, string>>>;
} {
  const settings = parse(
    z.object({
      DATABASE_URL: common.DATABASE_URL,
      PURSER_API_DATABASE_PASSWORD: rolePassword.optional(),
      PURSER_WORKER_DATABASE_PASSWORD: rolePassword.optional(),
    }),
    source,
  );
  const { PURSER_API_DATABASE_PASSWORD: api, PURSER_WORKER_DATABASE_PASSWORD: worker } = settings;
  return {
    url: settings.DATABASE_URL,
    passwords: {
      ...(api === undefined ? {} : { purser_api: api }),
      ...(worker === undefined ? {} : { purser_worker: worker }),
    },
  };
}

/** Settings of a command that needs the database alone. */
export function readDatabaseUrl(source: Source): string {
  return parse(z.object({ DATABASE_URL: common.DATABASE_URL }), source).DATABASE_URL;
}

function connectionOf(settings: z.infer<z.ZodObject<typeof temporalSettings>>): TemporalConnection {
  const result = temporalConnection(settings);
  if ('errors' in result) throw new SettingError(result.errors.join('\n'));
  return result.connection;
}

function parse<T>(schema: z.ZodType<T>, source: Source): T {
  // An empty variable is one that is not set: that is how compose files and shells pass "nothing".
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
