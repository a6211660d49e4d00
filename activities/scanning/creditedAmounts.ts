import { readTokenBalance } from '../../chain/readBalances.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { Address } from '../../domain/address.ts';
import type { BaseUnits } from '../../domain/money.ts';
import { baseUnits, sum } from '../../domain/money.ts';
import type { Hit } from '../../domain/scanning/foundBlock.ts';
import type { ScannedBlock } from '../../domain/scanning/transfer.ts';

/**
 * Gives each hit the amount that is credited. If a token keeps a fee or changes balances by itself, that is
 * not its event's amount but the rise of the purse's balance in this block. The block's transfers to the
 * purse share the rise in proportion. If the balance did not rise, nothing is credited.
 */
export async function creditedAmounts(
  rpc: Rpc,
  block: ScannedBlock,
  hits: readonly Hit[],
): Promise<readonly Hit[]> {
  const byBalance = hits.filter(hit => hit.listed.credit === 'balanceDifference');
  if (byBalance.length === 0) return hits;
  const arrived = new Map<Hit, BaseUnits>();
  for (const group of Map.groupBy(byBalance, hit => `${hit.to} ${hit.currency}`).values()) {
    const shares = share(await arrivedIn(rpc, block, group), group);
    for (const [at, hit] of group.entries()) arrived.set(hit, shares[at] ?? baseUnits(0n));
  }
  return hits
    .map(hit => ({ ...hit, amount: arrived.get(hit) ?? hit.amount }))
    .filter(({ amount }) => amount > 0n);
}

/**
 * How much of a token arrived at a purse in the block: the rise of its balance, and what left it in the same
 * block.
 */
async function arrivedIn(rpc: Rpc, block: ScannedBlock, group: readonly Hit[]): Promise<bigint> {
  const [first] = group;
  const contract = first?.listed.contract;
  if (!first || !contract) return 0n;
  const [before, after] = await Promise.all([
    readTokenBalance(rpc, contract, first.to, block.parentHash),
    readTokenBalance(rpc, contract, first.to, block.hash),
  ]);
  const left = block.transfers.filter(
    ({ from, currency }) => from === first.to && currency === first.currency,
  );
  return after - before + sum(left.map(({ amount }) => amount));
}

/** Divides `total` in proportion to the events' amounts; the last share takes what rounding left. */
function share(total: bigint, group: readonly { readonly to: Address; readonly amount: BaseUnits }[]) {
  const claimed = sum(group.map(({ amount }) => amount));
  const shares = group.map(({ amount }) => (total <= 0n ? 0n : (total * amount) / claimed));
  const rest = total <= 0n ? 0n : total - shares.reduce((a, b) => a + b, 0n);
  return shares.map((part, at) => baseUnits(at === shares.length - 1 ? part + rest : part));
}
