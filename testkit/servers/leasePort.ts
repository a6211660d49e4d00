import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Longer than any start takes, in seconds: by then a part listens at its port, or nobody wants it. */
const leaseSeconds = 300;
const busyMs = 5_000;

let leases: DatabaseSync | undefined;

/**
 * Whether the port is this caller's for the next minutes. A port is free until its part opens it, which may take many
 * seconds; meanwhile no other process of this user may choose the same. The leases are rows of a file that all share.
 * If the file cannot be used (a full disk, a damaged file), this process has leases of its own: two processes rarely
 * choose the same port.
 */
export function leasePort(port: number): boolean {
  try {
    leases ??= openLeases(join(tmpdir(), `purser-ports-${user()}.sqlite`));
    return lease(leases, port);
  } catch {
    leases = openLeases(':memory:');
    return lease(leases, port);
  }
}

function lease(database: DatabaseSync, port: number): boolean {
  const now = Date.now();
  return (
    database
      .prepare(
        `insert into leases (port, until) values (?, ?)
        on conflict (port) do update set until = excluded.until where leases.until < ? returning port`,
      )
      .get(port, now + leaseSeconds * 1000, now) !== undefined
  );
}

function openLeases(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: busyMs });
  // A lease need not survive the machine.
  database.exec('pragma synchronous = off');
  database.exec(
    'create table if not exists leases (port integer primary key, until integer not null) strict',
  );
  return database;
}

/** In a container the user may have no name. */
function user(): string {
  return process.getuid ? String(process.getuid()) : userInfo().username;
}
