import { sql } from 'kysely';
import { purseStatus } from '../../domain/deposits/states.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { ArchiveOutcome } from '../../domain/messages.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { recordFacts } from '../events/recordFacts.ts';
import { scannerIsBehind } from '../scannerIsBehind.ts';
import { unfinishedDeposits, viewPurse } from './viewPurse.ts';

/** The most unfinished deposits that are returned: the workflow handles these, and asks again. */
const returnedAtOnce = 1000;

/**
 * Archives a purse whose period is over at `at`. Refuses while it has an unfinished deposit or an open
 * session, and while a scanner has not read up to the deadline: money that arrived in time must not be called
 * late. Idempotent.
 *
 * The purse's row is locked against the scanners, which lock it `for share` when they see a deposit to it.
 */
export async function archivePurse(
  db: Db,
  chainIds: readonly ChainId[],
  purseId: PurseId,
  at: Date,
): Promise<ArchiveOutcome> {
  return recordFacts<ArchiveOutcome>(db, async trx => {
    const purse = await trx
      .selectFrom('purses')
      .selectAll()
      .where('id', '=', purseId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (purse.state === 'ARCHIVED')
      return { result: { outcome: 'archived', purse: await viewPurse(trx, purseId) } };
    if (purse.state !== 'ACTIVE' || purse.expires_at === null || purse.expires_at > at) {
      return { result: { outcome: 'not_due', purse: await viewPurse(trx, purseId) } };
    }

    const deposits = await unfinishedDeposits(trx, purseId, { limit: returnedAtOnce });
    if (deposits.length > 0) return { result: { outcome: 'unfinished', deposits } };
    if (await hasLiveSession(trx, purseId)) return { result: { outcome: 'session_open' } };
    if (!(await allCaughtUp(trx, chainIds, purse.expires_at)))
      return { result: { outcome: 'scanners_behind' } };

    const version = purse.version + 1;
    await trx
      .updateTable('purses')
      .set({ state: 'ARCHIVED', archived_at: sql<Date>`now()`, version })
      .where('id', '=', purseId)
      .execute();
    const view = await viewPurse(trx, purseId);
    const events: readonly AccountEvent[] = [
      {
        accountId: purse.account_id,
        type: 'CUSTOMER_PURSE_EXPIRED',
        resource: { type: 'purse', id: purseId, version },
        customerId: purse.customer_id,
        data: {
          customerId: purse.customer_id,
          purseId,
          address: view.address,
          status: purseStatus('ARCHIVED'),
          expiredAt: purse.expires_at.toISOString(),
        },
      },
    ];
    return { result: { outcome: 'archived', purse: view }, events };
  });
}

/**
 * docs/rules-of-money.md, 9. Creating a session locks the purse `for share`, and so comes wholly before or
 * after.
 */
async function hasLiveSession(trx: Db, purseId: PurseId): Promise<boolean> {
  const live = await trx
    .selectFrom('sessions')
    .select('id')
    .where('purse_id', '=', purseId)
    .where('status', 'in', ['open', 'processing'])
    .limit(1)
    .executeTakeFirst();
  return live !== undefined;
}

async function allCaughtUp(trx: Db, chainIds: readonly ChainId[], deadline: Date): Promise<boolean> {
  const behind = await sql<{ chain_id: number }>`
    select wanted.chain_id from unnest(${chainIds}::bigint[]) as wanted (chain_id)
    left join chain_cursors c on c.chain_id = wanted.chain_id
    where ${scannerIsBehind(sql`${deadline}`)}
    limit 1
  `.execute(trx);
  return behind.rows.length === 0;
}
