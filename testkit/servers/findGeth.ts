import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { compileWithGo } from './compileWithGo.ts';
import type { FindOptions } from './findTemporal.ts';
import { installTool } from './installTool.ts';
import { runTool } from './runTool.ts';
import { findOnPath, toolFolder } from './toolFolder.ts';

const VERSION = '1.17.10';

/**
 * The program `geth` of this version: that on the `PATH`, else one that was compiled before, else compiled
 * with Go (once, for minutes). Throws `StartError` if none of these works.
 */
export async function findGeth(options: FindOptions): Promise<string> {
  const { env, fallbackToolFolder, progress, signal } = options;
  const onPath = findOnPath('geth', env);
  if (onPath && (await isThisVersion(onPath))) return onPath;
  return installTool({
    name: 'geth',
    // Machines of several kinds may share a home folder.
    target: join(toolFolder(env, fallbackToolFolder), `geth-${VERSION}-${platform()}-${arch()}`),
    make: folder =>
      compileWithGo({
        name: 'geth',
        source: `github.com/ethereum/go-ethereum/cmd/geth@v${VERSION}`,
        folder,
        env,
        failure: why => ({
          what: `no go-ethereum ${VERSION}: there is none on the PATH, and ${why}`,
          remedy: `install Go 1.25 or newer (go.dev/dl), or geth ${VERSION} (geth.ethereum.org), and start again`,
        }),
        progress,
        signal,
      }),
    progress,
    signal,
  });
}

async function isThisVersion(binary: string): Promise<boolean> {
  const printed = await runTool(binary, ['version']).catch(() => '');
  return new RegExp(String.raw`^Version: ${VERSION.replaceAll('.', String.raw`\.`)}\b`, 'm').test(printed);
}
