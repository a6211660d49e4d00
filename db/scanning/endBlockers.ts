import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/** A transaction of another that keeps locks and says nothing for so long belongs to a process that froze or lost its way. */
const idleSeconds = 5;

/** A transaction that waits. Its backend is used again after it, so the number alone may be another's wait by then. */
export interface Waiting {
  readonly pid: number;
  /** When it began, by the database, to the microsecond. */
  readonly since: string;
}

/** The transaction as it waits for a lock still; nobody is ended for one that is over. */
const stillWaits = ({ pid, since }: Waiting) => sql`
  select pid, application_name from pg_stat_activity
  where pid = ${pid} and xact_start = ${since}::timestamptz and wait_event_type = 'Lock'`;

/**
 * Ends the transactions that idle and that `waiting` waits for, be it through others. They roll back, as the server's own
 * limit would have them do, and their processes try again.
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
 * The users whose backends we end: our own, and where we may, those of Purser's other processes. All others are left,
 * an administrator's `psql` among them.
 */
const endable = (user: ReturnType<typeof sql.ref>) => sql`(
  ${user} = (select oid from pg_roles where rolname = current_user)
  or pg_has_role('pg_signal_backend', 'usage') and not (select rolsuper from pg_roles where oid = ${user})
    and (pg_has_role(${user}, 'purser_api', 'member') or pg_has_role(${user}, 'purser_worker', 'member'))
)`;

/** As the transaction of a claim is called while it waits, so that claims do not end one another. */
export const claiming = ' claims';

/**
 * Ends the transactions that hold what the claim waits for. They are of the former owner, which has lost the chain
 * whatever it does, or of work that is tried again.
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
