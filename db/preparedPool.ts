import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { spoilsConnection } from './classifyError.ts';

const mark = '/* prepared: ';
const markEnd = ' */ ';

/**
 * The statement, marked with the name under which each connection prepares it. The database's logs show the
 * name too.
 */
export function preparedAs(name: string, text: string): string {
  return `${mark}${name}${markEnd}${text}`;
}

function nameOf(text: string): string | undefined {
  return text.startsWith(mark) ? text.slice(mark.length, text.indexOf(markEnd)) : undefined;
}

/**
 * The pool in the form that Kysely takes, which prepares named statements: Kysely passes only text.
 * Statements without a name are not prepared: those of varying length would fill the connection's memory.
 */
export function preparedPool(pool: pg.Pool): PostgresPool {
  const connections = new WeakMap<pg.PoolClient, Connection>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const connection = connections.get(client) ?? new Connection(client);
      connections.set(client, connection);
      return connection;
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

class Connection implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  /** A later query on this connection would get the answer of an earlier one, or fail as that did. */
  #unusable = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new TypeError('cursors are not supported');
    return this.#client.query({ name: nameOf(text), text, values: [...values] }).catch((error: unknown) => {
      this.#unusable ||= spoilsConnection(error);
      throw error;
    });
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy === true || this.#unusable);
  }
}
