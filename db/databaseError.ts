import pg from 'pg';

/**
 * What may be reported of a Postgres error: its state and the names of things. Its message and detail hold
 * values of rows, which are personal data. Undefined for other errors.
 */
export function describeDatabaseError(error: Error): Record<string, string | undefined> | undefined {
  if (!(error instanceof pg.DatabaseError)) return undefined;
  const { code, constraint, table, column, routine } = error;
  return { name: 'DatabaseError', code, constraint, table, column, routine };
}
