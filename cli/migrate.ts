import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { readMigrationEnv } from '../env.ts';
import { describeFailure } from './describeFailure.ts';
import { readArgs } from './readArgs.ts';

/** An index over millions of postings takes minutes. Only a deployment waits for this job. */
const longestStatementMs = 60 * 60 * 1000;

const usage = `Brings the schema of DATABASE_URL up to date, and ends.

  node cli/migrate.ts
`;

/** The migration job of a deployment: brings the schema up to date and ends. */
try {
  readArgs({ run: 'node cli/migrate.ts', usage, options: {} });
  const { url, passwords } = readMigrationEnv(process.env);
  const db = connect(url, {
    max: 1,
    applicationName: 'purser-migrate',
    longestStatementMs,
  });
  const ran = await migrate(db, passwords);
  await db.destroy();
  process.stdout.write(ran.length === 0 ? 'The schema is up to date.\n' : `Migrated: ${ran.join(', ')}.\n`);
} catch (error) {
  process.stderr.write(`purser migrate: ${describeFailure(error)}\n`);
  process.exit(1);
}
