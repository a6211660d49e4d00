import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;

const int8 = 20;
const numeric = 1700;

/**
 * Opens a pool. `bigint` columns (heights, counters, chain ids) become safe integers, `numeric` ones (money)
 * become `bigint`: a value that does not fit is an error, never a rounded number.
 */
export function connect(url: string, options: { max?: number; applicationName?: string } = {}): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    // A caller hears within this time that the database cannot be had, be it down or the pool exhausted.
    connectionTimeoutMillis: 5_000,
    application_name: options.applicationName ?? 'purser',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') => {
        if (oid === int8) return parseSafeInteger;
        if (oid === numeric) return (text: string) => BigInt(text);
        const usual: unknown = pg.types.getTypeParser(oid, format);
        return usual;
      },
    },
  });
  // A connection that breaks while idle is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => {});
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a safe integer`);
  return value;
}
