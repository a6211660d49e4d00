import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { preparedPool } from './preparedPool.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;

const int8 = 20;
const numeric = 1700;

/**
 * Opens a pool. `bigint` columns (heights, counters, chain ids) become safe integers, `numeric` ones (money)
 * become `bigint`: a value that does not fit is an error, never a rounded number.
 */
export function connect(
  url: string,
  options: {
    max?: number;
    applicationName?: string;
    longestStatementMs?: number;
    /** How long a transaction may be idle, in ms, before the server ends it and frees its locks. */
    idleInTransactionMs?: number;
  } = {},
): Db {
  const { longestStatementMs = 55_000, idleInTransactionMs = 8_000 } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    // A caller learns within this time that the database is down or the pool exhausted.
    connectionTimeoutMillis: 5_000,
    // Both sides notice a vanished peer: here a query gets no answer; there a transaction goes idle, and
    // would otherwise keep its locks for the hours that TCP takes.
    keepAlive: true,
    query_timeout: longestStatementMs + 5_000,
    statement_timeout: longestStatementMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
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
  // A broken connection is replaced at its next use, and a query on it is rejected. Without listeners, on the
  // pool for idle connections and on each connection in use, the event would end the process.
  pool.on('error', () => {});
  pool.on('connect', client => {
    client.on('error', () => {});
  });
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: preparedPool(pool) }) });
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a safe integer`);
  return value;
}
