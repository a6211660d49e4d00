import { sql } from 'kysely';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/**
 * Runs `work` while nobody else deploys on the chain: two who did would both pay, and use the same nonce.
 * Waits as long as a statement may take. The lock ends with the connection, if this process dies.
 */
export async function lockDeployment<T>(db: Db, chainId: ChainId, work: () => Promise<T>): Promise<T> {
  const key = sql`hashtextextended(${`purser deployment ${String(chainId)}`}, 0)`;
  return db.connection().execute(async connection => {
    await sql`select pg_advisory_lock(${key})`.execute(connection);
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(connection);
    }
  });
}
