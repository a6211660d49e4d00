import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { ChainId, CurrencyCode } from '../../domain/registry.ts';
import { balanceOrdinal } from '../../domain/scanning/transfer.ts';
import type { Db } from '../connect.ts';
import { leftCoins } from '../leftCoins.ts';
import { isPurseUnderWay, purseGasAt } from '../sending/purseGas.ts';
import { movedItems } from '../sweeping/movedItems.ts';

export interface AuditedPurse {
  readonly purseId: PurseId;
  readonly address: Address;
}

/**
 * Whether a sweep of the purse, a payment for its gas, or another transaction of it has a nonce on the chain that is not
 * final. Until then nobody knows whether it moves coins, and in which block.
 */
export function isBeingSwept(chainId: ChainId, purseId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(exists (
    select from sweep_items i join sends s on s.intent_kind = 'sweep' and s.intent_id = i.sweep_id
    where i.purse_id = ${purseId} and s.chain_id = ${chainId} and s.status <> 'final')
    or ${isPurseUnderWay(chainId, purseId)})`;
}

/**
 * The next purses of the chain's round of balance audits, in the order of their ids. An empty list ends the
 * round, and another begins, for as long as the chain is scanned. A purse that is being swept is left to a later
 * round.
 */
export async function nextToAudit(db: Db, chainId: ChainId, limit: number): Promise<readonly AuditedPurse[]> {
  const { rows } = await sql<AuditedPurse>`
    select id as "purseId", address from purses
    where address is not null and not ${isBeingSwept(chainId, sql.ref('purses.id'))}
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

/**
 * What the purse should have of its chain's coin after block `height`, in base units: what its deposits brought less what sweeps
 * moved and what left without us as a person said, and what it has for gas, each in its block.
 */
export async function expectedAt(
  db: Db,
  chainId: ChainId,
  purseId: PurseId,
  currency: CurrencyCode,
  height: number,
): Promise<bigint> {
  const { rows } = await sql<{ expected: bigint }>`
    select coalesce((
        select sum(amount) from transactions
        where purse_id = ${purseId} and chain_id = ${chainId} and currency = ${currency}
          and block_number <= ${height}
      ), 0) - coalesce((
        select sum(amount) from ${movedItems} moved
        where purse_id = ${purseId} and chain_id = ${chainId} and currency = ${currency}
          and block_number <= ${height}
      ), 0) - coalesce((
        select sum(amount) from ${leftCoins} gone
        where purse_id = ${purseId} and chain_id = ${chainId} and currency = ${currency}
          and block_number <= ${height}
      ), 0) + ${purseGasAt(chainId, sql`${purseId}`, height)} as expected
  `.execute(db);
  return rows[0]?.expected ?? 0n;
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
