import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { grantSigner } from './grantSigner.ts';

/** The PostgreSQL role of each process. No role owns anything. */
export const databaseRoles = ['purser_api', 'purser_worker', 'purser_signer'] as const;
export type DatabaseRole = (typeof databaseRoles)[number];
/** Of the roles that log in with one; the others stay as they are. */
export type RolePasswords = { readonly [Role in DatabaseRole]?: string | undefined };

/** Tables whose rows are written once: the books, the events, and who did what. */
const writtenOnce = ['entries', 'postings', 'events', 'audits'] as const;

/**
 * Grants the roles the rights that their processes need in this database, and revokes all other rights on our
 * tables. The API and the worker read and write rows, but cannot change or delete rows that are written once,
 * and write no row of the signer's. The signer has only what `grantSigner` names. Only the owner makes,
 * changes and empties tables. Missing roles are made; a role may log in once it has a password.
 *
 * May be called again, and by several processes at once. Throws if the owner may not make roles: then an
 * administrator makes them, once for the server (docs/operating.md).
 */
export async function grantRoles<T>(db: Kysely<T>, passwords: RolePasswords = {}): Promise<void> {
  for (const role of databaseRoles) await makeRole(db, role);
  await db.transaction().execute(async trx => {
    // Two transactions that change the rights of one table at once would collide in its row.
    await sql`select pg_advisory_xact_lock(hashtext('purser grants'))`.execute(trx);
    // Before PostgreSQL 15 anybody could create there.
    await sql`revoke create on schema public from public`.execute(trx);
    const own = await ownOnes(trx);
    for (const role of databaseRoles) {
      const password = passwords[role];
      if (password !== undefined) {
        await sql`alter role ${sql.id(role)} with login password ${sql.lit(scramVerifier(password))}`.execute(
          trx,
        );
      }
      await revokeAll(trx, role, own);
    }
    for (const role of ['purser_api', 'purser_worker'] as const) await grantTables(trx, role, own);
    await grantApart(trx);
    await grantSigner(trx);
  });
}

/** Roles belong to the server: another of its databases may be making the same role now. */
async function makeRole<T>(db: Kysely<T>, role: DatabaseRole): Promise<void> {
  await sql`
    do $$ begin
      if not exists (select from pg_roles where rolname = ${sql.lit(role)}) then
        create role ${sql.id(role)};
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$
  `.execute(db);
}

interface Own {
  readonly tables: readonly string[];
  readonly sequences: readonly string[];
}

/** Other owners may have tables beside ours. */
async function ownOnes<T>(trx: Kysely<T>): Promise<Own> {
  const { rows } = await sql<Own>`
    select array(select tablename::text from pg_tables where schemaname = 'public' and tableowner = owner
        order by tablename) as tables,
      array(select sequencename::text from pg_sequences where schemaname = 'public' and sequenceowner = owner
        order by sequencename) as sequences
    from (select tableowner as owner from pg_tables where schemaname = 'public' and tablename = 'accounts') ours
  `.execute(trx);
  return rows[0] ?? { tables: [], sequences: [] };
}

const named = (names: readonly string[]) => sql.join(names.map(name => sql.id('public', name)));

async function revokeAll<T>(trx: Kysely<T>, name: DatabaseRole, { tables, sequences }: Own): Promise<void> {
  const role = sql.id(name);
  await sql`revoke all on ${named(tables)} from ${role}`.execute(trx);
  await sql`revoke all on sequence ${named(sequences)} from ${role}`.execute(trx);
  await sql`grant usage on schema public to ${role}`.execute(trx);
}

async function grantTables<T>(trx: Kysely<T>, name: DatabaseRole, { tables, sequences }: Own): Promise<void> {
  const role = sql.id(name);
  const own = named(tables);
  const numbers = named(sequences);
  const fixed = sql.join(writtenOnce.map(table => sql.id(table)));
  await sql`grant usage, select on ${numbers} to ${role}`.execute(trx);
  await sql`grant select, insert, update, delete on ${own} to ${role}`.execute(trx);
  await sql`revoke update, delete on ${fixed} from ${role}`.execute(trx);
  // An event is numbered after it is recorded.
  await sql`grant update (sequence) on events to ${role}`.execute(trx);
  // Only the owner writes the history of the schema.
  await sql`revoke insert, update, delete on kysely_migration, kysely_migration_lock from ${role}`.execute(
    trx,
  );
}

async function grantApart<T>(trx: Kysely<T>): Promise<void> {
  // Only the API and the command line decide who may do what.
  await sql`revoke insert, update, delete on api_keys from purser_worker`.execute(trx);
  // Only the scanner says what is on a chain.
  await sql`revoke insert, update, delete on destination_events from purser_api`.execute(trx);
  // A snapshot of the balances locks its table for a moment (db/ledger/snapshotBalances.ts).
  await sql`grant maintain on postings to purser_worker`.execute(trx);
  await sql`revoke all on function end_events from public`.execute(trx);
  await sql`grant execute on function end_events to purser_worker`.execute(trx);
  await sql`revoke all on function erase_from_history from public`.execute(trx);
  await sql`grant execute on function erase_from_history to purser_api`.execute(trx);
  await sql`
    do $$ begin
      -- To see and to end what a process that froze left open (db/scanning/endBlockingTransactions.ts).
      grant pg_read_all_stats, pg_signal_backend to purser_worker;
    exception when insufficient_privilege then
      raise notice 'purser_worker ends no transactions of purser_api: the server does, after some seconds';
    end $$
  `.execute(trx);
}

const iterations = 4096;

/**
 * The form in which PostgreSQL stores a password. It is sent in place of the password, which so appears in no
 * statement and no log.
 */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  const parts = [salt.toString('base64'), `${stored}:${keyed('Server Key').toString('base64')}`];
  return `SCRAM-SHA-256$${String(iterations)}:${parts.join('$')}`;
}
