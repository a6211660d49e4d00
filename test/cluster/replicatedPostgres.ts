import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Postgres } from '../../testkit/servers/postgres.ts';
import { startPostgres } from '../../testkit/servers/postgres.ts';
import type { Progress } from '../../testkit/servers/progress.ts';
import { runTool } from '../../testkit/servers/runTool.ts';
import { balance } from './balance.ts';

/** A PostgreSQL with a synchronous replica, at one address that leads to whichever is the primary. */
export interface ReplicatedPostgres {
  readonly postgres: Postgres;
  /** Kills the primary at once, makes the replica the primary, and leads the address there. It cannot be done again. */
  readonly failOver: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Options {
  readonly folder: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

const replica = 'replica';
const synchronousWithinMs = 60_000;

/** Starts both. From then on the primary confirms a transaction when the replica has it on its disk, too. */
export async function startReplicatedPostgres({
  folder,
  progress,
  signal,
}: Options): Promise<ReplicatedPostgres> {
  const dataDirs = { primary: join(folder, 'postgres'), replica: join(folder, replica) };
  const primary = await startPostgres({ dataDir: dataDirs.primary, port: 0, progress, signal });
  const stops = [() => primary.stop()];
  const stop = async (): Promise<void> => {
    for (const end of stops.toReversed()) await end();
  };
  try {
    await query(primary.url, client => copyPrimary(client, dataDirs, primary.url));
    const second = await startPostgres({ dataDir: dataDirs.replica, port: 0, progress, signal });
    stops.push(() => second.stop());
    await query(primary.url, beSynchronous);
    let now = primary;
    const address = await balance(() => [now.port]);
    stops.push(() => address.stop());
    const url = new URL(primary.url);
    url.port = String(address.port);
    return {
      // What ends is no trouble: that the address leads nowhere shows.
      postgres: { url: url.href, port: address.port, exited: new Promise(() => {}), stop },
      failOver: async () => {
        // The address leads to the replica while that still only reads, as it does where a name of DNS moves.
        now = second;
        await killPostmaster(dataDirs.primary, primary);
        // What the old primary's processes still do is confirmed to nobody.
        address.cut();
        await query(second.url, async client => {
          const { rows } = await client.query<{ promoted: boolean }>('select pg_promote() as promoted');
          if (rows[0]?.promoted !== true) throw new Error('the replica was not promoted');
        });
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Copies the primary's files as pg_basebackup does, which the packages of PostgreSQL for npm leave out: nobody writes yet,
 * and what changes while the files are copied is in the log from the backup's beginning on, which the slot keeps.
 */
async function copyPrimary(
  client: pg.Client,
  dataDirs: { readonly primary: string; readonly replica: string },
  primaryUrl: string,
): Promise<void> {
  await client.query('select pg_create_physical_replication_slot($1, true)', [replica]);
  await client.query(`select pg_backup_start('${replica}', fast => true)`);
  // Copies belong to whoever runs this: `startPostgres` gives them to the server's user.
  await runTool('cp', ['-R', dataDirs.primary, dataDirs.replica]);
  await runTool('cp', [`${dataDirs.primary}.password`, `${dataDirs.replica}.password`]);
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop()');
  const { port, username, password } = new URL(primaryUrl);
  const settings = [
    `primary_conninfo = 'host=127.0.0.1 port=${port} user=${username} password=${password} application_name=${replica}'`,
    `primary_slot_name = '${replica}'`,
  ];
  const inReplica = (name: string): string => join(dataDirs.replica, name);
  await rm(inReplica('postmaster.pid'), { force: true });
  await rm(inReplica(`pg_replslot/${replica}`), { recursive: true });
  await writeFile(inReplica('backup_label'), rows[0]?.labelfile ?? '');
  await writeFile(inReplica('postgresql.auto.conf'), `${settings.join('\n')}\n`);
  await writeFile(inReplica('standby.signal'), '');
}

async function beSynchronous(client: pg.Client): Promise<void> {
  await client.query(`alter system set synchronous_standby_names = '${replica}'`);
  await client.query('select pg_reload_conf()');
  for (const until = performance.now() + synchronousWithinMs; ; await sleep(100)) {
    const { rowCount } = await client.query(
      "select from pg_stat_replication where application_name = $1 and sync_state = 'sync'",
      [replica],
    );
    if (rowCount === 1) return;
    if (performance.now() > until) throw new Error('the replica does not follow the primary');
  }
}

/** The processes of its connections end by themselves, as soon as they notice. */
async function killPostmaster(dataDir: string, server: Postgres): Promise<void> {
  const { pid } = JSON.parse(await readFile(`${dataDir}.pid`, 'utf8')) as { readonly pid: number };
  process.kill(pid, 'SIGKILL');
  await server.exited;
}

async function query(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
