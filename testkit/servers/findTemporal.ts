import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { compileWithGo } from './compileWithGo.ts';
import { downloadTool } from './downloadTool.ts';
import { installTool, reasonOf } from './installTool.ts';
import type { Progress } from './progress.ts';
import { runTool } from './runTool.ts';
import { type Environment, findOnPath, toolFolder } from './toolFolder.ts';

export type FindOptions = {
  readonly env: Environment;
  /** Used if the user's cache folder cannot be written. */
  readonly fallbackToolFolder: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
};

// The last version that `go install` accepts: the go.mod of later ones has a local replace. Server 1.29.1.
const VERSION = '1.5.1';
/** Checksums of its archives, as they were published with it. */
const SHA256 = {
  'linux-x64': 'ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d',
  'linux-arm64': 'bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5',
  'darwin-x64': 'bbb73e2a31135abe50a1f1cdb35030c42961df618e8ce9c60ae89f201540c5d9',
  'darwin-arm64': 'cca01b7ea35ad56e2a328d9ae596bf716bd22313ef63c7a761c88354457c2415',
} as const;
/** Since this version update-with-start is on by default. */
const OLDEST_SERVER = { major: 1, minor: 28 } as const;

/**
 * The program `temporal`: that on the `PATH`, else one that was built or downloaded before, else a download,
 * else compiled with Go (once, for minutes). Throws `StartError` if none of these works.
 */
export async function findTemporal(options: FindOptions): Promise<string> {
  const { env, progress, signal } = options;
  const onPath = findOnPath('temporal', env);
  if (onPath && (await isNewEnough(onPath, progress))) return onPath;
  const tools = toolFolder(env, options.fallbackToolFolder);
  return installTool({
    name: 'Temporal',
    // Machines of several kinds may share a home folder.
    target: join(tools, `temporal-${VERSION}-${platform()}-${arch()}`),
    make: folder =>
      download(folder, options).catch((error: unknown) => build(folder, options, reasonOf(error))),
    progress,
    signal,
  });
}

async function isNewEnough(binary: string, progress: Progress): Promise<boolean> {
  const printed = await runTool(binary, ['--version']).catch(() => '');
  const [, major, minor] = (/Server (\d+)\.(\d+)\./.exec(printed) ?? []).map(Number);
  if (major === undefined || minor === undefined) return false;
  const { major: oldest, minor: oldestMinor } = OLDEST_SERVER;
  if (major > oldest || (major === oldest && minor >= oldestMinor)) return true;
  progress.note(`${binary} is not used: its server ${major}.${minor} is older than ${oldest}.${oldestMinor}`);
  return false;
}

async function download(folder: string, { progress, signal }: FindOptions): Promise<string> {
  const wanted = {
    artifact: 'cli',
    version: `v${VERSION}`,
    sha256: SHA256,
    folder: join(folder, 'download'),
    signal,
  } as const;
  const path = await progress.during('Temporal to be downloaded', () => downloadTool(wanted));
  await runTool(path, ['--version']);
  return path;
}

function build(
  folder: string,
  { env, progress, signal }: FindOptions,
  whyNoDownload: string,
): Promise<string> {
  return compileWithGo({
    name: 'Temporal',
    source: `github.com/temporalio/cli/cmd/temporal@v${VERSION}`,
    linker: `-X github.com/temporalio/cli/temporalcli.Version=${VERSION}`,
    folder,
    env,
    failure: why => ({
      what: `no Temporal server: it could not be downloaded (${whyNoDownload}), and ${why}`,
      remedy:
        'install the Temporal CLI (docs.temporal.io/cli) or Go 1.25 or newer (go.dev/dl) and start again, or set ' +
        'TEMPORAL_ADDRESS to a server that runs',
    }),
    progress,
    signal,
  });
}
