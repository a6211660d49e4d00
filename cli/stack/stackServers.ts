import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { compileContracts } from '../../contracts/compileContracts.ts';
import { searchAttributes } from '../../domain/searchAttributes.ts';
import { readTemporalEnv, SettingError } from '../../env.ts';
import { temporalSecurity } from '../../temporal.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { findTemporal } from '../../testkit/servers/findTemporal.ts';
import type { Postgres } from '../../testkit/servers/postgres.ts';
import { startPostgres } from '../../testkit/servers/postgres.ts';
import { registerSearchAttributes } from '../../testkit/servers/registerSearchAttributes.ts';
import { StartError } from '../../testkit/servers/StartError.ts';
import { startTemporal } from '../../testkit/servers/temporal.ts';
import type { LocalRegistry } from './localRegistry.ts';
import type { StackOptions } from './stackOptions.ts';
import { startTestChains } from './testChains.ts';

/** A Temporal server: ours, or the user's own. */
interface StackTemporal {
  readonly address: string;
  /** The path of the program `temporal`; empty if the server is not ours. */
  readonly program: string;
  readonly uiUrl: string;
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

interface StackServers {
  readonly postgres: Postgres;
  readonly temporal: StackTemporal;
  readonly networks: readonly TestNetwork[];
}

/**
 * Starts, at the same time, the servers that the API and the worker need. If one cannot start, the others are
 * stopped again and its error is thrown.
 */
export async function startServers(
  options: StackOptions,
  local: LocalRegistry,
  onChainError: (error: unknown) => void,
): Promise<StackServers> {
  const { home, progress } = options;
  const [postgres, temporal, networks] = await Promise.allSettled([
    postgresOf(options),
    temporalOf(options),
    progress.during('the test chains', () =>
      startTestChains({
        folder: join(home, 'chains'),
        port: options.ports.chain,
        blockTimeMs: options.blockTimeMs,
        artifacts: compileContracts(),
        local,
        onError: onChainError,
      }),
    ),
  ]);
  if (postgres.status === 'fulfilled' && temporal.status === 'fulfilled' && networks.status === 'fulfilled') {
    return { postgres: postgres.value, temporal: temporal.value, networks: networks.value };
  }
  if (networks.status === 'fulfilled') await stopAll(networks.value);
  if (temporal.status === 'fulfilled') await temporal.value.stop();
  if (postgres.status === 'fulfilled') await postgres.value.stop();
  throw [postgres, temporal, networks].find(part => part.status === 'rejected')?.reason;
}

export async function stopAll(parts: readonly { stop(): Promise<void> }[]): Promise<void> {
  await Promise.all(parts.map(part => part.stop()));
}

/** How our processes reach Temporal: the settings of `env` for a server of the user's own, else the address alone. */
export function temporalSettings(env: StackOptions['env'], address: string): Record<string, string> {
  // Ours has the default namespace and no encryption, on the loopback interface.
  const own = env['TEMPORAL_ADDRESS'] ? ['TEMPORAL_NAMESPACE', ...temporalSecurity] : [];
  return { TEMPORAL_ADDRESS: address, ...Object.fromEntries(own.map(name => [name, env[name] ?? ''])) };
}

async function postgresOf({
  home,
  ports,
  durable,
  postgres,
  progress,
  signal,
}: StackOptions): Promise<Postgres> {
  if (postgres) return { ...postgres, stop: () => Promise.resolve() };
  return startPostgres({
    dataDir: join(home, 'postgres'),
    port: ports.postgres,
    portSetting: 'PURSER_POSTGRES_PORT',
    durable,
    progress,
    signal,
  });
}

async function temporalOf(options: StackOptions): Promise<StackTemporal> {
  const { env, home, ports, progress, signal } = options;
  const address = env['TEMPORAL_ADDRESS'];
  if (address !== undefined && address !== '') return externalTemporal(env, env['TEMPORAL_NAMESPACE']);
  const program = await findTemporal({ env, fallbackToolFolder: join(home, 'tools'), progress, signal });
  const server = await startTemporal({
    binary: program,
    dbFile: join(home, 'temporal.db'),
    port: ports.temporal,
    uiPort: ports.temporalUi,
    searchAttributes,
    progress,
    signal,
  });
  return { ...server, program };
}

/** The user's own server. It must answer, and gets our search attributes. Throws `StartError`. */
async function externalTemporal(env: StackOptions['env'], namespace = 'default'): Promise<StackTemporal> {
  const options = connectionOf(env);
  const { address } = options;
  try {
    const connection = await Connection.connect({ ...options, connectTimeout: 5_000 });
    try {
      await connection.withDeadline(Date.now() + 10_000, () =>
        registerSearchAttributes(connection, namespace, searchAttributes),
      );
    } finally {
      await connection.close();
    }
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(
      `Temporal at ${address} (TEMPORAL_ADDRESS), namespace ${namespace}, does not answer`,
      'start it, or unset TEMPORAL_ADDRESS to have one started here',
      { cause },
    );
  }
  return { address, program: '', uiUrl: '', exited: new Promise(() => {}), stop: () => Promise.resolve() };
}

function connectionOf(env: StackOptions['env']): ReturnType<typeof readTemporalEnv> {
  try {
    return readTemporalEnv(env);
  } catch (cause) {
    if (!(cause instanceof SettingError)) throw cause;
    throw new StartError(cause.message, 'correct it (docs/configuration.md)', { cause });
  }
}
