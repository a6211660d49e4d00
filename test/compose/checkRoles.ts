import assert from 'node:assert/strict';
import type { Deployment } from './deployment.ts';
import { eventually } from './eventually.ts';

type Database = 'postgres' | 'temporal-postgres';

/** Asserts that no role with which a service logs in is a superuser, and that over a network no superuser logs in. */
export async function checkRoles(deployment: Deployment, print: (line: string) => void): Promise<void> {
  await expectUsers(deployment, 'postgres', ['purser_api', 'purser_worker'], 'purser');
  await expectUsers(deployment, 'temporal-postgres', ['temporal'], 'temporal');
  await checkOwners((database, statement) => queryIn(deployment, database, statement));
  // The only password that the superuser ever had.
  const password = deployment.settings.get('POSTGRES_PASSWORD') ?? '';
  const answer = await deployment.exec('api', 'node', '-e', logIn, password);
  assert.equal(answer.trim(), '28P01', 'the superuser logs in over the network');
  print('No service logs in to a database as a superuser, and from outside its container nobody can.');
}

/** Asserts that each server's owner is no superuser, that nobody else is one, and that the owner owns all tables. */
export async function checkOwners(
  query: (database: Database, statement: string) => Promise<string>,
): Promise<void> {
  for (const [database, owner] of [
    ['postgres', 'purser'],
    ['temporal-postgres', 'temporal'],
  ] as const) {
    const strong = await query(
      database,
      `select rolname from pg_roles where rolsuper or rolcreatedb or rolreplication or rolbypassrls`,
    );
    assert.equal(strong, 'postgres');
    const owned = await query(
      database,
      `select string_agg(distinct tableowner, ' ') from pg_tables where schemaname = 'public'`,
    );
    assert.equal(owned, owner);
  }
}

async function expectUsers(
  deployment: Deployment,
  database: Database,
  users: readonly string[],
  owner: string,
): Promise<void> {
  const query = (statement: string): Promise<string> => queryIn(deployment, database, statement);
  const readiness = `http://127.0.0.1:${String(await deployment.port('api', 8080))}/readyz`;
  await eventually(`the services are logged in to ${database}`, deployment.signal, async () => {
    // An API that nobody asks anything has no connection.
    await fetch(readiness);
    const present =
      await query(`select string_agg(distinct usename, ' ' order by usename) from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`);
    if (present !== users.join(' ')) throw new Error(`logged in are ${present}`);
    return true;
  });
  const names = [...users, owner].map(name => `'${name}'`).join(', ');
  assert.equal(
    await query(`select count(*) from pg_roles where rolname in (${names}) and not rolsuper`),
    String(new Set([...users, owner]).size),
  );
}

async function queryIn(deployment: Deployment, database: Database, statement: string): Promise<string> {
  const owner = database === 'postgres' ? 'purser' : 'temporal';
  const psql = ['psql', '--no-psqlrc', '--tuples-only', '--no-align', '--username', 'postgres'];
  return (await deployment.exec(database, ...psql, '--dbname', owner, '--command', statement)).trim();
}

/** Logs in as the superuser from another container. */
const logIn = `
  const client = new (require('pg').Client)({ host: 'postgres', user: 'postgres', password: process.argv[1], database: 'purser' });
  client.connect().then(() => 'logged in', error => error.code).then(answer => { console.log(answer); process.exit(0); });
`;
