import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/connect.ts';
import type { DatabaseRole } from '../../db/grantRoles.ts';
import { databaseRoles } from '../../db/grantRoles.ts';
import { migrate } from '../../db/migrate.ts';

/**
 * Migrates the database, and gives each role a password for this start only: just the processes that it starts need one.
 * Returns the URL with which a role logs in.
 */
export async function migrateFor(db: Db, ownerUrl: string): Promise<(role: DatabaseRole) => string> {
  const passwords = Object.fromEntries(
    databaseRoles.map(role => [role, randomBytes(24).toString('hex')] as const),
  );
  await migrate(db, passwords);
  return role => {
    const url = new URL(ownerUrl);
    url.username = role;
    url.password = passwords[role] ?? '';
    return url.href;
  };
}
