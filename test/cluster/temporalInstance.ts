import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { isPortOpen } from '../../testkit/servers/freePort.ts';
import type { StopSignals } from '../../testkit/servers/process.ts';
import type { RunningServer } from '../../testkit/servers/runServer.ts';
import { runServer } from '../../testkit/servers/runServer.ts';
import { untilReady } from '../../testkit/servers/untilReady.ts';
import type { Member } from './member.ts';
import type { ServicePorts, TemporalService } from './temporalConfig.ts';

export interface InstanceOptions {
  readonly program: string;
  readonly service: TemporalService;
  /** Which of the processes of this service it is. */
  readonly nth: number;
  readonly ports: ServicePorts;
  readonly configFile: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** It may drain as long as it likes: a SIGKILL would hide that it does not end. */
const stopSignals: StopSignals = [
  { signal: 'SIGTERM', afterMs: 0 },
  { signal: 'SIGKILL', afterMs: 60_000 },
];

/** A line of its log in JSON. */
const reasonInLog = /"level":"fatal".*?"msg":"(.*?)"/;
/** What each is called in gRPC's health check, and the status of one that serves (grpc.health.v1). */
const healthNames: Readonly<Record<TemporalService, string>> = {
  frontend: 'temporal.api.workflowservice.v1.WorkflowService',
  history: 'temporal.api.workflowservice.v1.HistoryService',
  matching: 'temporal.api.workflowservice.v1.MatchingService',
  worker: 'temporal.api.workflowservice.v1.WorkerService',
};
const serving = 1;

/** A process of one of Temporal's services. */
export function temporalInstance(options: InstanceOptions): Member {
  const { program, service, nth, ports, configFile, folder, signal } = options;
  const name = `temporal-${service}-${String(nth)}`;
  const pidFile = join(folder, `${name}.pid`);
  let server: RunningServer | undefined;
  return {
    name,
    start: async () => {
      server = await runServer({
        name,
        command: program,
        args: ['--config-file', configFile, '--allow-no-auth', 'start', '--service', service],
        logFile: join(folder, `${name}.log`),
        ...{ pidFile, stopSignals },
      });
      await untilReady(server, reasonInLog, () => checkServes(service, ports.grpc), signal);
    },
    stop: async () => {
      await server?.stop();
    },
    kill: async () => {
      const { pid } = JSON.parse(await readFile(pidFile, 'utf8')) as { readonly pid: number };
      process.kill(pid, 'SIGKILL');
      await server?.exited;
    },
  };
}

async function checkServes(service: TemporalService, port: number): Promise<void> {
  // A refused gRPC channel waits a second before it retries, so the port is checked first.
  if (!(await isPortOpen(port))) throw new Error('nothing listens on its port');
  const connection = Connection.lazy({ address: `127.0.0.1:${String(port)}`, interceptors: [] });
  try {
    const { status } = await connection.withDeadline(Date.now() + 5000, () =>
      connection.healthService.check({ service: healthNames[service] }),
    );
    if (status !== serving) throw new Error(`it has the health status ${String(status)}`);
  } finally {
    await connection.close();
  }
}
