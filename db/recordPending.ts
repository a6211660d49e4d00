import { sql } from 'kysely';
import type { TxHash } from '../domain/address.ts';
import { newId } from '../domain/ids.ts';
import type { ChainId, Currency } from '../domain/registry.ts';
import type { AccountEvent } from './appendEvents.ts';
import { appendEvents } from './appendEvents.ts';
import type { Hit } from './commitBlock.ts';
import type { Db } from './connect.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import type { TransactionRow } from './schema.ts';

/**
 * Records transfers to purses that were seen pending, and tells the merchant: information only, nothing is
 * screened or credited by it. A transfer that is known already, pending or in a block, is left as it is.
 */
export async function recordPending(db: Db, chainId: ChainId, hits: readonly Hit[]): Promise<void> {
  await db.transaction().execute(async trx => {
    const events: AccountEvent[] = [];
    for (const hit of hits) {
      const purse = await trx
        .selectFrom('purses')
        .selectAll()
        .where('id', '=', hit.purseId)
        .executeTakeFirstOrThrow();
      if (purse.address_checksum === null) continue;
      // A forecast cannot know a token log's position in its receipt: any known transfer of the same
      // transaction, currency and purse is taken for it.
      const { rows } = await sql<TransactionRow>`
        insert into transactions (id, account_id, customer_id, purse_id, chain_id, tx_hash, kind, ordinal,
          currency, address_from, amount, status, compliance_status, version)
        select ${newId('txn')}, ${purse.account_id}, ${purse.customer_id}, ${purse.id}, ${chainId}::bigint,
          ${hit.txHash}, ${hit.kind}, ${hit.ordinal}, ${hit.currency}, ${hit.fromChecksum},
          ${hit.amount}::numeric, 'MEM_POOL_FOUND', 'UNCHECKED', 1
        where not exists (select from transactions where chain_id = ${chainId} and tx_hash = ${hit.txHash}
          and purse_id = ${purse.id} and currency = ${hit.currency})
        on conflict do nothing
        returning *
      `.execute(trx);
      const row = rows[0];
      if (row) {
        events.push(eventOfDeposit('CUSTOMER_PURSE_MEM_POOL_FOUND', row, purse.address_checksum, hit.listed));
      }
    }
    await appendEvents(trx, events);
  });
}

/** Transactions of the chain of which some transfer was seen pending, and in no block yet. */
export async function pendingTransactionHashes(db: Db, chainId: ChainId): Promise<readonly TxHash[]> {
  const rows = await db
    .selectFrom('transactions')
    .select('tx_hash')
    .distinct()
    .where('chain_id', '=', chainId)
    .where('status', '=', 'MEM_POOL_FOUND')
    .execute();
  return rows.map(row => row.tx_hash);
}

/** Gives up what was seen pending and will not come: the transaction was replaced, vanished or failed. */
export async function dropPending(
  db: Db,
  chainId: ChainId,
  txHashes: readonly TxHash[],
  currencyOf: (code: string) => Currency,
): Promise<void> {
  if (txHashes.length === 0) return;
  await db.transaction().execute(async trx => {
    const rows = await trx
      .updateTable('transactions')
      .set({ status: 'DROPPED', version: sql<number>`version + 1` })
      .where('chain_id', '=', chainId)
      .where('status', '=', 'MEM_POOL_FOUND')
      .where(sql<boolean>`tx_hash = any (${txHashes})`)
      .returningAll()
      .execute();
    const events: AccountEvent[] = [];
    for (const row of rows) {
      const purse = await trx
        .selectFrom('purses')
        .select('address_checksum')
        .where('id', '=', row.purse_id)
        .executeTakeFirstOrThrow();
      if (purse.address_checksum === null) continue;
      events.push(
        eventOfDeposit('TRANSACTION_DROPPED', row, purse.address_checksum, currencyOf(row.currency)),
      );
    }
    await appendEvents(trx, events);
  });
}
