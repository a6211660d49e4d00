import pg from 'pg';
import { sql } from 'kysely';
import type { EnginePart } from '../../cli/stack/engine.ts';
import type { World } from '../world/startWorld.ts';
import type { Alarm } from './alarm.ts';
import { alarms } from './alarm.ts';
import { killPostgres, killTemporal } from './servers.ts';
import { canMount, fillDisk } from './smallDisk.ts';

/** Something that is away for a while, and comes back without anybody's help for Purser. */
export interface Outage {
  readonly name: string;
  /** Begins it. Returns how it ends. */
  readonly begin: (world: World) => Promise<() => Promise<void>>;
  /** At least one of these sounds meanwhile. */
  readonly alarms: readonly Alarm[];
  /** Whether the API cannot write meanwhile: it then answers 503 with `Retry-After`. */
  readonly writesFail: boolean;
  /** Undefined if it can be made on every machine. */
  readonly possible?: () => boolean;
}

export const outages: readonly Outage[] = [
  {
    ...{ name: 'PostgreSQL is killed', begin: killPostgres, writesFail: true },
    alarms: [alarms.figuresMissing],
  },
  {
    ...{ name: 'Temporal is killed', begin: killTemporal, writesFail: false },
    alarms: [alarms.signalBacklog],
  },
  { ...frozen('api', 'the API'), alarms: [alarms.apiDown] },
  { ...frozen('dispatcher', 'the dispatcher'), alarms: [alarms.eventsUnpublished] },
  { ...frozen('relay', 'the relay'), alarms: [alarms.signalBacklog] },
  { ...frozen('worker', 'the worker with the scanners'), alarms: [alarms.scannerBehind] },
  {
    ...{ name: "the database's disk is full", begin: fillDisk, writesFail: true, possible: canMount },
    alarms: [alarms.scannerBehind, alarms.figuresMissing],
  },
  {
    ...{ name: 'PostgreSQL takes no more connections', begin: takeConnections, writesFail: true },
    alarms: [alarms.figuresMissing],
  },
];

function frozen(part: EnginePart, called: string): Pick<Outage, 'name' | 'begin' | 'writesFail'> {
  return {
    name: `${called} is frozen`,
    begin: async ({ stack }) => {
      const { pid } = stack.engine.process(part) ?? {};
      if (pid === undefined) throw new Error(`${called} does not run`);
      process.kill(pid, 'SIGSTOP');
      return async () => {
        process.kill(pid, 'SIGCONT');
      };
    },
    writesFail: false,
  };
}

/** Another program takes every connection that the server has. */
async function takeConnections({ db, stack }: World): Promise<() => Promise<void>> {
  const taken: pg.Client[] = [];
  const takeAll = async (): Promise<void> => {
    for (;;) {
      const client = new pg.Client({ connectionString: stack.databaseUrl, application_name: 'greedy' });
      client.on('error', () => undefined);
      try {
        await client.connect();
        taken.push(client);
      } catch {
        return;
      }
    }
  };
  await takeAll();
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename in ('purser_api', 'purser_worker')`.execute(
    db,
  );
  // Whoever is faster gets those that became free: all but a few are the other program's.
  await takeAll();
  return async () => {
    await Promise.all(taken.map(client => client.end()));
  };
}
