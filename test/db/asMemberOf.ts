import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import { connect } from '../../db/connect.ts';
import type { DatabaseRole } from '../../db/grantRoles.ts';
import type { TestDatabase } from '../database.ts';

const password = 'letters0and0digits';

/** Gives `work` the URL of a user who is only a member of the role. */
export async function urlOfMember<T>(
  owner: TestDatabase,
  role: DatabaseRole,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const user = `member_${randomBytes(6).toString('hex')}`;
  await sql`create role ${sql.id(user)} login password ${sql.lit(password)} in role ${sql.id(role)}`.execute(
    owner.db,
  );
  const url = new URL(owner.url);
  url.username = user;
  url.password = password;
  try {
    return await work(url.href);
  } finally {
    await sql`drop role ${sql.id(user)}`.execute(owner.db);
  }
}

/** Gives `work` a connection of such a user. */
export function asMemberOf<T>(
  owner: TestDatabase,
  role: DatabaseRole,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  return urlOfMember(owner, role, async url => {
    const db = connect(url, { max: 3 });
    try {
      return await work(db);
    } finally {
      await db.destroy();
    }
  });
}
