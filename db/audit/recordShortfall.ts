import { sql } from 'kysely';
import type { BlockHash } from '../../domain/address.ts';
import type { PurseId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { ChainId, CurrencyCode } from '../../domain/registry.ts';
import { bySweep } from '../../domain/sweeping/finding.ts';
import type { Db } from '../connect.ts';
import { expectedAt } from '../scanning/pursesToAudit.ts';
import { scannerTransaction } from '../scanning/scannerTransaction.ts';

interface Place {
  readonly chainId: ChainId;
  readonly purseId: PurseId;
  readonly currency: CurrencyCode;
  /** The block after which the balance was read. */
  readonly height: number;
}

/**
 * Of coins that are missing at a purse, in base units, those that no finding says yet. 0 if its account has no sweeper. What a
 * person said has left is expected no more.
 */
export async function missingOutflow(
  db: Db,
  { chainId, purseId, currency, height }: Place,
  missing: bigint,
): Promise<bigint> {
  const { rows } = await sql<{ readonly known: bigint }>`
    select coalesce((select sum(f.amount - coalesce(f.left_amount, 0)) from findings f where f.chain_id = ${chainId} and f.purse_id = ${purseId}
      and f.currency = ${currency} and f.kind = 'native_outflow' and f.block_number <= ${height}
        and not starts_with(coalesce(f.resolved_by, ''), ${bySweep('')})), 0) as known
    from purses p join sweepers s on s.account_id = p.account_id and s.chain_id = ${chainId}
    where p.id = ${purseId}
  `.execute(db);
  return rows[0] ? missing - rows[0].known : 0n;
}

/**
 * Records the coins that are missing at a purse that had `balance` after a block. Nothing is recorded if the block
 * was not scanned or has left the chain, or if by now the rows explain the balance.
 */
export async function recordShortfall(
  db: Db,
  { hash, balance, ...place }: Place & { readonly hash: BlockHash; readonly balance: bigint },
): Promise<void> {
  const { chainId, purseId, currency, height } = place;
  await scannerTransaction(db, async trx => {
    // Blocks neither come nor go meanwhile.
    await trx
      .selectFrom('chain_cursors')
      .select('height')
      .where('chain_id', '=', chainId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    const expected = await expectedAt(trx, chainId, purseId, currency, height);
    const missing = await missingOutflow(trx, place, expected - balance);
    if (missing <= 0n) return;
    await sql`
      insert into findings (id, account_id, network, chain_id, purse_id, kind, currency, amount, ordinal,
        block_number, block_hash)
      select ${newId('fnd')}, s.account_id, s.network, s.chain_id, p.id, 'native_outflow', ${currency}, ${missing},
        ${String(height)}, b.number, b.hash
      from purses p join sweepers s on s.account_id = p.account_id and s.chain_id = ${chainId}
        join blocks b on b.chain_id = ${chainId} and b.number = ${height} and b.hash = ${hash}
      where p.id = ${purseId}
      on conflict do nothing
    `.execute(trx);
  });
}
