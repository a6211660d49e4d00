import { sql } from 'kysely';
import type { CustomerId, PurseId, SweepId, TransactionId } from '../../domain/ids.ts';
import { baseUnits, formatAmount } from '../../domain/money.ts';
import type { ChainId, Currency, NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { leftCoins } from '../leftCoins.ts';

/**
 * The event of what the treasury owes for a purse and currency, beyond what was told before: coins were moved for a deposit that
 * was reversed, and no other credited one makes up for them (rules of money, 14). It names the sweep or the deposit `of`, if coins
 * were moved for it. The caller has locked the purse.
 */
export async function tellShortfall(
  trx: Db,
  purseId: PurseId,
  currency: Currency,
  of: SweepId | TransactionId,
): Promise<readonly AccountEvent[]> {
  const { rows } = await sql<Sums>`
    select coalesce(sum(amount), 0) as swept, coalesce(sum(shortfall), 0) as told,
      (select coalesce(sum(amount), 0) from ${leftCoins} gone
        where purse_id = ${purseId} and currency = ${currency.code}) as "left",
      (select coalesce(sum(amount), 0) from transactions
        where purse_id = ${purseId} and currency = ${currency.code}
          and credited_to in ('customer', 'merchant')) as credited
    from sweep_items where purse_id = ${purseId} and currency = ${currency.code} and status = 'swept'
  `.execute(trx);
  const [sums] = rows;
  const amount = sums ? owed(sums) - sums.told : 0n;
  if (amount <= 0n) return [];
  const moved = await saveTold(trx, purseId, currency, { of, amount });
  if (!moved) return [];
  const { accountId, sweepId, network, chainId, customerId, transactionId, version } = moved;
  return [
    {
      ...{ accountId, type: 'SWEEP_SHORTFALL', resource: { type: 'sweep', id: sweepId, version } },
      customerId: null,
      data: {
        ...{ sweepId, network, chainId, customerId, purseId, currency: currency.code, transactionId },
        amount: formatAmount(baseUnits(amount), currency.decimals),
      },
    },
  ];
}

interface Sums {
  readonly swept: bigint;
  /** What events told of it. */
  readonly told: bigint;
  readonly left: bigint;
  /** Swept or not. */
  readonly credited: bigint;
}

/** What left the purse beyond what is credited there. Of coins that left without us the treasury has none. */
function owed({ swept, left, credited }: Sums): bigint {
  const beyond = swept + left - credited;
  return beyond < swept ? beyond : swept;
}

interface Moved {
  readonly accountId: AccountEvent['accountId'];
  readonly sweepId: SweepId;
  readonly network: NetworkCode;
  readonly chainId: ChainId;
  readonly customerId: CustomerId;
  readonly transactionId: TransactionId;
  readonly version: number;
}

/** Saves that it is told, with an item that moved coins for a deposit that is not credited: of `of`, or the last. */
async function saveTold(
  trx: Db,
  purseId: PurseId,
  { code }: Currency,
  { of, amount }: { readonly of: SweepId | TransactionId; readonly amount: bigint },
): Promise<Moved | undefined> {
  const { rows } = await sql<Moved>`
    with named as (
      select i.sweep_id, i.position, i.customer_id, t.id as transaction_id
      from sweep_items i
        join sweep_item_deposits d on d.sweep_id = i.sweep_id and d.position = i.position and not d.is_released
        join transactions t on t.id = d.transaction_id
      where i.purse_id = ${purseId} and i.currency = ${code} and i.status = 'swept'
        and (t.credited_to is null or t.credited_to not in ('customer', 'merchant'))
      order by (${of} in (i.sweep_id, t.id)) desc, i.sweep_id desc, t.id limit 1
    ),
    told as (
      update sweep_items i set shortfall = shortfall + ${amount} from named
      where i.sweep_id = named.sweep_id and i.position = named.position
    )
    update sweeps s set shortfalls = shortfalls + 1 from named where s.id = named.sweep_id
    returning s.account_id as "accountId", s.id as "sweepId", s.network, s.chain_id as "chainId",
      named.customer_id as "customerId", named.transaction_id as "transactionId",
      s.shortfalls + 1 + (select count(*) from sweep_items i
        where i.sweep_id = s.id and i.status = 'swept')::integer as version
  `.execute(trx);
  return rows[0];
}
