/** The services of a Temporal server. Each may run as processes of its own. */
export const temporalServices = ['frontend', 'history', 'matching', 'worker'] as const;
export type TemporalService = (typeof temporalServices)[number];

export interface ServicePorts {
  /** For calls: those of clients at a frontend, those of other services elsewhere. */
  readonly grpc: number;
  /** For what the processes tell each other about who lives. */
  readonly membership: number;
}
export type PortsOfServices = Readonly<Record<TemporalService, ServicePorts>>;

export interface TemporalDatabase {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

interface ConfigOptions {
  readonly ports: PortsOfServices;
  readonly database: TemporalDatabase;
  /** The one address of all frontends. Each process that starts writes it into the database if it differs there. */
  readonly address: string;
  readonly dynamicConfigFile: string;
}

/** The databases of the services: one for histories and tasks, one for lists of workflows. */
export const temporalDatabases = { default: 'temporal', visibility: 'temporal_visibility' } as const;

const host = '127.0.0.1';

/**
 * How many shards all workflows are divided into, which never changes again (docs/scaling.md). Fewer than a deployment
 * has, so that two cores can serve them; enough that each process of the history service owns many.
 */
const shards = 64;

/**
 * The configuration of one set of processes, one of each service, as the server's YAML. Each process finds those of
 * other sets in the database, and learns their ports from them: `ports` need not name them.
 */
export function temporalConfig({ ports, database, address, dynamicConfigFile }: ConfigOptions): string {
  const storeOf = (databaseName: string, maxConns: number): object => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `${host}:${String(database.port)}`,
      connectProtocol: 'tcp',
      user: database.user,
      password: database.password,
      ...{ maxConns, maxIdleConns: maxConns, maxConnLifetime: '1h' },
    },
  });
  // YAML 1.2 contains JSON.
  return JSON.stringify({
    log: { stdout: true, level: 'info' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: shards,
      datastores: {
        // Eight processes, and Purser's own, share the 200 connections of one PostgreSQL.
        default: storeOf(temporalDatabases.default, 8),
        visibility: storeOf(temporalDatabases.visibility, 2),
      },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: host } },
    services: Object.fromEntries(
      temporalServices.map(service => {
        const { grpc, membership } = ports[service];
        return [service, { rpc: { grpcPort: grpc, membershipPort: membership, bindOnLocalHost: true } }];
      }),
    ),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: address,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    archival: { history: { state: 'disabled' }, visibility: { state: 'disabled' } },
    namespaceDefaults: { archival: { history: { state: 'disabled' }, visibility: { state: 'disabled' } } },
    dynamicConfigClient: { filepath: dynamicConfigFile, pollInterval: '60s' },
  });
}
