import { sql } from 'kysely';
import type { ScreeningCase, ScreeningRequest } from '../../domain/deposits/compliance.ts';
import { unknownSender } from '../../domain/deposits/compliance.ts';
import type { TransactionId } from '../../domain/ids.ts';
import type { Currency } from '../../domain/registry.ts';
import { balanceOrdinal } from '../../domain/scanning/transfer.ts';
import type { Db } from '../connect.ts';

/**
 * The question for a provider, and the case that the provider opened for the deposit if it was asked before.
 */
export interface OpenScreening {
  readonly request: ScreeningRequest;
  readonly known: ScreeningCase | null;
}

/** The question for a provider about a deposit; undefined if it has its verdict, or needs none now. */
export async function depositToScreen(
  db: Db,
  currencyOf: (code: string) => Currency,
  id: TransactionId,
): Promise<OpenScreening | undefined> {
  const row = await db
    .selectFrom('transactions as t')
    .innerJoin('purses as p', 'p.id', 't.purse_id')
    .select(['t.customer_id', 't.address_from', 't.tx_hash', 't.currency', 't.amount', 'p.address_checksum'])
    .select('t.screening_reference')
    .where('t.id', '=', id)
    .where('t.verdict', 'is', null)
    .where('t.block_hash', 'is not', null)
    // A withdrawal, which no call moved, and a deposit that only a balance shows have a sender that nobody
    // could name: a person judges them. A mint has no sender either, but is screened like any other deposit.
    .where(
      sql<boolean>`not (t.kind = 'withdrawal'
      or t.ordinal = ${balanceOrdinal} and t.address_from = ${unknownSender})`,
    )
    .where('p.state', '<>', 'DECLINED')
    .executeTakeFirst();
  if (!row?.address_checksum) return undefined;
  return {
    request: {
      transactionId: id,
      customerId: row.customer_id,
      from: row.address_from,
      to: row.address_checksum,
      transactionHash: row.tx_hash,
      currency: currencyOf(row.currency),
      amount: row.amount,
    },
    known: row.screening_reference === null ? null : { reference: row.screening_reference },
  };
}
