import { sql } from 'kysely';
import type { TxHash } from '../../domain/address.ts';
import type { AccountId, PurseId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { move } from '../../domain/ledger/ledger.ts';
import type { Posting } from '../../domain/ledger/ledger.ts';
import type { BaseUnits } from '../../domain/money.ts';
import type { ChainId, Currency, CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { movedTopUps } from './movedTopUps.ts';

interface UnbookedFee {
  readonly chainId: ChainId;
  readonly hash: TxHash;
  readonly fee: BaseUnits;
  readonly accountId: AccountId;
  /** The purse that paid it; null: an operator's key did. */
  readonly payer: PurseId | null;
  /** The purse to which it paid gas, and how much; null if it paid none. */
  readonly paidTo: PurseId | null;
  readonly paid: BaseUnits | null;
}

/**
 * Books what final transactions of ours cost, whatever they moved: from `fees` to `gas`, or to `purse_gas` if a purse paid it, in
 * the coin of the network, for the account of the lane. What one paid to a purse for its gas is in the same entry, from `purse_gas`
 * to `gas`: each final transaction has one. `natives` has the coin of each network; a fee on another network stays unbooked. Returns how
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
      select s.chain_id as "chainId", s.mined_hash as hash, s.fee, l.account_id as "accountId", l.purse_id as payer,
        m.purse_id as "paidTo", m.amount as paid
      from sends s join lanes l on l.chain_id = s.chain_id and l.sender = s.sender
        left join lateral (select * from ${movedTopUps} m where m.chain_id = s.chain_id and m.hash = s.mined_hash) m on true
      where s.chain_id = any (${[...codes.keys()]}::bigint[]) and s.fee_unbooked_since is not null
      order by s.fee_unbooked_since limit ${limit}
      for no key update of s skip locked
    `.execute(trx);
    if (rows.length === 0) return 0;
    const costly = rows.filter(({ fee, paid }) => fee > 0n || paid !== null);
    const written =
      costly.length === 0
        ? []
        : await trx
            .insertInto('entries')
            .values(
              costly.map(({ chainId, hash, accountId }) => ({
                ...{ id: newId('ent'), account_id: accountId, purpose: 'gas' as const, incarnation: 0 },
                ...{ send_chain_id: chainId, send_hash: hash },
              })),
            )
            // It was booked before, and a fork below what was final brought the transaction again.
            .onConflict(conflict => conflict.columns(['send_chain_id', 'send_hash']).doNothing())
            .returning(['id', 'send_hash'])
            .execute();
    const entries = new Map(written.map(({ id, send_hash }) => [send_hash, id]));
    const postings = costly.flatMap(row => {
      const { chainId, hash, accountId: account_id } = row;
      const [entry, currency] = [entries.get(hash), codes.get(chainId)];
      if (entry === undefined || currency === undefined) return [];
      return postingsOf(row, currency).map(({ ledger, amount, purse_id }) => ({
        ...{ entry_id: entry, account_id, customer_id: null, purse_id, ledger, currency, amount },
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

/** The postings of one transaction. What belongs to a purse names it. */
function postingsOf(
  { fee, payer, paidTo, paid }: UnbookedFee,
  currency: CurrencyCode,
): readonly (Posting & { readonly purse_id: PurseId | null })[] {
  const named = (postings: readonly Posting[], purse: PurseId | null) =>
    postings.map(one => ({ ...one, purse_id: one.ledger === 'purse_gas' ? purse : null }));
  return [
    ...(fee > 0n ? named(move('fees', payer === null ? 'gas' : 'purse_gas', currency, fee), payer) : []),
    ...(paid === null ? [] : named(move('purse_gas', 'gas', currency, paid), paidTo)),
  ];
}
