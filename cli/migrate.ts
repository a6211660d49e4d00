import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { readDatabaseUrl, SettingError } from '../env.ts';

/** An index over millions of postings takes minutes; nobody waits for this job but a deployment. */
const longestStatementMs = 60 * 60 * 1000;

/** The migration job of a deployment: brings the schema up to date and ends. */
try {
  const db = connect(readDatabaseUrl(process.env), {
    max: 1,
    applicationName: 'purser-migrate',
    longestStatementMs,
  });
  const ran = await migrate(db);
  await db.destroy();
  process.stdout.write(ran.length === 0 ? 'The schema is up to date.\n' : `Migrated: ${ran.join(', ')}.\n`);
} catch (error) {
  process.stderr.write(`purser migrate: ${error instanceof SettingError ? error.message : String(error)}\n`);
  process.exit(1);
}
