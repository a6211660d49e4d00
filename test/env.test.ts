import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  readAuditEnv,
  readDatabaseUrl,
  readServerEnv,
  readTemporalEnv,
  readWorkerEnv,
  SettingError,
} from '../env.ts';

type Source = Record<string, string | undefined>;

const root = join(import.meta.dirname, '..');
const xpub = `xpub${'6'.repeat(107)}`;
const api: Source = {
  DATABASE_URL: 'postgres://purser:secret@db.example/purser',
  PURSER_REGISTRY: join(root, 'testkit/registry.json'),
  PURSER_SECRETS_KEY: Buffer.alloc(32, 1).toString('base64'),
};
const worker: Source = { ...api, PURSER_XPUB: xpub };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'purser-env-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the environment', () => {
  test('of the API needs a database, a registry and a key for secrets, and nothing else', () => {
    expect(readServerEnv(api)).toMatchObject({
      TEMPORAL_ADDRESS: '127.0.0.1:7233',
      PURSER_MODE: 'live',
      PURSER_PORT: 8080,
      PURSER_CHECKOUT_RATE_LIMIT: 20,
      PURSER_OUTBOUND_ALLOW: [],
    });
  });

  test('of the worker also needs an xpub, and lets people decide until a provider is named', () => {
    expect(readWorkerEnv(worker)).toMatchObject({ PURSER_XPUB: xpub, PURSER_COMPLIANCE: 'manual' });
  });

  test('of the migration job is only the database', () => {
    expect(readDatabaseUrl({ DATABASE_URL: 'postgresql://db.example/purser' })).toBe(
      'postgresql://db.example/purser',
    );
    expect(variables(() => readDatabaseUrl({}))).toEqual(['DATABASE_URL']);
  });

  test('with an empty variable does not set it', () => {
    expect(readServerEnv({ ...api, PURSER_PORT: '', TEMPORAL_API_KEY: '' })).toMatchObject({
      PURSER_PORT: 8080,
    });
    expect(variables(() => readServerEnv({ ...api, DATABASE_URL: '' }))).toEqual(['DATABASE_URL']);
  });

  test('with several faults reports all at once', () => {
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
    ['PURSER_CHECKOUT_RATE_LIMIT', '0'],
    ['PURSER_CHECKOUT_RATE_LIMIT', '0.5'],
    ['PURSER_COMPLIANCE_CALLBACK_SECRET', 'hunter2'],
    ['PURSER_SECRETS_KEY', 'hunter2'],
    ['PURSER_SECRETS_KEY', ','],
    ['PURSER_SECRETS_KEY', ''],
    ['PURSER_SECRETS_KEY', `${'ab'.repeat(32)},hunter2`],
    // The public key of test mode.
    ['PURSER_SECRETS_KEY', Buffer.alloc(32, 'purser test mode').toString('hex')],
    // Every proxy: a client could choose its own address.
    ['PURSER_TRUST_PROXY', 'true'],
    ['PURSER_TRUST_PROXY', '10.0.0.0/8,proxy.example'],
    ['PURSER_COMPLIANCE_CALLBACK_SECRET', `whsec_${Buffer.alloc(16).toString('base64')}`],
    ['PURSER_REGISTRY', '/nowhere/registry.json'],
    // Live by default.
    ['PURSER_TESTKIT', '/var/lib/purser'],
  ])('of the API with %s=%s is refused by that name', ([variable, value]) => {
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
  ])('of the worker with %s=%s is refused by that name', ([variable, value]) => {
    expect(variables(() => readWorkerEnv({ ...worker, [variable]: value }))).toEqual([variable]);
  });

  test('of the worker names its roles: all by default', () => {
    expect(readWorkerEnv(worker).PURSER_ROLE).toEqual(
      new Set(['scanner', 'purses', 'relay', 'dispatcher', 'loops']),
    );
    expect(readWorkerEnv({ ...worker, PURSER_ROLE: 'scanner, relay' }).PURSER_ROLE).toEqual(
      new Set(['scanner', 'relay']),
    );
    expect(variables(() => readWorkerEnv({ ...worker, PURSER_ROLE: 'scanner,seer' }))).toEqual([
      'PURSER_ROLE',
    ]);
    expect(variables(() => readWorkerEnv({ ...worker, PURSER_ROLE: ',' }))).toEqual(['PURSER_ROLE']);
  });

  test('of the worker needs no secret that its roles do not use', () => {
    const database = { DATABASE_URL: 'postgres://purser:secret@db.example/purser' };
    const asked = (PURSER_ROLE: string, more: Source = {}) => {
      try {
        readWorkerEnv({ ...database, ...more, PURSER_ROLE });
        return [];
      } catch (error) {
        return error instanceof SettingError
          ? error.message.split('\n').map(line => line.split(':')[0])
          : error;
      }
    };
    expect(asked('dispatcher')).toEqual(['PURSER_SECRETS_KEY']);
    expect(asked('dispatcher', { PURSER_MODE: 'test' })).toEqual([]);
    expect(asked('relay')).toEqual([]);
    const PURSER_SECRETS_KEY = 'ab'.repeat(32);
    expect(asked('dispatcher', { PURSER_SECRETS_KEY, PURSER_COMPLIANCE: 'http' })).toEqual([]);
    expect(asked('purses')).toEqual(['PURSER_XPUB', 'PURSER_REGISTRY']);
    expect(asked('scanner')).toEqual(['PURSER_REGISTRY']);
    expect(asked('loops', { PURSER_COMPLIANCE: 'http' })).toEqual([
      'PURSER_COMPLIANCE_URL',
      'PURSER_REGISTRY',
    ]);

    // Networks without endpoints: a process that reads no chain needs none.
    const { networks, ...others } = JSON.parse(readFileSync(join(root, 'testkit/registry.json'), 'utf8')) as {
      networks: Record<string, unknown>[];
    };
    const PURSER_REGISTRY = join(folder, 'no-endpoints.json');
    writeFileSync(
      PURSER_REGISTRY,
      JSON.stringify({ ...others, networks: networks.map(network => ({ ...network, rpc: [] })) }),
    );
    expect(asked('loops', { PURSER_REGISTRY })).toEqual([]);
    expect(new Set(asked('scanner', { PURSER_REGISTRY }) as string[])).toEqual(new Set(['PURSER_REGISTRY']));
  });

  test.for<[provider: string, variable: string]>([
    ['list', 'PURSER_SANCTIONS_FILE'],
    ['http', 'PURSER_COMPLIANCE_URL'],
  ])('with the compliance provider %s needs %s', ([provider, variable]) => {
    expect(variables(() => readWorkerEnv({ ...worker, PURSER_COMPLIANCE: provider }))).toEqual([variable]);
  });

  test('with an invalid registry reports the file and each fault', () => {
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

  test('that lets clients of checkout pages ask more often is read', () => {
    expect(readServerEnv({ ...api, PURSER_CHECKOUT_RATE_LIMIT: '200' })).toMatchObject({
      PURSER_CHECKOUT_RATE_LIMIT: 200,
    });
  });

  test('accepts a secret of 24 bytes or more, as Standard Webhooks says', () => {
    const PURSER_COMPLIANCE_CALLBACK_SECRET = `whsec_${Buffer.alloc(24, 251).toString('base64')}`;
    expect(readServerEnv({ ...api, PURSER_COMPLIANCE_CALLBACK_SECRET })).toMatchObject({
      PURSER_COMPLIANCE_CALLBACK_SECRET,
    });
  });

  test('accepts several keys for secrets, in hex or base64, in their order', () => {
    const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const PURSER_SECRETS_KEY = ` ${first.toString('hex')}, ${second.toString('base64')}`;
    expect(readServerEnv({ ...api, PURSER_SECRETS_KEY }).secretsKeys).toEqual([first, second]);
    expect(readWorkerEnv({ ...worker, PURSER_SECRETS_KEY }).secretsKeys).toEqual([first, second]);
    expect(readWorkerEnv({ ...worker, PURSER_ROLE: 'scanner' }).secretsKeys).toBeUndefined();
  });

  test('of test mode needs no key for secrets', () => {
    const { PURSER_SECRETS_KEY: _, ...without } = api;
    expect(readServerEnv({ ...without, PURSER_MODE: 'test' }).secretsKeys).toHaveLength(1);
    expect(variables(() => readServerEnv(without))).toEqual(['PURSER_SECRETS_KEY']);
  });

  test('never shows a value: it may be a secret', () => {
    const key = 'hunter2\n';
    expect(failure(() => readWorkerEnv({ ...worker, PURSER_COMPLIANCE_KEY: key })).message).not.toContain(
      'hunter2',
    );
    const wrong = { ...api, PURSER_SECRETS_KEY: 'hunter2' };
    expect(failure(() => readServerEnv(wrong)).message).not.toContain('hunter2');
    const secret = 'postgrez://purser:hunter2@db.example/purser';
    expect(failure(() => readServerEnv({ ...api, DATABASE_URL: secret })).message).not.toContain('hunter2');
  });
});

describe('the connection to Temporal', () => {
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
  const key = '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n';
  const pair = () => ({
    TEMPORAL_TLS_CERT: file('client.crt', certificate),
    TEMPORAL_TLS_KEY: file('client.key', key),
  });

  test('has no TLS by default, and uses TLS if any setting needs it', () => {
    expect(readTemporalEnv({})).toEqual({ address: '127.0.0.1:7233' });
    expect(readTemporalEnv({ TEMPORAL_TLS: 'false' })).toEqual({ address: '127.0.0.1:7233' });
    expect(readTemporalEnv({ TEMPORAL_TLS: 'true' }).tls).toEqual({});
    expect(readTemporalEnv({ TEMPORAL_API_KEY: 'key' })).toMatchObject({ apiKey: 'key', tls: {} });
    expect(readTemporalEnv({ TEMPORAL_TLS_SERVER_NAME: 'temporal.example' }).tls).toEqual({
      serverNameOverride: 'temporal.example',
    });
  });

  test('uses the contents of the files', () => {
    const { tls } = readTemporalEnv({ TEMPORAL_TLS_CA: file('ca.crt', certificate), ...pair() });
    expect(Buffer.from(tls?.serverRootCACertificate ?? []).toString()).toBe(certificate);
    expect(Buffer.from(tls?.clientCertPair?.crt ?? []).toString()).toBe(certificate);
    expect(Buffer.from(tls?.clientCertPair?.key ?? []).toString()).toBe(key);
  });

  test.each([
    '-----BEGIN ENCRYPTED PRIVATE KEY-----\nsecret\n-----END ENCRYPTED PRIVATE KEY-----\n',
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nsecret\n-----END RSA PRIVATE KEY-----\n',
  ])('is refused with a key that needs a passphrase, and names the setting', text => {
    const source = { ...pair(), TEMPORAL_TLS_KEY: file('encrypted.key', text) };
    expect(variables(() => readTemporalEnv(source))).toEqual(['TEMPORAL_TLS_KEY']);
    expect(failure(() => readTemporalEnv(source)).message).toContain('encrypted');
  });

  test('is refused if it would be less than intended, and reveals no part of a key', () => {
    const { TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY } = pair();
    const refusals: readonly [Source, readonly string[]][] = [
      [{ TEMPORAL_TLS_CERT }, ['TEMPORAL_TLS_KEY']],
      [{ TEMPORAL_TLS_KEY }, ['TEMPORAL_TLS_CERT']],
      [{ TEMPORAL_TLS_CA: join(folder, 'nothing') }, ['TEMPORAL_TLS_CA']],
      [{ TEMPORAL_TLS_CA: TEMPORAL_TLS_KEY }, ['TEMPORAL_TLS_CA']],
      [
        { TEMPORAL_TLS_CERT: TEMPORAL_TLS_KEY, TEMPORAL_TLS_KEY: TEMPORAL_TLS_CERT },
        ['TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY'],
      ],
      [{ TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: 'key' }, ['TEMPORAL_TLS']],
      [{ TEMPORAL_TLS: 'yes' }, ['TEMPORAL_TLS']],
    ];
    for (const [source, names] of refusals) {
      expect(variables(() => readTemporalEnv(source))).toEqual(names);
      expect(failure(() => readTemporalEnv(source)).message).not.toContain('secret');
      expect(variables(() => readServerEnv({ ...api, ...source }))).toEqual(names);
      expect(variables(() => readWorkerEnv({ ...worker, ...source }))).toEqual(names);
    }
  });
});

describe('docs/configuration.md', () => {
  const documented = names(readFileSync(join(root, 'docs/configuration.md'), 'utf8'));

  test('lists every variable that is read, and no other', () => {
    const sources = [
      'env.ts',
      'registry.ts',
      'settings.ts',
      'signerSettings.ts',
      'cli/stack/localRegistry.ts',
      'cli/stack/running.ts',
      'cli/stack/stackSettings.ts',
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

/** Our variables and Temporal's, as a text names them; those of one network by their common beginning. */
function names(text: string): Set<string> {
  const found =
    text.match(/\b(?:DATABASE_URL|PURSER_[A-Z0-9_]+|TEMPORAL_(?:ADDRESS|NAMESPACE|API_KEY|TLS\w*))\b/g) ?? [];
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

describe('in live mode', () => {
  const rpc = (url: string): Source => ({ ...worker, PURSER_RPC_ETHEREUM: `https://a.example,${url}` });
  const provider = (url: string): Source => ({
    ...worker,
    PURSER_COMPLIANCE: 'http',
    PURSER_COMPLIANCE_URL: url,
  });
  const ws = (url: string): Source => ({ ...worker, PURSER_WS_ETHEREUM: url });
  const secret = 'k3y-of-a-provider';

  test.each([
    ['PURSER_RPC_ETHEREUM', rpc(`http://node.example/${secret}`)],
    ['PURSER_WS_ETHEREUM', ws(`ws://node.example/${secret}`)],
    ['PURSER_COMPLIANCE_URL', provider(`http://provider.example/${secret}`)],
  ])('a worker never reads about money without TLS: %s', (variable, source) => {
    expect(variables(() => readWorkerEnv(source))).toEqual([variable]);
    const { message } = failure(() => readWorkerEnv(source));
    expect(message).not.toContain(secret);
    expect(message).not.toContain('example');
    expect(readWorkerEnv({ ...source, PURSER_MODE: 'test' }).PURSER_MODE).toBe('test');
    const PURSER_PLAIN_HTTP_ALLOW = '10.0.0.0/8,node.example,provider.example';
    expect(readWorkerEnv({ ...source, PURSER_PLAIN_HTTP_ALLOW }).PURSER_MODE).toBe('live');
    expect(variables(() => readWorkerEnv({ ...source, PURSER_PLAIN_HTTP_ALLOW: 'other.example' }))).toEqual([
      variable,
    ]);
  });

  test('the refusal names the endpoint, by its place in the list', () => {
    expect(failure(() => readWorkerEnv(rpc('http://node.example'))).message).toContain('ETHEREUM#2');
  });

  test('an endpoint that is not used may be anything', () => {
    const source = { ...rpc('http://node.example'), PURSER_ROLE: 'relay' };
    expect(readWorkerEnv(source).registry.networks).toEqual([]);
    const manual = { ...provider('http://provider.example'), PURSER_COMPLIANCE: 'manual' };
    expect(readWorkerEnv(manual).PURSER_COMPLIANCE).toBe('manual');
  });

  test('an audit uses no node without TLS either', () => {
    expect(variables(() => readAuditEnv(rpc('http://node.example')))).toEqual(['PURSER_RPC_ETHEREUM']);
    expect(readAuditEnv(rpc('https://node.example')).registry.networks.length).toBeGreaterThan(0);
  });

  test('loopback needs no TLS', () => {
    for (const host of ['127.0.0.1:8545', 'localhost:8545', '[::1]:8545']) {
      expect(readWorkerEnv(rpc(`http://${host}`)).PURSER_MODE).toBe('live');
    }
  });
});
