import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDatabaseUrl, readServerEnv, readWorkerEnv, SettingError } from '../env.ts';

type Source = Record<string, string | undefined>;

const root = join(import.meta.dirname, '..');
const xpub = `xpub${'6'.repeat(107)}`;
const api: Source = {
  DATABASE_URL: 'postgres://purser:secret@db.example/purser',
  PURSER_REGISTRY: join(root, 'testkit/registry.json'),
};
const worker: Source = { ...api, PURSER_XPUB: xpub };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'purser-env-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the environment', () => {
  test('of the API needs a database and a registry, and no more', () => {
    expect(readServerEnv(api)).toMatchObject({
      TEMPORAL_ADDRESS: '127.0.0.1:7233',
      PURSER_MODE: 'live',
      PURSER_PORT: 8080,
      PURSER_OUTBOUND_ALLOW: [],
    });
  });

  test('of the worker needs an xpub too, and lets people decide until a provider is named', () => {
    expect(readWorkerEnv(worker)).toMatchObject({ PURSER_XPUB: xpub, PURSER_COMPLIANCE: 'manual' });
  });

  test('of the migration job is the database alone', () => {
    expect(readDatabaseUrl({ DATABASE_URL: 'postgresql://db.example/purser' })).toBe(
      'postgresql://db.example/purser',
    );
    expect(variables(() => readDatabaseUrl({}))).toEqual(['DATABASE_URL']);
  });

  test('that sets a variable to nothing does not set it', () => {
    expect(readServerEnv({ ...api, PURSER_PORT: '', TEMPORAL_API_KEY: '' })).toMatchObject({
      PURSER_PORT: 8080,
    });
    expect(variables(() => readServerEnv({ ...api, DATABASE_URL: '' }))).toEqual(['DATABASE_URL']);
  });

  test('with several faults is told of all at once', () => {
    expect(variables(() => readServerEnv({ PURSER_PORT: 'http' }))).toEqual([
      'DATABASE_URL',
      'PURSER_REGISTRY',
      'PURSER_PORT',
    ]);
  });

  test.for<[variable: string, value: string]>([
    ['DATABASE_URL', 'mysql://db.example/purser'],
    ['PURSER_MODE', 'staging'],
    ['PURSER_LOG_LEVEL', 'loud'],
    ['PURSER_PORT', '65536'],
    ['PURSER_PUBLIC_URL', 'purser.example'],
    ['PURSER_DATABASE_POOL', '0'],
    ['PURSER_RATE_LIMIT', '-1'],
    ['PURSER_COMPLIANCE_CALLBACK_SECRET', 'hunter2'],
    // Every proxy: a client could name itself anything.
    ['PURSER_TRUST_PROXY', 'true'],
    ['PURSER_TRUST_PROXY', '10.0.0.0/8,proxy.example'],
    ['PURSER_COMPLIANCE_CALLBACK_SECRET', `whsec_${Buffer.alloc(16).toString('base64')}`],
    ['PURSER_REGISTRY', '/nowhere/registry.json'],
    // Live unless it is said otherwise.
    ['PURSER_TESTKIT', '/var/lib/purser'],
  ])('of the API that holds %s=%s is refused by that name', ([variable, value]) => {
    expect(variables(() => readServerEnv({ ...api, [variable]: value }))).toEqual([variable]);
  });

  test.for<[variable: string, value: string]>([
    ['PURSER_XPUB', 'xprv9s21ZrQH143K'],
    ['PURSER_COMPLIANCE', 'none'],
    ['PURSER_COMPLIANCE_URL', 'ftp://provider.example'],
    ['PURSER_COMPLIANCE_URL', 'https://purser:hunter2@provider.example'],
    ['PURSER_COMPLIANCE_KEY', 'hunter 2'],
    ['PURSER_COMPLIANCE_TIMEOUT_MS', '60000'],
    ['PURSER_SANCTIONS_RELOAD_MS', '0'],
    ['PURSER_CACHED_WORKFLOWS', '1.5'],
    ['PURSER_SHUTDOWN_SECONDS', '0'],
    ['PURSER_WORKER_HEALTH_PORT', 'yes'],
    ['PURSER_WORKER_SDK_METRICS', '9465'],
  ])('of the worker that holds %s=%s is refused by that name', ([variable, value]) => {
    expect(variables(() => readWorkerEnv({ ...worker, [variable]: value }))).toEqual([variable]);
  });

  test.for<[provider: string, variable: string]>([
    ['list', 'PURSER_SANCTIONS_FILE'],
    ['http', 'PURSER_COMPLIANCE_URL'],
  ])('with the compliance provider %s needs %s', ([provider, variable]) => {
    expect(variables(() => readWorkerEnv({ ...worker, PURSER_COMPLIANCE: provider }))).toEqual([variable]);
  });

  test('with a registry that is wrong is told the file and each fault', () => {
    const file = join(folder, 'registry.json');
    writeFileSync(file, '{"networks": [], "currencies": []}');
    const error = failure(() => readServerEnv({ ...api, PURSER_REGISTRY: file }));
    expect(error.message.split('\n')).toHaveLength(2);
    for (const line of error.message.split('\n')) expect(line).toContain(`PURSER_REGISTRY: ${file}: `);
  });

  test.for<[value: string, trusted: number | readonly string[]]>([
    ['', 0],
    ['2', 2],
    ['loopback, 10.0.0.0/8,2001:db8::1', ['loopback', '10.0.0.0/8', '2001:db8::1']],
  ])('that trusts the proxies %j is read', ([PURSER_TRUST_PROXY, trusted]) => {
    expect(readServerEnv({ ...api, PURSER_TRUST_PROXY })).toMatchObject({ PURSER_TRUST_PROXY: trusted });
  });

  test('takes a secret of 24 bytes or more, as Standard Webhooks has them', () => {
    const PURSER_COMPLIANCE_CALLBACK_SECRET = `whsec_${Buffer.alloc(24, 251).toString('base64')}`;
    expect(readServerEnv({ ...api, PURSER_COMPLIANCE_CALLBACK_SECRET })).toMatchObject({
      PURSER_COMPLIANCE_CALLBACK_SECRET,
    });
  });

  test('never shows a value: it may be a secret', () => {
    const key = 'hunter2\n';
    expect(failure(() => readWorkerEnv({ ...worker, PURSER_COMPLIANCE_KEY: key })).message).not.toContain(
      'hunter2',
    );
    const secret = 'postgrez://purser:hunter2@db.example/purser';
    expect(failure(() => readServerEnv({ ...api, DATABASE_URL: secret })).message).not.toContain('hunter2');
  });
});

describe('docs/configuration.md', () => {
  const documented = names(readFileSync(join(root, 'docs/configuration.md'), 'utf8'));

  test('lists every variable that is read, and none that is not', () => {
    const sources = [
      'env.ts',
      'registry.ts',
      'cli/running.ts',
      'cli/stackSettings.ts',
      'testkit/servers/toolFolder.ts',
    ];
    const read = sources.flatMap(file => [...names(readFileSync(join(root, file), 'utf8'))]);
    expect([...documented].toSorted()).toEqual([...new Set(read)].toSorted());
  });

  test('lists every variable of the samples for production', () => {
    const sample = names(readFileSync(join(root, 'docker-compose.yml'), 'utf8'));
    for (const name of sample) expect(documented).toContain(name);
  });
});

/** Our variables and Temporal's, as they are named in a text; those of one network stand as their common beginning. */
function names(text: string): Set<string> {
  const found =
    text.match(/\b(?:DATABASE_URL|PURSER_[A-Z0-9_]+|TEMPORAL_(?:ADDRESS|NAMESPACE|API_KEY))\b/g) ?? [];
  return new Set(found.map(name => (name.startsWith('PURSER_RPC_') ? 'PURSER_RPC_' : name)));
}

function failure(read: () => unknown): SettingError {
  try {
    read();
  } catch (error) {
    if (error instanceof SettingError) return error;
    throw error;
  }
  throw new Error('the settings were accepted');
}

/** The variables that the refusal names, in its order. */
function variables(read: () => unknown): string[] {
  return failure(read)
    .message.split('\n')
    .map(line => line.slice(0, line.indexOf(':')));
}
