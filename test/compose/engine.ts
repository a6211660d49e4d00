import { spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../../testkit/servers/installTool.ts';
import { runTool } from '../../testkit/servers/runTool.ts';
import { StartError } from '../../testkit/servers/StartError.ts';
import { type Environment, findOnPath } from '../../testkit/servers/toolFolder.ts';

export interface Engine {
  /** For every call of `docker` and of Compose. */
  readonly env: Environment;
  /** Stops the engine if it is ours, with all its contents. */
  readonly stop: () => Promise<void>;
}

const readyWithinMs = 60_000;

/** The engine that `docker` reaches by default, or by `DOCKER_HOST`. Throws `StartError` if none answers. */
export async function findEngine(env: Environment): Promise<Engine> {
  try {
    await askEngine(env);
  } catch (cause) {
    throw new StartError(
      `no container engine answers (${reasonOf(cause)})`,
      'start one or set DOCKER_HOST; with dockerd on the PATH, root can have one for this run alone: --engine',
      { cause },
    );
  }
  return { env, stop: () => Promise.resolve() };
}

/**
 * An engine of our own, in its own folder, that ends with `stop`. It needs root and Docker's programs. Its
 * rules in the machine's packet filter are removed if Docker had none before. Throws `StartError`.
 */
export async function startEngine(env: Environment): Promise<Engine> {
  const dockerd = findOnPath('dockerd', env);
  if (!dockerd || process.getuid?.() !== 0) {
    throw new StartError(
      'a container engine of its own needs root, and dockerd on the PATH',
      'install docker.io, or set DOCKER_HOST to an engine that runs',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'purser-engine-'));
  const socket = `unix://${join(folder, 'docker.sock')}`;
  const rules = await runTool('iptables-save', [], { env }).catch(() => undefined);
  const logFile = join(folder, 'dockerd.log');
  const log = await open(logFile, 'a');
  const child = spawn(
    dockerd,
    [
      ...['--storage-driver', 'overlay2', '--data-root', join(folder, 'data')],
      ...['--exec-root', join(folder, 'exec'), '--pidfile', join(folder, 'pid'), '--host', socket],
      // If the hard limit of open files cannot be raised, containers would not start with the usual limit.
      ...['--default-ulimit', 'nofile=1024:1024', '--bridge', 'none', '--log-level', 'error'],
    ],
    { env, stdio: ['ignore', log.fd, log.fd] },
  );
  await log.close();
  const exited = new Promise<void>(resolve => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', () => {
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 30_000);
    await exited;
    clearTimeout(killer);
    if (rules !== undefined && !rules.includes('DOCKER')) {
      await restoreRules(rulesLike(rules, await runTool('iptables-save', [], { env })), env);
    }
    await unmountBelow(folder, env);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  };
  const own = { ...env, DOCKER_HOST: socket };
  try {
    await untilReady(own, exited, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: own, stop };
}

async function untilReady(env: Environment, exited: Promise<void>, logFile: string): Promise<void> {
  const until = performance.now() + readyWithinMs;
  const ended = exited.then(() => 'ended' as const);
  for (;;) {
    const asked = askEngine(env).then(
      () => 'ready' as const,
      () => sleep(200, 'not yet' as const),
    );
    const outcome = await Promise.race([asked, ended]);
    if (outcome === 'ready') return;
    if (outcome === 'ended' || performance.now() > until) {
      const reason = (await readFile(logFile, 'utf8')).trimEnd().split('\n').at(-1) ?? '';
      throw new StartError(`dockerd does not start (${reason})`, 'run it by hand and read what it says');
    }
  }
}

function askEngine(env: Environment): Promise<string> {
  return runTool('docker', ['version', '--format', '{{.Server.Version}}'], { env });
}

/** Mounts that dockerd leaves, such as the network namespace of builds on the host's network. */
async function unmountBelow(folder: string, env: Environment): Promise<void> {
  const points = (await readFile('/proc/mounts', 'utf8'))
    .split('\n')
    .flatMap(line => line.split(' ')[1] ?? [])
    .filter(point => point.startsWith(`${folder}/`));
  for (const point of points.toReversed()) await runTool('umount', [point], { env });
}

/**
 * The rules as they were. A table that is new since then gets no rule, and no policy but `ACCEPT`: a machine without any
 * rule has no tables in what `iptables-save` prints, so nothing would be restored.
 */
function rulesLike(before: string, now: string): string {
  const added = now
    .split(/^(?=\*)/m)
    .filter(table => table.startsWith('*') && !before.includes(table.slice(0, table.indexOf('\n') + 1)))
    .map(table => {
      const chains = table.matchAll(/^:(\S+) (?:ACCEPT|DROP) /gm);
      const accepting = [...chains].map(([, chain = '']) => `:${chain} ACCEPT [0:0]`);
      return [table.slice(0, table.indexOf('\n')), ...accepting, 'COMMIT', ''].join('\n');
    });
  return [before, ...added].join('\n');
}

function restoreRules(rules: string, env: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('iptables-restore', [], { env, stdio: ['pipe', 'ignore', 'ignore'] });
    child.once('error', reject);
    child.once('exit', () => {
      resolve();
    });
    child.stdin.end(rules);
  });
}
