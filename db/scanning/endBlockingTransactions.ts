import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/** If another transaction holds locks and idles for this long, its process froze or got stuck. */
const idleSeconds = 5;

/**
 * A waiting transaction. Its backend is reused afterwards, so by then the `pid` alone may mean another's
 * wait.
 */
export interface Waiting {
  readonly pid: number;
  /** When the transaction began, by the database's clock, to the microsecond. */
  readonly since: string;
}

/** The transaction if it still waits for a lock: nothing is ended for a wait that is over. */
const stillWaits = ({ pid, since }: Waiting) => sql`
  select pid, application_name from pg_stat_activity
  where pid = ${pid} and xact_start = ${since}::timestamptz and wait_event_type = 'Lock'`;

/**
 * Ends the idle transactions that `waiting` waits for, directly or through others. They roll back, just as at
 * the server's own limit, and their processes try again.
 */
export async function endIdleBlockers(db: Db, waiting: Waiting): Promise<void> {
  await sql`
    with recursive blocking (pid) as (
      select unnest(pg_blocking_pids(pid)) from (${stillWaits(waiting)}) waiting
      union
      select unnest(pg_blocking_pids(pid)) from blocking
    )
    select pg_terminate_backend(pid) from pg_stat_activity join blocking using (pid)
    where ${endable(sql.ref('usesysid'))} and state like 'idle in transaction%'
      and state_change < now() - make_interval(secs => ${idleSeconds})
  `.execute(db);
}

/**
 * The users whose backends we end: our own and, if we may, those of Purser's other processes. All others are
 * spared, such as an administrator's `psql`.
 */
const endable = (user: ReturnType<typeof sql.ref>) => sql`(
  ${user} = (select oid from pg_roles where rolname = current_user)
  or pg_has_role('pg_signal_backend', 'usage') and not (select rolsuper from pg_roles where oid = ${user})
    and (pg_has_role(${user}, 'purser_api', 'member') or pg_has_role(${user}, 'purser_worker', 'member'))
)`;

/** Suffix of the application name of a claiming transaction, so that claims do not end one another. */
export const claiming = ' claims';

/**
 * Ends the transactions that hold the locks that the claim waits for. They belong to the former owner, which
 * has lost the chain in any case, or to work that is retried.
 */
export async function endFormerOwner(db: Db, waiting: Waiting): Promise<void> {
  await sql`
    select pg_terminate_backend(holder.pid) from pg_stat_activity holder, (${stillWaits(waiting)}) claim
    where holder.pid = any (pg_blocking_pids(claim.pid)) and ${endable(sql.ref('holder.usesysid'))}
      and (holder.application_name || ${claiming} = claim.application_name
        -- A claim that has just had its turn idles for a moment between two statements.
        or holder.state like 'idle in transaction%' and holder.state_change < clock_timestamp() - interval '1 second')
  `.execute(db);
}
