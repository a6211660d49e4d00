import { sql } from 'kysely';
import type { TxHash } from '../../../domain/address.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { AccountId, PurseId, SweepId, TransactionId } from '../../../domain/ids.ts';
import type { SweepStatus } from '../../../domain/sweeping/sweep.ts';
import type { Db } from '../../connect.ts';
import type { Page, Paged } from '../../page.ts';
import { readPage } from '../../page.ts';
import type { SweepItemRow, SweepRow } from '../../schema.ts';

export interface SweepView extends SweepRow {
  readonly items: readonly (SweepItemRow & { readonly deposits: readonly TransactionId[] })[];
  readonly attempts: readonly SweepAttempt[];
  /** What is in a block of its nonce; null while nothing is. */
  readonly mined_hash: TxHash | null;
  /** In wei; null while it is in no block. */
  readonly fee: bigint | null;
}

export interface SweepAttempt {
  readonly nonce: number;
  readonly hash: TxHash;
  readonly is_empty: boolean;
  /** Wei for a unit of gas: this one, or the two below. */
  readonly gas_price: bigint | null;
  readonly max_fee_per_gas: bigint | null;
  readonly max_priority_fee_per_gas: bigint | null;
  readonly signed_at: Date;
}

export interface SweepFilter {
  readonly network?: string | undefined;
  readonly status?: SweepStatus | undefined;
  readonly purseId?: PurseId | undefined;
}

export async function listSweeps(
  db: Db,
  accountId: AccountId,
  { network, status, purseId }: SweepFilter,
  page: Page<SweepId>,
): Promise<Paged<SweepView>> {
  const list = db
    .selectFrom('sweeps')
    .selectAll()
    .where('account_id', '=', accountId)
    .$if(network !== undefined, query => query.where(sql<boolean>`network = ${network}`))
    .$if(status !== undefined, query => query.where(sql<boolean>`status = ${status}`))
    .$if(purseId !== undefined, query =>
      query.where(
        sql<boolean>`exists (select from sweep_items i where i.sweep_id = sweeps.id and i.purse_id = ${purseId})`,
      ),
    );
  const { rows, hasMore } = await readPage(list, 'id', page);
  return { rows: await withDetails(db, rows), hasMore };
}

/** Throws `sweep_not_found`, also for another account's. */
export async function findSweep(db: Db, accountId: AccountId, id: SweepId): Promise<SweepView> {
  const [view] = await readSweeps(db, accountId, [id]);
  if (!view) throw new PurserError('sweep_not_found');
  return view;
}

/** Those of the account, in the order of their ids. */
export async function readSweeps(
  db: Db,
  accountId: AccountId,
  ids: readonly SweepId[],
): Promise<readonly SweepView[]> {
  const rows = await db
    .selectFrom('sweeps')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return withDetails(db, rows);
}

async function withDetails(db: Db, rows: readonly SweepRow[]): Promise<readonly SweepView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const items = await db
    .selectFrom('sweep_items as i')
    .selectAll('i')
    .select(
      sql<TransactionId[]>`array(select d.transaction_id from sweep_item_deposits d
        where d.sweep_id = i.sweep_id and d.position = i.position order by d.transaction_id)`.as('deposits'),
    )
    .where('i.sweep_id', 'in', ids)
    .orderBy('i.position')
    .execute();
  const sends = await readSends(db, ids);
  return rows.map(row => {
    const attempts = sends.filter(({ sweepId }) => sweepId === row.id);
    return {
      ...row,
      items: items.filter(({ sweep_id }) => sweep_id === row.id),
      attempts,
      mined_hash: attempts[0]?.mined_hash ?? null,
      fee: attempts[0]?.fee ?? null,
    };
  });
}

/** What was signed of them, by nonce and number. Nobody but the signer may read the bytes. */
function readSends(db: Db, ids: readonly SweepId[]) {
  return db
    .selectFrom('sends as s')
    .innerJoin('send_attempts as a', join =>
      join
        .onRef('a.chain_id', '=', 's.chain_id')
        .onRef('a.sender', '=', 's.sender')
        .onRef('a.nonce', '=', 's.nonce'),
    )
    .select([
      sql<SweepId>`s.intent_id`.as('sweepId'),
      's.mined_hash',
      's.fee',
      'a.nonce',
      'a.hash',
      'a.is_empty',
      'a.gas_price',
      'a.max_fee_per_gas',
      'a.max_priority_fee_per_gas',
      'a.signed_at',
    ])
    .where('s.intent_kind', '=', 'sweep')
    .where('s.intent_id', 'in', ids)
    .orderBy('a.number')
    .execute();
}
