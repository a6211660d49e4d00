/**
 * The rooms and their allowed imports: the table of ARCHITECTURE.md in a form that `.dependency-cruiser.mjs`
 * turns into rules. A top-level folder that is not in it fails the check.
 */
export interface Room {
  /** Rooms it may import. */
  readonly imports: readonly string[];
  /** Rooms it may import only with `import type`: nothing of them is loaded at run time. */
  readonly importsTypes?: readonly string[];
  /** The packages it may import, types included; absent if any dependency is allowed. */
  readonly packages?: readonly string[];
  /** False if modules of Node (`node:fs`) are forbidden. */
  readonly node?: false;
  /** True if it may import what the production image lacks: devDependencies. */
  readonly dev?: true;
}

const production = ['domain', 'db', 'chain', 'outbound', 'activities', 'workflows', 'api'];
const local = ['contracts', 'testkit', 'cli'];

export const rooms: Readonly<Record<string, Room>> = {
  domain: { imports: [], packages: [], node: false },
  db: { imports: ['domain'] },
  chain: { imports: ['domain'] },
  outbound: { imports: ['domain'] },
  activities: { imports: ['domain', 'db', 'chain', 'outbound'] },
  // A workflow's imports are replayed: no clock, no network, no package that was not made for it.
  workflows: {
    imports: ['domain'],
    importsTypes: ['activities'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
    node: false,
  },
  api: { imports: ['domain', 'db'] },
  contracts: { imports: [], dev: true },
  testkit: { imports: ['domain', 'db', 'contracts', 'client'], dev: true },
  cli: { imports: [...production, ...local, 'client'], dev: true },
  test: { imports: [...production, ...local, 'bench', 'simulate', 'explore', 'client'], dev: true },
  bench: { imports: [...production, ...local, 'client'], dev: true },
  simulate: { imports: [...production, ...local, 'client'], dev: true },
  explore: { imports: [...production, ...local, 'simulate', 'client'], dev: true },
  // A separate package, for servers and browsers: of Purser it knows only the document.
  client: { imports: [], packages: ['openapi-fetch', 'standardwebhooks'], node: false },
  examples: { imports: ['client'], dev: true },
};

/**
 * The wings of db/ in order: each may import those after it, and the files of the room itself, which import
 * no wing. So a reader of a wing need not know those before it.
 */
export const wingsOfDb = [
  'audit',
  'retention',
  'rescans',
  'scanning',
  'sweeping',
  'approvals',
  'treasury',
  'destinations',
  'sweepers',
  'authorizations',
  'sending',
  'findings',
  'decisions',
  'deposits',
  'purses',
  'sessions',
  'ledger',
  'customers',
  'webhooks',
  'secrets',
  'accounts',
  'events',
  'outbox',
] as const;

/** The most files of a folder: more cannot be read at a glance. */
export const mostFiles = 25;

/** Folders that may have more: lists that only grow, in their own order. The root is another. */
export const longFolders = ['docs/decisions', 'db/migrations', 'test/replay/histories'] as const;

/** The most lines of a file of code. The tests may be longer: a story is not cut in the middle. */
export const mostLines = 250;

/** Files that may be longer, or folders of them. Each such file says why in a comment at its top. */
export const longFiles = ['client/schema.ts', 'db/migrations', 'db/schema.sql', 'db/schema.ts'] as const;

/** Where processes begin: these may import everything, and almost nothing may import them. */
export const compositionRoots = [
  'bootstrap.mjs',
  'installLock.mjs',
  'installPackages.mjs',
  'startPorts.mjs',
  'env.ts',
  'registry.ts',
  'settings.ts',
  'signerSettings.ts',
  'temporal.ts',
  'server.ts',
  'worker.ts',
  'signer.ts',
] as const;

/** Who may import a composition root. `cli` and `test` may import all of them. */
export const rootImporters: Readonly<Record<(typeof compositionRoots)[number], readonly string[]>> = {
  'bootstrap.mjs': [],
  'installLock.mjs': ['bootstrap.mjs', 'installPackages.mjs'],
  'installPackages.mjs': ['bootstrap.mjs'],
  'startPorts.mjs': ['bootstrap.mjs'],
  'env.ts': ['signerSettings.ts', 'server.ts', 'worker.ts', 'signer.ts'],
  'registry.ts': ['env.ts'],
  'settings.ts': ['env.ts', 'signerSettings.ts', 'worker.ts'],
  'signerSettings.ts': ['signer.ts'],
  'temporal.ts': ['env.ts'],
  'server.ts': [],
  'worker.ts': [],
  'signer.ts': [],
};

/** What runs before a package is installed, so without any. */
export const beforePackages = [
  'bootstrap.mjs',
  'installLock.mjs',
  'installPackages.mjs',
  'startPorts.mjs',
] as const;

/** Commands of the production image, which has no testkit and no devDependency. */
export const productionCommands = [
  'cli/migrate.ts',
  'cli/keys.ts',
  'cli/erase.ts',
  'cli/audit.ts',
  'cli/sweep.ts',
] as const;

/** Top-level folders without code of ours. Hidden and git-ignored folders are not checked. */
export const otherFolders: readonly string[] = ['docs'];

/** Settings of tools at the top, beside the composition roots. */
export const toolSettings: readonly string[] = ['vitest.config.ts'];
