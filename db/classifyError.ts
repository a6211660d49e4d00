import pg from 'pg';

/** Refused, broken or unresolved connections, as Node names them. */
const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ENOENT',
  'ERR_SOCKET_CLOSED',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

const lockTimeout = '55P03';
const readOnly = '25006';

/**
 * SQLSTATEs after which the same call may work (Postgres manual, appendix A): connections (08), full server
 * (53), a statement that took too long (57014), shutdown and start (57P), a transaction that was idle or open
 * for too long (25P03, 25P04), a write to a replica (25006), a lost deadlock or serialization (40), a lock
 * timeout (55P03).
 */
const retryableState = /^(08...|53...|57014|57P0[1-5]|25P0[34]|25006|40001|40P01|55P03)$/;

/**
 * Messages of pg and its pool about connections, for errors without a code. The connection ended under a
 * query, before it or within a transaction; it could not be made in time; its answer did not come, or
 * belonged to another query; or its pool is closed because the process stops.
 */
const connectionTexts: readonly RegExp[] = [
  /^Connection terminated/,
  /^Client (has encountered a connection error|was closed) and is not queryable/,
  /^Query read timeout/,
  /^timeout (expired|exceeded when trying to connect)/,
  /^There was an error establishing an SSL connection/,
  /^Received unexpected \w+ message from backend/,
  /^Cannot use a pool after calling end on the pool/,
];

/** True if Postgres could not be reached, or could not do the work just now: the same call may work later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof pg.DatabaseError) return retryableState.test(error.code ?? '');
  if ('code' in error && typeof error.code === 'string') return connectionCodes.has(error.code);
  return connectionTexts.some(text => text.test(error.message));
}

/**
 * True if the connection must not be used again. It may still get an answer that we gave up waiting for. Or it leads to
 * a server that only reads, because another has become the primary: the address may lead there by now.
 */
export function spoilsConnection(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.code === readOnly;
  return error instanceof Error && /^(Query read timeout|Received unexpected)/.test(error.message);
}

export function isLockTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === lockTimeout;
}

/** True if the statement would have made a second row under this unique key. */
export function isDuplicate(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505' && error.constraint === constraint;
}
