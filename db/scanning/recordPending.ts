import { sql } from 'kysely';
import type { TxHash } from '../../domain/address.ts';
import { newId } from '../../domain/ids.ts';
import type { ChainId, Currency } from '../../domain/registry.ts';
import type { Hit } from '../../domain/scanning/foundBlock.ts';
import type { Db } from '../connect.ts';
import { eventOfDeposit } from '../deposits/eventOfDeposit.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { signalSessionsOf } from '../outbox/signalSessions.ts';
import type { TransactionRow } from '../schema.ts';
import { scannerFacts } from './scannerTransaction.ts';

/** A transfer to a purse that the pending pool forecasts. */
export interface PendingHit extends Hit {
  /** The sender's nonce: only one transaction with it is ever mined. */
  readonly nonce: number;
}

/**
 * Records transfers to purses that were seen pending, and sends the merchant events. This is information
 * only: nothing is screened or credited. A transfer that is already known, pending or in a block, stays as it
 * is. Any known transfer of the same transaction, currency and purse counts as the forecast one.
 */
export async function recordPending(db: Db, chainId: ChainId, hits: readonly PendingHit[]): Promise<void> {
  if (hits.length === 0) return;
  const values = hits.map(hit => ({
    id: newId('txn'),
    purse_id: hit.purseId,
    tx_hash: hit.txHash,
    kind: hit.kind,
    ordinal: hit.ordinal,
    currency: hit.currency,
    address_from: hit.fromChecksum,
    amount: hit.amount.toString(),
    nonce: hit.nonce,
    quiet: hit.amount < hit.listed.minDeposit,
  }));
  const listed = new Map(hits.map(hit => [hit.currency, hit.listed]));
  await scannerFacts(db, async trx => {
    const { rows } = await sql<TransactionRow & { address_checksum: Parameters<typeof eventOfDeposit>[2] }>`
      with inserted as (
        insert into transactions (id, account_id, customer_id, purse_id, chain_id, tx_hash, kind, ordinal,
          currency, address_from, amount, status, compliance_status, version, pending_nonce, quiet)
        select v.id, p.account_id, p.customer_id, p.id, ${chainId}::bigint, v.tx_hash, v.kind, v.ordinal,
          v.currency, v.address_from, v.amount, 'MEM_POOL_FOUND', 'UNCHECKED', 1, v.nonce, v.quiet
        from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v (id text, purse_id text, tx_hash text,
          kind text, ordinal text, currency text, address_from text, amount numeric(78, 0), nonce bigint, quiet boolean)
        join purses p on p.id = v.purse_id
        where not exists (select from transactions t where t.chain_id = ${chainId} and t.tx_hash = v.tx_hash
          and t.purse_id = v.purse_id and t.currency = v.currency)
        on conflict do nothing
        returning *
      )
      select inserted.*, p.address_checksum from inserted join purses p on p.id = inserted.purse_id
    `.execute(trx);
    const events: AccountEvent[] = [];
    for (const row of rows) {
      const currency = listed.get(row.currency);
      if (!currency) throw new Error(`deposit ${row.id} has a currency that no transfer has`);
      events.push(eventOfDeposit('CUSTOMER_PURSE_MEM_POOL_FOUND', row, row.address_checksum, currency));
    }
    await signalSessionsOf(
      trx,
      rows.map(row => row.customer_id),
    );
    return { result: undefined, events };
  });
}

/** A transaction with a transfer that was seen pending and is in no block yet. */
export interface PendingTransaction {
  readonly txHash: TxHash;
  readonly sender: string;
  /** Null if an earlier release recorded it. */
  readonly nonce: number | null;
}

export async function pendingTransactions(db: Db, chainId: ChainId): Promise<readonly PendingTransaction[]> {
  return db
    .selectFrom('transactions')
    .select(['tx_hash as txHash', 'address_from as sender', 'pending_nonce as nonce'])
    .distinct()
    .where('chain_id', '=', chainId)
    .where('status', '=', 'MEM_POOL_FOUND')
    .execute();
}

/**
 * Why a pending transfer will not arrive: another transaction took the nonce, no node knows the transaction,
 * it was mined and failed, or it was mined and succeeded but moved nothing of what it had announced.
 */
export const dropReasons = ['replaced', 'vanished', 'failed', 'not_transferred'] as const;
export type DropReason = (typeof dropReasons)[number];

/** Marks pending deposits that will not arrive as `DROPPED`. */
export async function dropPending(
  db: Db,
  chainId: ChainId,
  gone: ReadonlyMap<TxHash, DropReason>,
  currencyOf: (code: string) => Currency,
): Promise<void> {
  if (gone.size === 0) return;
  await scannerFacts(db, async trx => {
    const rows = await trx
      .updateTable('transactions')
      .from('purses')
      .set({ status: 'DROPPED', version: sql<number>`transactions.version + 1` })
      .whereRef('purses.id', '=', 'transactions.purse_id')
      // Lock several deposits in the order of ids: a rescan may hold some of them.
      .where(
        sql<boolean>`transactions.id = any (array(
          select id from transactions
          where chain_id = ${chainId} and status = 'MEM_POOL_FOUND' and tx_hash = any (${[...gone.keys()]})
          order by id for no key update
        ))`,
      )
      .where('status', '=', 'MEM_POOL_FOUND')
      .returningAll('transactions')
      .returning('purses.address_checksum')
      .execute();
    const events: AccountEvent[] = [];
    for (const row of rows) {
      if (row.address_checksum === null) continue;
      const reason = gone.get(row.tx_hash) ?? 'vanished';
      events.push(
        eventOfDeposit('TRANSACTION_DROPPED', row, row.address_checksum, currencyOf(row.currency), {
          reason,
        }),
      );
    }
    await signalSessionsOf(
      trx,
      rows.map(row => row.customer_id),
    );
    return { result: undefined, events };
  });
}
