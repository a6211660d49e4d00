import pg from 'pg';

/** Refused, broken or unresolved connections, as Node names them. */
const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);

const lockTimeout = '55P03';

/**
 * Classes of SQLSTATE after which the same call may work (Postgres manual, appendix A): connections (08), full
 * server (53), shutdown and start (57), a lost deadlock or serialization (40), a lock not had in time.
 */
const retryableState = /^(08...|53...|57P0[1-5]|40001|40P01|55P03)$/;

/** True when Postgres could not be reached, or could not do the work just now; the same call may work later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof pg.DatabaseError) return retryableState.test(error.code ?? '');
  if ('code' in error && typeof error.code === 'string') return connectionCodes.has(error.code);
  // pg gives these two no code: a connection that ended under a query, and a pool that had none in time.
  return /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message);
}

export function isLockTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === lockTimeout;
}

/** True when the statement would have made a second row under this unique key. */
export function isDuplicate(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505' && error.constraint === constraint;
}
