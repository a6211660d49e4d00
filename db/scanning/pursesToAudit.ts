import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { ChainId, CurrencyCode } from '../../domain/registry.ts';
import { balanceOrdinal } from '../../domain/scanning/transfer.ts';
import type { Db } from '../connect.ts';

export interface AuditedPurse {
  readonly purseId: PurseId;
  readonly address: Address;
}

/**
 * The next purses of the chain's round of balance audits, in the order of their ids. An empty list ends the
 * round, and another begins, for as long as the chain is scanned.
 */
export async function nextToAudit(db: Db, chainId: ChainId, limit: number): Promise<readonly AuditedPurse[]> {
  const { rows } = await sql<AuditedPurse>`
    select id as "purseId", address from purses
    where address is not null
      and id > coalesce((select audited_purse from chain_cursors where chain_id = ${chainId}), '')
    order by id limit ${limit}
  `.execute(db);
  return rows;
}

/** Saves the last purse that was compared; null ends the round and begins the next. */
export async function auditedUpTo(db: Db, chainId: ChainId, last: PurseId | null): Promise<void> {
  await db
    .updateTable('chain_cursors')
    .set({ audited_purse: last })
    .where('chain_id', '=', chainId)
    .execute();
}

/** What the purse received of a currency in blocks up to `height`, by its deposits, in base units. */
export async function receivedUpTo(
  db: Db,
  chainId: ChainId,
  purseId: PurseId,
  currency: CurrencyCode,
  height: number,
): Promise<bigint> {
  const row = await db
    .selectFrom('transactions')
    .select(({ fn }) => fn.sum<bigint | null>('amount').as('total'))
    .where('purse_id', '=', purseId)
    .where('chain_id', '=', chainId)
    .where('currency', '=', currency)
    .where('block_number', '<=', height)
    .executeTakeFirst();
  return row?.total ?? 0n;
}

/**
 * The last block at which the purse's balance was booked, which explains all of its coin up to there; -1 if
 * nothing was booked by a balance yet.
 */
export async function explainedUpTo(db: Db, chainId: ChainId, purseId: PurseId): Promise<number> {
  const row = await db
    .selectFrom('transactions')
    .select(({ fn }) => fn.max('block_number').as('height'))
    .where('purse_id', '=', purseId)
    .where('chain_id', '=', chainId)
    .where('ordinal', '=', balanceOrdinal)
    .executeTakeFirst();
  return row?.height ?? -1;
}
