import { readFileSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import type { Registry } from './domain/registry.ts';
import { parseRegistry } from './registry.ts';

/** A setting that is missing or wrong: the message names the variable and what it may hold. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

const port = z.coerce.number().int().min(0).max(65_535);
const seconds = z.coerce.number().int().positive();
/** Sent in a header as it is; a message about it would tell it. */
const token = z.string().regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without blanks');
/** A key of 24 to 64 bytes (standard-webhooks 1.0, "Signature scheme"). */
const webhookSecret = z.string().refine(text => {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1] ?? '';
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length >= 24 && bytes.length <= 64 && bytes.toString('base64') === base64;
}, 'must be whsec_ and 24 to 64 bytes in base64');
const list = z.string().transform(text =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== ''),
);

const common = {
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_API_KEY: z.string().min(1).optional(),
  PURSER_MODE: z.enum(['test', 'live']).default('live'),
  PURSER_REGISTRY: z.string().min(1),
  PURSER_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  PURSER_OUTBOUND_ALLOW: list.default([]),
};

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
  PURSER_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  PURSER_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20),
  PURSER_RATE_LIMIT: z.coerce.number().int().positive().default(1000),
  PURSER_COMPLIANCE_CALLBACK_SECRET: webhookSecret.optional(),
  PURSER_TESTKIT: z.string().min(1).optional(),
  PURSER_TRUST_PROXY: trustedProxies.default(0),
});

const workerSettings = z.object({
  ...common,
  PURSER_XPUB: z.string().regex(/^xpub[1-9A-HJ-NP-Za-km-z]{107}$/, 'must be an extended public key (xpub…)'),
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

export type ServerEnv = z.infer<typeof serverSettings> & { readonly registry: Registry };
export type WorkerEnv = z.infer<typeof workerSettings> & { readonly registry: Registry };
type Source = Readonly<Record<string, string | undefined>>;

/** The API's settings; docs/configuration.md lists them. Throws `SettingError`. */
export function readServerEnv(source: Source): ServerEnv {
  const settings = parse(serverSettings, source);
  if (settings.PURSER_TESTKIT !== undefined && settings.PURSER_MODE !== 'test') {
    throw new SettingError('PURSER_TESTKIT: is for PURSER_MODE=test');
  }
  return { ...settings, registry: readRegistry(settings.PURSER_REGISTRY, source) };
}

/** The worker's settings. Throws `SettingError`. */
export function readWorkerEnv(source: Source): WorkerEnv {
  const settings = parse(workerSettings, source);
  const needed = { list: 'PURSER_SANCTIONS_FILE', http: 'PURSER_COMPLIANCE_URL', manual: null } as const;
  const variable = needed[settings.PURSER_COMPLIANCE];
  if (variable && settings[variable] === undefined) {
    throw new SettingError(`${variable}: is needed where PURSER_COMPLIANCE=${settings.PURSER_COMPLIANCE}`);
  }
  return { ...settings, registry: readRegistry(settings.PURSER_REGISTRY, source) };
}

/** What the audit needs to know. Throws `SettingError`. */
export function readAuditEnv(source: Source): Pick<WorkerEnv, 'DATABASE_URL' | 'registry'> {
  const { DATABASE_URL, PURSER_REGISTRY } = common;
  const settings = parse(z.object({ DATABASE_URL, PURSER_REGISTRY }), source);
  return { ...settings, registry: readRegistry(settings.PURSER_REGISTRY, source) };
}

/** Settings of the migration job: the database alone. */
export function readDatabaseUrl(source: Source): string {
  return parse(z.object({ DATABASE_URL: common.DATABASE_URL }), source).DATABASE_URL;
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

function readRegistry(file: string, source: Source): Registry {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SettingError(`PURSER_REGISTRY: cannot read ${file}`, { cause });
  }
  const result = parseRegistry(text, source);
  if ('errors' in result) {
    throw new SettingError(result.errors.map(error => `PURSER_REGISTRY: ${file}: ${error}`).join('\n'));
  }
  return result.registry;
}
