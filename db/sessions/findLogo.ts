import type { Db } from '../connect.ts';
import type { Logo } from './forms.ts';

/** The picture of a form by its name, the hash of its content; undefined if no form has it. */
export async function findLogo(db: Db, name: string): Promise<Logo | undefined> {
  return db
    .selectFrom('form_logos')
    .select(['name', 'type', 'body'])
    .where('name', '=', name)
    .limit(1)
    .executeTakeFirst();
}
