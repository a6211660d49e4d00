import assert from 'node:assert/strict';
import type { Deployment } from './deployment.ts';
import { checkOwners } from './checkRoles.ts';
import { eventually } from './eventually.ts';

/** As the compose file was: the image made the owners, as superusers. `!reset` takes our script away. */
const firstRelease = `
services:
  postgres:
    configs: !reset []
    environment: { POSTGRES_USER: purser, POSTGRES_DB: purser }
  temporal-postgres:
    configs: !reset []
    environment: { POSTGRES_USER: temporal, POSTGRES_DB: temporal }
`;
const databases = ['postgres', 'temporal-postgres'] as const;

/** Asserts that volumes whose owners are superusers get owners who are not, by the documented command. */
export async function checkUpgrade(deployment: Deployment, print: (line: string) => void): Promise<void> {
  const [before, after] = [await deployment.beside('old', firstRelease), await deployment.beside('old')];
  type Compose = typeof before;
  const exec = (compose: Compose, database: string, ...command: readonly string[]): Promise<string> =>
    compose('exec', '--no-TTY', database, ...command);
  const healthy = (compose: Compose): Promise<unknown> =>
    eventually('the databases answer', deployment.signal, () =>
      Promise.all(databases.map(database => exec(compose, database, 'pg_isready', '--host=127.0.0.1'))),
    );
  const migrate = (compose: Compose, ...command: readonly string[]): Promise<string> =>
    compose('run', '--rm', '--no-TTY', '--no-deps', 'migrate', ...command);
  const schema = (compose: Compose): Promise<string> =>
    compose('run', '--rm', '--no-TTY', '--no-deps', 'temporal-schema');
  try {
    await before('up', '--detach', ...databases);
    await healthy(before);
    await exec(before, 'temporal-postgres', 'createdb', '--username=temporal', 'temporal_visibility');
    await schema(before);
    await migrate(before);
    await migrate(before, 'node', 'cli/keys.ts', 'account', '--name', 'Older', '--live');

    await after('up', '--detach', ...databases);
    await healthy(after);
    for (const database of databases) {
      await exec(after, database, '/docker-entrypoint-initdb.d/owner.sh');
      // It may be run again.
      await exec(after, database, '/docker-entrypoint-initdb.d/owner.sh');
    }
    await schema(after);
    await migrate(after);
    assert.match(await migrate(after, 'node', 'cli/keys.ts', 'accounts'), /Older/);
    await checkOwners(async (database, statement) => {
      const owner = database === 'postgres' ? 'purser' : 'temporal';
      const psql = ['psql', '--no-psqlrc', '--tuples-only', '--no-align', '--username', 'postgres'];
      const printed = await exec(after, database, ...psql, '--dbname', owner, '--command', statement);
      return printed.trim().split('\n').at(-1) ?? '';
    });
  } finally {
    await after('down', '--volumes', '--timeout', '10');
  }
  print('Volumes with superusers for owners were given owners who are not, by the documented command.');
}
