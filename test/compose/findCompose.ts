import { mkdir, writeFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { installTool } from '../../testkit/servers/installTool.ts';
import type { Progress } from '../../testkit/servers/progress.ts';
import { runTool } from '../../testkit/servers/runTool.ts';
import { StartError } from '../../testkit/servers/StartError.ts';
import { type Environment, findOnPath } from '../../testkit/servers/toolFolder.ts';

const version = '2.40.3';
const source = 'github.com/docker/compose/v2';

interface Where {
  readonly env: Environment;
  /** The folder for a compiled Compose. */
  readonly tools: string;
  readonly progress: Progress;
}

/** The command of Compose: Docker's plugin, `docker-compose` on the PATH, or one compiled with Go. */
export async function findCompose({ env, tools, progress }: Where): Promise<readonly [string, ...string[]]> {
  const plugin = await runTool('docker', ['compose', 'version', '--short'], { env }).catch(() => '');
  if (/^v?\d+\.\d+/.test(plugin)) return ['docker', 'compose'];
  const onPath = findOnPath('docker-compose', env);
  if (onPath) return [onPath];
  const go = findOnPath('go', env);
  if (!go) throw new StartError('there is no Docker Compose', 'install its plugin, or Go to compile it with');
  const built = await installTool({
    name: 'Docker Compose',
    target: join(tools, `docker-compose-${version}-${platform()}-${arch()}`),
    // Not by `go install`: that refuses a module that replaces or excludes others. A module that requires it does not.
    make: async folder => {
      const module = join(folder, 'module');
      await mkdir(module);
      await writeFile(join(module, 'go.mod'), 'module compose\n');
      const program = join(folder, 'docker-compose');
      const linker = `-s -w -X ${source}/internal.Version=${version}`;
      await progress.during('Docker Compose to be compiled with Go (once; minutes)', async () => {
        await runTool(go, ['get', `${source}/cmd@v${version}`], { env, cwd: module });
        const args = ['build', '-trimpath', '-ldflags', linker, '-o', program, `${source}/cmd`];
        await runTool(go, args, { env, cwd: module });
      });
      return program;
    },
    progress,
  });
  return [built];
}
