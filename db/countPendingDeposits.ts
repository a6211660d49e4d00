import type { TransactionStatus } from '../domain/states.ts';
import type { Db } from './connect.ts';

/** How many deposits are unfinished, by status: each is read from an index that holds such rows alone. */
export async function countPendingDeposits(
  db: Db,
): Promise<
  Readonly<
    Record<Extract<TransactionStatus, 'MEM_POOL_FOUND' | 'PENDING_COMPLIANCE_CHECK' | 'DECLINED'>, number>
  >
> {
  const pending = await db
    .selectFrom('transactions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'MEM_POOL_FOUND')
    .executeTakeFirstOrThrow();
  const unsettled = await db
    .selectFrom('transactions')
    .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
    .where('credited_to', 'is', null)
    .where('status', 'in', ['PENDING_COMPLIANCE_CHECK', 'DECLINED'])
    .groupBy('status')
    .execute();
  const of = (status: TransactionStatus): number => unsettled.find(row => row.status === status)?.count ?? 0;
  return {
    MEM_POOL_FOUND: pending.count,
    PENDING_COMPLIANCE_CHECK: of('PENDING_COMPLIANCE_CHECK'),
    DECLINED: of('DECLINED'),
  };
}
