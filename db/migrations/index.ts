import type { Migration } from 'kysely/migration';
import * as initial from './0001_initial.ts';

/** All migrations, forward only, in the order of their names. */
export const migrations: Record<string, Migration> = {
  '0001_initial': initial,
};
