import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import { cruise } from 'dependency-cruiser';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { searchAttributes } from '../../domain/searchAttributes.ts';
import { productionCommands } from './rooms.ts';

// The production files, compared with the code: no container engine is needed.

const root = join(import.meta.dirname, '../..');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

const compose = z
  .object({
    services: z.record(
      z.string(),
      z.object({
        image: z.string().optional(),
        restart: z.string(),
        environment: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        command: z.array(z.string()).optional(),
        networks: z.array(z.string()),
        cap_drop: z.array(z.string()).optional(),
        security_opt: z.array(z.string()).optional(),
        read_only: z.boolean().optional(),
        mem_limit: z.string().optional(),
        pids_limit: z.number().optional(),
        cpus: z.union([z.number(), z.string()]).optional(),
        configs: z.array(z.object({ source: z.string(), target: z.string() })).optional(),
        healthcheck: z.object({}).loose().optional(),
        depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
      }),
    ),
    configs: z.record(z.string(), z.record(z.string(), z.string())),
  })
  .parse(parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }));

test('the image has every file that its processes import, and no package that is left out', async () => {
  const entries = [
    'server.ts',
    'worker.ts',
    'signer.ts',
    'workflows/index.ts',
    'cli/bundleWorkflows.ts',
    ...productionCommands,
  ];
  const { output } = await cruise(entries, { baseDir: root, doNotFollow: { path: 'node_modules' } });
  const modules = (output as ICruiseResult).modules;
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
    sources.split(' '),
  );

  // What the API serves at /docs/guides.
  expect(copied).toContain('docs/*.md');

  // Loaded with import() in test mode only, if the clone exists.
  const inTestMode = (path: string): boolean => /^(testkit|contracts)\//.test(path);
  const files = modules
    .map(module => module.source)
    .filter(path => !path.includes('node_modules') && existsSync(join(root, path)));
  const missing = files.filter(
    file => !inTestMode(file) && !copied.some(path => file === path || file.startsWith(`${path}/`)),
  );
  expect(missing).toEqual([]);

  const notInstalled = modules.flatMap(module =>
    inTestMode(module.source)
      ? []
      : module.dependencies.filter(({ dependencyTypes }) => dependencyTypes.includes('npm-dev')),
  );
  expect(notInstalled.map(({ module }) => module)).toEqual([]);
});

test('a file that the image copies exists, keeps its place and is let into the build', () => {
  const allowed: readonly string[] =
    readFileSync(join(root, '.dockerignore'), 'utf8').match(/(?<=^!).+$/gm) ?? [];
  for (const [, sources = '', target = ''] of dockerfile.matchAll(/^COPY (?!--from)(.+) (\S+)$/gm)) {
    for (const source of sources.split(' ')) {
      expect(globSync(source, { cwd: root }), source).not.toEqual([]);
      // An importer finds it at its place in the clone.
      const place = target.endsWith('/') ? join(target, basename(source)) : target;
      expect(join(place), source).toBe(source);
      expect(
        [source, source.split('/')[0]].some(name => allowed.includes(name ?? '')),
        source,
      ).toBe(true);
    }
  }
});

test('every service reports its health, and every job is waited for', () => {
  for (const [name, service] of Object.entries(compose.services)) {
    const isJob = service.restart.startsWith('on-failure');
    const hasOwn = service.healthcheck !== undefined;
    // Our own images contain their check.
    const fromImage = service.image?.startsWith('purser-') ?? false;
    expect(isJob || hasOwn || fromImage, name).toBe(true);
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      const otherIsJob = compose.services[other]?.restart.startsWith('on-failure');
      expect(condition).toBe(otherIsJob ? 'service_completed_successfully' : 'service_healthy');
    }
  }
  // The signer listens on no port.
  expect(dockerfile.match(/^HEALTHCHECK(?! NONE)/gm)).toHaveLength(2);
  expect(dockerfile.match(/^HEALTHCHECK NONE$/gm)).toHaveLength(1);
});

test('strangers reach only the API, and from there neither the UI nor the database of Temporal, nor the keys of nodes', () => {
  const reaches = (from: string, to: string): boolean =>
    (compose.services[from]?.networks ?? []).some(name => compose.services[to]?.networks.includes(name));
  for (const process of ['api', 'worker', 'dispatcher']) {
    expect(
      ['postgres', 'temporal', 'temporal-ui', 'temporal-postgres'].filter(other => reaches(process, other)),
    ).toEqual(['postgres', 'temporal']);
  }
  expect(reaches('temporal', 'postgres')).toBe(false);
  expect(
    Object.keys(compose.services['api']?.environment ?? {}).filter(name => /RPC|XPUB/.test(name)),
  ).toEqual([]);
});

test('every container is confined and limited, and the UI cannot write', () => {
  for (const [name, service] of Object.entries(compose.services)) {
    expect([name, service.cap_drop, service.security_opt, service.read_only]).toEqual([
      name,
      ['ALL'],
      ['no-new-privileges:true'],
      name !== 'temporal-ui',
    ]);
    expect([service.mem_limit, service.pids_limit, service.cpus], name).not.toContain(undefined);
  }
  expect(compose.services['temporal-ui']?.environment?.['TEMPORAL_DISABLE_WRITE_ACTIONS']).toBe('true');
});

test('content of a read-only container is a file: Compose can write no text there', () => {
  const used = Object.values(compose.services).flatMap(({ configs }) => configs ?? []);
  expect(used.length).toBeGreaterThan(0);
  for (const { source } of used) expect(Object.keys(compose.configs[source] ?? {})).toEqual(['file']);
});

test('each process logs in to the database as its own role', () => {
  const users = Object.entries(compose.services).flatMap(([name, { environment }]) => {
    const url = environment?.['DATABASE_URL'];
    return url === undefined ? [] : [[name, /^postgres:\/\/(\w+):/.exec(String(url))?.[1]]];
  });
  expect(Object.fromEntries(users)).toEqual({
    migrate: 'purser',
    signer: 'purser_signer',
    api: 'purser_api',
    worker: 'purser_worker',
    dispatcher: 'purser_worker',
  });
});

test('no service logs in to a database as the superuser that the image makes', () => {
  for (const [name, owner] of [
    ['postgres', 'purser'],
    ['temporal-postgres', 'temporal'],
  ] as const) {
    const { environment = {}, configs } = compose.services[name] ?? {};
    // Without these the image's superuser has its usual name.
    expect(Object.keys(environment)).not.toContain('POSTGRES_USER');
    expect(environment['DATABASE_OWNER']).toBe(owner);
    expect(configs).toContainEqual({
      source: 'postgres-owner',
      target: '/docker-entrypoint-initdb.d/owner.sh',
    });
  }
  expect(compose.services['temporal-schema']?.environment?.['SQL_USER']).toBe('temporal');
  expect(compose.services['temporal']?.environment?.['POSTGRES_USER']).toBe('temporal');
  // Read into the image's own shell, it would set that shell's options.
  expect(statSync(join(root, 'docs/settings/postgres.owner.sh')).mode & 0o111).toBe(0o111);
});

test('Temporal has 512 shards and the search attributes that workflows set', () => {
  expect(compose.services['temporal']?.environment?.['NUM_HISTORY_SHARDS']).toBe(512);
  const script = compose.services['temporal-namespace']?.command?.join('\n') ?? '';
  const added = [...script.matchAll(/^ *add (\w+) (\w+)$/gm)].map(([, name, type]) => [name, type]);
  expect(Object.fromEntries(added)).toEqual(searchAttributes);
});

test('the sample .env names every variable that the services need', () => {
  const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
  const needed = [...text.matchAll(/\$\{([A-Z_]+)(?::\?[^}]*)?\}/g)].map(([, name]) => name);
  const sample = readFileSync(join(root, '.env.example'), 'utf8').match(/^#?[A-Z_]+(?==)/gm) ?? [];
  expect(sample).toEqual(expect.arrayContaining([...new Set(needed)]));
});
