import { cp, mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claimPort } from '../../testkit/servers/freePort.ts';
import type { RunningServer } from '../../testkit/servers/runServer.ts';
import { runServer } from '../../testkit/servers/runServer.ts';
import { lastBlock, listedTokens, shape } from '../fixture/shape.ts';

/** The schema of its tables. Another one, `ponder_sync`, contains what it saves of the chain. */
export const ponderSchema = 'bench';

export interface PonderOptions {
  readonly nodeModules: string;
  /** The project's folder, which must not exist yet. */
  readonly project: string;
  readonly databaseUrl: string;
  readonly rpcUrls: readonly string[];
  /** The addresses whose transfers are wanted, in lower case. */
  readonly purses: readonly string[];
}

/** Starts ponder (`ponder start`, as in production) on the project of bench/ponder/project. */
export async function startPonder(options: PonderOptions): Promise<RunningServer> {
  const { nodeModules, project } = options;
  await makeProject(options);
  const port = await claimPort(0, 'port');
  return runServer({
    name: 'ponder',
    command: process.execPath,
    args: [
      join(nodeModules, 'ponder/dist/esm/bin/ponder.js'),
      ...['start', '--schema', ponderSchema],
      ...['--hostname', '127.0.0.1', '--port', String(port), '--log-format', 'json'],
    ],
    cwd: project,
    logFile: `${project}.log`,
    pidFile: `${project}.pid`,
    stopSignals: [
      { signal: 'SIGTERM', afterMs: 0 },
      { signal: 'SIGKILL', afterMs: 4_000 },
    ],
  });
}

async function makeProject({ nodeModules, project, ...options }: PonderOptions): Promise<void> {
  await mkdir(project, { recursive: true });
  await cp(join(import.meta.dirname, 'project'), project, { recursive: true });
  // The files are templates, as the packages that they import are not ours.
  for (const file of await readdir(project, { recursive: true })) {
    const path = join(project, file);
    if (path.endsWith('.template')) await rename(path, path.slice(0, -'.template'.length));
  }
  await symlink(nodeModules, join(project, 'node_modules'));
  const bench = {
    chainId: shape.chainId,
    databaseUrl: options.databaseUrl,
    rpcUrls: options.rpcUrls,
    tokens: listedTokens,
    purses: options.purses,
    startBlock: shape.start + 1,
    endBlock: lastBlock,
  };
  await writeFile(join(project, 'bench.ts'), `export const bench = ${JSON.stringify(bench)};\n`);
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  await writeFile(join(project, '.env.local'), 'PONDER_TELEMETRY_DISABLED=true\n');
}
