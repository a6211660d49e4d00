import { sql } from 'kysely';
import type { CustomerId } from '../../domain/ids.ts';
import { baseUnits } from '../../domain/money.ts';
import type { ChainId, Currency } from '../../domain/registry.ts';
import type { FinalHeights } from '../../domain/scanning/finality.ts';
import { finalHeightFor, highestFinal, worthOf } from '../../domain/scanning/finality.ts';
import type { Db } from '../connect.ts';
import type { ChangedDeposit } from '../outbox/changedDeposit.ts';
import { sharePurses } from '../purses/sharePurses.ts';
import { finalizeSends } from '../sending/settleSends.ts';
import { isProven } from '../isProven.ts';

export interface FinalityRules {
  readonly final: FinalHeights;
  readonly currencyOf: (code: string) => Currency;
  /** Whether a second node must have confirmed a deposit's block. */
  readonly mustBeProven: boolean;
}

/**
 * Records how far the chain is final: each deposit that deep saves the hash of its block. Returns the
 * deposits whose purses must be signalled. Quiet deposits are left out, because they are settled without
 * their purse's workflow.
 *
 * A weaker policy applies to a customer who has little money that is not final by the network's own policy.
 * The sum includes what a weaker policy has already let through; otherwise a payment split over many blocks
 * would pass.
 */
export async function markFinal(trx: Db, chainId: ChainId, rules: FinalityRules): Promise<ChangedDeposit[]> {
  const { final } = rules;
  const marked = [];
  if (final.all >= 0) {
    await trx
      .updateTable('chain_cursors')
      .set({ final_height: final.all })
      .where('chain_id', '=', chainId)
      .where('final_height', '<', final.all)
      .execute();
    marked.push(...(await markUpTo(trx, chainId, rules, final.all)));
    await finalizeSends(trx, chainId, { height: final.all, mustBeProven: rules.mustBeProven });
  }
  if (highestFinal(final) > final.all) {
    for (const { customers, height } of await customersByHeight(trx, chainId, rules)) {
      if (height > final.all) marked.push(...(await markUpTo(trx, chainId, rules, height, customers)));
    }
  }
  return marked.filter(({ quiet }) => !quiet);
}

async function markUpTo(
  trx: Db,
  chainId: ChainId,
  { mustBeProven }: FinalityRules,
  height: number,
  customers?: readonly CustomerId[],
) {
  const due = await trx
    .selectFrom('transactions')
    .select(['id', 'purse_id'])
    .where('chain_id', '=', chainId)
    .where('block_number', '<=', height)
    .where('final_block_hash', 'is', null)
    .$if(mustBeProven, query => query.where(isProven('transactions')))
    .$if(customers !== undefined, query => query.where(sql<boolean>`customer_id = any (${customers})`))
    .execute();
  // The caller holds the lock on the chain's cursor, so nobody else moves a deposit into or out of a block.
  if (due.length === 0) return [];
  await sharePurses(
    trx,
    due.map(({ purse_id }) => purse_id),
  );
  return trx
    .updateTable('transactions')
    .set(eb => ({ final_block_hash: eb.ref('block_hash') }))
    .where(sql<boolean>`id = any (${due.map(({ id }) => id)})`)
    .returning(['id', 'purse_id as purseId', 'quiet'])
    .execute();
}

/** The customers with deposits above `final.all`, grouped by the final height that applies to each. */
async function customersByHeight(
  trx: Db,
  chainId: ChainId,
  { final, currencyOf }: FinalityRules,
): Promise<readonly { readonly customers: readonly CustomerId[]; readonly height: number }[]> {
  const sums = await trx
    .selectFrom('transactions')
    .select(({ fn }) => ['customer_id', 'currency', fn.sum<bigint>('amount').as('amount')])
    .where('chain_id', '=', chainId)
    .where('block_number', '>', final.all)
    .groupBy(['customer_id', 'currency'])
    .execute();
  const worth = new Map<CustomerId, bigint>();
  for (const { customer_id, currency, amount } of sums) {
    const counted = worthOf(currencyOf(currency), baseUnits(amount));
    worth.set(customer_id, (worth.get(customer_id) ?? 0n) + counted);
  }
  const groups = Map.groupBy([...worth], ([, sum]) => finalHeightFor(final, sum));
  return [...groups].map(([height, members]) => ({ customers: members.map(([id]) => id), height }));
}
