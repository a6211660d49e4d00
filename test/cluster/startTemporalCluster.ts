import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import pg from 'pg';
import { searchAttributes } from '../../domain/searchAttributes.ts';
import { claimPort } from '../../testkit/servers/freePort.ts';
import type { Progress } from '../../testkit/servers/progress.ts';
import { registerSearchAttributes } from '../../testkit/servers/registerSearchAttributes.ts';
import { runTool } from '../../testkit/servers/runTool.ts';
import { balance } from './balance.ts';
import type { TemporalPrograms } from './findTemporalServer.ts';
import type { Member } from './member.ts';
import type { PortsOfServices, TemporalDatabase } from './temporalConfig.ts';
import { temporalConfig, temporalDatabases, temporalServices } from './temporalConfig.ts';
import { temporalInstance } from './temporalInstance.ts';

export interface TemporalCluster {
  /** `host:port` of the balancer before the frontends. */
  readonly address: string;
  /** Every process, each service twice. */
  readonly members: readonly Member[];
  stop(): Promise<void>;
}

interface ClusterOptions {
  readonly programs: TemporalPrograms;
  /** The URL of a PostgreSQL, with the rights to make databases. */
  readonly databaseUrl: string;
  readonly folder: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

const namespace = 'default';
/** As in docker-compose.yml. */
const retention = msToTs('30 days');
const alreadyThere = 6;
const notFound = 5;
const readyWithinMs = 60_000;

/** Starts two processes of each service, on one PostgreSQL, and waits until workflows can be started. */
export async function startTemporalCluster(options: ClusterOptions): Promise<TemporalCluster> {
  const { programs, databaseUrl, folder, progress, signal } = options;
  const { port, username, password } = new URL(databaseUrl);
  const database = { port: Number(port), user: username, password };
  await progress.during("Temporal's tables", () => makeTables(programs.sql, database, databaseUrl));
  const sets = [await claimPorts(), await claimPorts()];
  const dynamicConfigFile = join(import.meta.dirname, '../../docs/settings/temporal.dynamic.yaml');
  const balancer = await balance(() => sets.map(({ frontend }) => frontend.grpc));
  const address = `127.0.0.1:${String(balancer.port)}`;
  const members: Member[] = [];
  for (const [at, ports] of sets.entries()) {
    const nth = at + 1;
    const configFile = join(folder, `temporal-${String(nth)}.yaml`);
    await writeFile(configFile, temporalConfig({ ports, database, address, dynamicConfigFile }), {
      mode: 0o600,
    });
    for (const service of temporalServices) {
      const program = programs.server;
      members.push(
        temporalInstance({ program, service, nth, ports: ports[service], configFile, folder, signal }),
      );
    }
  }
  const stop = async (): Promise<void> => {
    await balancer.stop();
    await Promise.all(members.map(member => member.stop()));
  };
  try {
    await progress.during("two of each of Temporal's services", async () => {
      // The first process writes what all share into the database. If several did, all but one would end.
      const [first, ...others] = members;
      await first?.start();
      await Promise.all(others.map(member => member.start()));
    });
    for (const { frontend } of sets) await prepareNamespace(frontend.grpc, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, members, stop };
}

async function makeTables(sqlTool: string, database: TemporalDatabase, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const name of Object.values(temporalDatabases)) await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const env = {
    ...process.env,
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: '127.0.0.1',
    SQL_PORT: String(database.port),
    SQL_USER: database.user,
    SQL_PASSWORD: database.password,
  };
  for (const [schema, name] of [
    ['temporal', temporalDatabases.default],
    ['visibility', temporalDatabases.visibility],
  ] as const) {
    const of = { env: { ...env, SQL_DATABASE: name } };
    await runTool(sqlTool, ['setup-schema', '--version', '0.0'], of);
    await runTool(sqlTool, ['update-schema', '--schema-name', `postgresql/v12/${schema}`], of);
  }
}

async function claimPorts(): Promise<PortsOfServices> {
  const claim = async () => ({
    grpc: await claimPort(0, 'Temporal'),
    membership: await claimPort(0, 'Temporal'),
  });
  return {
    frontend: await claim(),
    history: await claim(),
    matching: await claim(),
    worker: await claim(),
  };
}

/** Makes the namespace and its search attributes, and waits until this frontend knows them and reaches every shard. */
async function prepareNamespace(port: number, signal: AbortSignal): Promise<void> {
  const connection = await Connection.connect({ address: `127.0.0.1:${String(port)}` });
  const until = performance.now() + readyWithinMs;
  try {
    await unless(alreadyThere, () =>
      connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: retention,
      }),
    );
    for (;;) {
      signal.throwIfAborted();
      try {
        await connection.withDeadline(Date.now() + 10_000, () => checkNamespace(connection));
        return;
      } catch (error) {
        if (performance.now() > until) throw error;
        await sleep(200);
      }
    }
  } finally {
    await connection.close();
  }
}

async function checkNamespace(connection: Connection): Promise<void> {
  await registerSearchAttributes(connection, namespace, searchAttributes);
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.keys(searchAttributes).filter(name => customAttributes[name] === undefined);
  if (missing.length > 0) throw new Error(`the search attributes ${missing.join(', ')} are not known yet`);
  // An id decides its shard, so these ask both processes of the history service.
  for (let each = 0; each < 20; each++) {
    const execution = { workflowId: `is-temporal-ready-${String(each)}` };
    await unless(notFound, () =>
      connection.workflowService.describeWorkflowExecution({ namespace, execution }),
    );
  }
}

/** Does the work; an error with this code of gRPC is as good as success. */
async function unless(code: number, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== code) throw error;
  }
}
