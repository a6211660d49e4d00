import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { compileWithGo } from '../../testkit/servers/compileWithGo.ts';
import type { FindOptions } from '../../testkit/servers/findTemporal.ts';
import { installTool } from '../../testkit/servers/installTool.ts';
import { toolFolder } from '../../testkit/servers/toolFolder.ts';

const VERSION = '1.32.0';

/** The programs of a Temporal server as it runs in production, by their paths. */
export interface TemporalPrograms {
  /** Runs any of the four services. */
  readonly server: string;
  /** Makes the tables of the services in PostgreSQL, and has their definitions in it. */
  readonly sql: string;
}

/** Those that were compiled before, else compiles them with Go (once, for minutes). Throws `StartError`. */
export async function findTemporalServer(options: FindOptions): Promise<TemporalPrograms> {
  return {
    server: await find('temporal-server', 'go.temporal.io/server/cmd/server', options),
    sql: await find('temporal-sql', 'go.temporal.io/server/cmd/tools/sql', options),
  };
}

function find(name: string, source: string, options: FindOptions): Promise<string> {
  const { env, fallbackToolFolder, progress, signal } = options;
  return installTool({
    name,
    // Machines of several kinds may share a home folder.
    target: join(toolFolder(env, fallbackToolFolder), `${name}-${VERSION}-${platform()}-${arch()}`),
    make: folder =>
      compileWithGo({
        ...{ name, source: `${source}@v${VERSION}`, folder, env, progress, signal },
        failure: why => ({
          what: `no ${name} ${VERSION}: ${why}`,
          remedy: 'install Go 1.26 or newer (go.dev/dl) and start again',
        }),
      }),
    progress,
    signal,
  });
}
