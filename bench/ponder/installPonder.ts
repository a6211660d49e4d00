import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installTool } from '../../testkit/servers/installTool.ts';
import type { Progress } from '../../testkit/servers/progress.ts';
import { runTool } from '../../testkit/servers/runTool.ts';

/** The versions that are compared with. hono and viem belong to every new project of ponder. */
export const ponderVersions = { ponder: '0.16.6', viem: '2.40.4' } as const;

/** The folder `node_modules` with ponder (180 MB). The first run installs it into the tools' folder. */
export async function installPonder(tools: string, progress: Progress): Promise<string> {
  const name = `bench-ponder-${ponderVersions.ponder}-viem-${ponderVersions.viem}`;
  const folder = await installTool({
    name: 'ponder',
    target: join(tools, name),
    progress,
    make: async empty => {
      const manifest = { name, private: true, type: 'module', dependencies: ponderVersions };
      await writeFile(join(empty, 'package.json'), JSON.stringify(manifest));
      await progress.during('npm install of ponder', () =>
        runTool('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
          cwd: empty,
          env: process.env,
        }),
      );
      return empty;
    },
  });
  return join(folder, 'node_modules');
}
