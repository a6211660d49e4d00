import { sql } from 'kysely';
import type { PurseState, Verdict } from '../../domain/deposits/states.ts';
import type { PurseId, TransactionId } from '../../domain/ids.ts';
import type { DepositStep, PurseView, UnfinishedDeposit } from '../../domain/messages.ts';
import type { Db } from '../connect.ts';
import { isHeld } from '../isHeld.ts';
import type { PurseRow, TransactionRow } from '../schema.ts';

/** The purse as its workflow needs it. It must have an address. */
export async function viewPurse(db: Db, purseId: PurseId): Promise<PurseView> {
  const row = await db
    .selectFrom('purses')
    .innerJoin('customers', 'customers.id', 'purses.customer_id')
    // Part of the statement that every step runs anyway. For most purses this is one look into an index that
    // has no row for them.
    .innerJoinLateral(
      eb =>
        eb
          .selectFrom('transactions')
          .select(({ fn }) => [
            fn.countAll<string>().as('held_count'),
            fn.max('transactions.id').as('held_last'),
          ])
          .whereRef('purse_id', '=', 'purses.id')
          .where(isHeld)
          .as('held'),
      join => join.onTrue(),
    )
    .select(['purses.account_id', 'customer_id', 'address_checksum', 'state', 'expires_at', 'blocked'])
    .select(['held_count', 'held_last'])
    .where('purses.id', '=', purseId)
    .executeTakeFirstOrThrow();
  if (row.address_checksum === null) throw new Error(`purse ${purseId} has no address yet`);
  return {
    purseId,
    accountId: row.account_id,
    customerId: row.customer_id,
    address: row.address_checksum,
    state: row.state,
    blocked: row.blocked,
    expiresAt: row.state === 'ACTIVE' ? (row.expires_at?.toISOString() ?? null) : null,
    ...(row.held_last === null ? {} : { held: { count: Number(row.held_count), last: row.held_last } }),
  };
}

/**
 * The purse's unfinished deposits: in a block and not posted, held although they were freed, or posted for a
 * block that does not hold them now. Quiet deposits are left out: they are settled without the purse's
 * workflow, which is not signalled for them, and they hold nothing up.
 */
export async function unfinishedDeposits(
  db: Db,
  purseId: PurseId,
  part: { readonly after?: TransactionId | undefined; readonly limit?: number } = {},
): Promise<readonly UnfinishedDeposit[]> {
  const { after, limit } = part;
  const rows = await unfinished(db, purseId)
    .$if(after !== undefined, query => query.where(sql<boolean>`transactions.id > ${after}`))
    .$if(limit !== undefined, query => query.limit(limit ?? 0))
    .execute();
  return stepsOf(rows);
}

/** The unfinished deposits among `ids`. */
export async function unfinishedAmong(
  db: Db,
  purseId: PurseId,
  ids: readonly TransactionId[],
): Promise<readonly UnfinishedDeposit[]> {
  const rows = await unfinished(db, purseId)
    .where(sql<boolean>`transactions.id = any (${ids})`)
    .execute();
  return stepsOf(rows);
}

function unfinished(db: Db, purseId: PurseId) {
  return db
    .selectFrom('transactions')
    .innerJoin('purses', 'purses.id', 'transactions.purse_id')
    .select(['transactions.id', 'verdict', 'purses.state'])
    .where('purse_id', '=', purseId)
    .where(eb =>
      eb.or([
        eb.and([eb('credited_to', '=', 'held'), eb('freed', '=', true)]),
        eb.and([
          eb('credited_to', 'is', null),
          eb('quiet', '=', false),
          eb('status', 'in', ['PENDING_COMPLIANCE_CHECK', 'DECLINED']),
        ]),
        eb('credited_block_hash', 'is distinct from', eb.ref('block_hash')).and(
          'credited_to',
          'is not',
          null,
        ),
      ]),
    )
    .orderBy('transactions.id');
}

function stepsOf(
  rows: readonly (Pick<TransactionRow, 'id' | 'verdict'> & Pick<PurseRow, 'state'>)[],
): readonly UnfinishedDeposit[] {
  return rows.map(row => ({ transactionId: row.id, step: stepOf(row.verdict, row.state) }));
}

/** What comes next for an unfinished deposit; a declined purse's deposits are held without being screened. */
function stepOf(verdict: Verdict | null, purse: PurseState): DepositStep {
  return verdict === null && purse !== 'DECLINED' ? 'judge' : 'settle';
}
