import { sql } from 'kysely';
import type { TxHash } from '../../domain/address.ts';
import type { AccountId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { move } from '../../domain/ledger/ledger.ts';
import type { BaseUnits } from '../../domain/money.ts';
import type { ChainId, Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

interface UnbookedFee {
  readonly chainId: ChainId;
  readonly hash: TxHash;
  readonly fee: BaseUnits;
  readonly accountId: AccountId;
}

/**
 * Books what final transactions of ours cost, whatever they moved: from `fees` to `gas`, in the coin of the network, for
 * the account of the lane. `natives` has the coin of each network; a fee on another network stays unbooked. Returns how
 * many it looked at, at most `limit`. The key of the entry makes each fee be booked once, whoever calls this.
 */
export async function bookFees(
  db: Db,
  natives: readonly Pick<Currency, 'chainId' | 'code'>[],
  limit: number,
): Promise<number> {
  const codes = new Map(natives.map(({ chainId, code }) => [chainId, code]));
  return db.transaction().execute(async trx => {
    const { rows } = await sql<UnbookedFee>`
      select s.chain_id as "chainId", s.mined_hash as hash, s.fee, l.account_id as "accountId"
      from sends s join lanes l on l.chain_id = s.chain_id and l.sender = s.sender
      where s.chain_id = any (${[...codes.keys()]}::bigint[]) and s.fee_unbooked_since is not null
      order by s.fee_unbooked_since limit ${limit}
      for no key update of s skip locked
    `.execute(trx);
    if (rows.length === 0) return 0;
    const written = await trx
      .insertInto('entries')
      .values(
        rows.map(({ chainId, hash, accountId }) => ({
          ...{ id: newId('ent'), account_id: accountId, purpose: 'gas' as const, incarnation: 0 },
          ...{ send_chain_id: chainId, send_hash: hash },
        })),
      )
      // It was booked before, and a fork below what was final brought the transaction again.
      .onConflict(conflict => conflict.columns(['send_chain_id', 'send_hash']).doNothing())
      .returning(['id', 'send_hash'])
      .execute();
    const entries = new Map(written.map(({ id, send_hash }) => [send_hash, id]));
    const postings = rows.flatMap(({ chainId, hash, fee, accountId }) => {
      const [entry, currency] = [entries.get(hash), codes.get(chainId)];
      if (entry === undefined || currency === undefined) return [];
      return move('fees', 'gas', currency, fee).map(({ ledger, amount }) => ({
        ...{ entry_id: entry, account_id: accountId, customer_id: null, purse_id: null },
        ...{ ledger, currency, amount },
      }));
    });
    if (postings.length > 0) await trx.insertInto('postings').values(postings).execute();
    await sql`
      update sends set fee_unbooked_since = null
      from unnest(${rows.map(({ chainId }) => chainId)}::bigint[], ${rows.map(({ hash }) => hash)}::text[])
        as booked (chain_id, hash)
      where sends.chain_id = booked.chain_id and sends.mined_hash = booked.hash
        and sends.fee_unbooked_since is not null
    `.execute(trx);
    return rows.length;
  });
}
