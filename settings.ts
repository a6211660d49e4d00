import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { parseSecretsKey } from './db/secrets/secretBox.ts';
import { isPlainTarget } from './outbound/plainTargets.ts';

const port = z.coerce.number().int().min(0).max(65_535);

const seconds = z.coerce.number().int().positive();

const days = z.coerce.number().int().min(1).max(36_500);

/** Sent in a header as it is. A message about it must not reveal it. */
const token = z.string().regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without blanks');

/** A key of 24 to 64 bytes (standard-webhooks 1.0, "Signature scheme"). */
const webhookSecret = z.string().refine(text => {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1] ?? '';
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length >= 24 && bytes.length <= 64 && bytes.toString('base64') === base64;
}, 'must be whsec_ and 24 to 64 bytes in base64');

/** Only characters that mean themselves in a URL, and that every client writes alike. */
export const rolePassword = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,}$/, 'must be 16 or more letters, digits, hyphens or underscores');

const list = z.string().transform(text =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== ''),
);

/** The keys of webhooks' secrets: the first one seals, all of them open. */
export const secretsKeys = list.transform((parts, context): [Buffer, ...Buffer[]] => {
  const [first, ...others] = parts.flatMap(part => parseSecretsKey(part) ?? []);
  if (first && others.length + 1 === parts.length) return [first, ...others];
  context.addIssue({
    code: 'custom',
    message:
      'must be 32 bytes in base64 or hex (npm run keys -- secrets-key), or several, separated by commas',
  });
  return z.NEVER;
});

/** A key that everybody knows: it seals a test account's secrets if no other is set. */
export const testSecretsKey = Buffer.alloc(32, 'purser test mode');

export const temporalSettings = {
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

/** Within this time another process takes over what a dead one held, in seconds. */
const lease = z.coerce.number().int().min(2).max(600);

export const common = {
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

/** Hosts that may be asked about money without TLS. */
const plainHosts = list.refine(
  parts => parts.every(isPlainTarget),
  'must be hosts, addresses or ranges, separated by commas',
);

/**
 * As Express takes it (https://expressjs.com/en/guide/behind-proxies.html), but never all proxies: then
 * clients could lie.
 */
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

export const serverSettings = z.object({
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
 * What a worker process does; docs/configuration.md says what each role needs. `dispatcher` calls webhooks,
 * `loops` settle dust, keep snapshots and wake what is overdue.
 */
export const roles = ['scanner', 'purses', 'relay', 'dispatcher', 'loops'] as const;

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

export const workerSettings = z.object({
  ...common,
  PURSER_ROLE: roleList.default(new Set(roles)),
  PURSER_PLAIN_HTTP_ALLOW: plainHosts.default([]),
  // Optional, as some roles read no registry.
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
    .refine(url => !/^[^/]*\/\/[^/]*@/.test(url), 'must not contain a password: use PURSER_COMPLIANCE_KEY')
    .optional(),
  PURSER_COMPLIANCE_KEY: token.optional(),
  // Three attempts of it, and their pauses, must end before the activity's time does.
  PURSER_COMPLIANCE_TIMEOUT_MS: z.coerce.number().int().min(100).max(15_000).default(10_000),
  PURSER_CACHED_WORKFLOWS: z.coerce.number().int().positive().default(2000),
  // Less than the 30 s after which containers are killed.
  PURSER_SHUTDOWN_SECONDS: seconds.default(25),
  PURSER_BUILD_ID: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'must be letters, digits, dots, hyphens and underscores')
    .optional(),
  PURSER_HEARTBEAT_SECONDS: lease.default(8),
  PURSER_SIGNAL_LEASE_SECONDS: lease.default(15),
  PURSER_DUST_LEASE_SECONDS: lease.default(60),
  PURSER_DELIVERY_LEASE_SECONDS: lease.default(60),
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
