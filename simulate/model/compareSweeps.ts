import type { Coin } from '../plan/coins.ts';
import type { Deposit, Difference } from './compare.ts';
import { unitsOf } from './compare.ts';
import type { Transfer } from './readTransfers.ts';
import type { Story } from './story.ts';

/**
 * What left a purse went to the treasury, and is what the books say of it: of each coin as much as the deposits that were swept,
 * each whole and once, and none that is not credited (Rules of money 11).
 */
export function compareSweeps(
  story: Story,
  transfers: readonly Transfer[],
  deposits: readonly Deposit[],
  { coins, treasury }: { readonly coins: readonly Coin[]; readonly treasury: string },
): readonly Difference[] {
  const differences: Difference[] = [];
  const say = (what: string): void => void differences.push({ kind: 'other', what });
  for (const address of story.customers.flatMap(({ addresses }) => addresses)) {
    const left = transfers.filter(({ from }) => from === address);
    for (const { txHash, to, coin, amount } of left) {
      if (to === treasury.toLowerCase()) continue;
      say(`${String(amount)} units of ${coin.code} left ${address} for ${to} in ${txHash}`);
    }
    const own = deposits.filter(each => each.address.toLowerCase() === address && each.sweptIn !== null);
    for (const { id, creditedTo, status } of own) {
      if (creditedTo === 'customer' || creditedTo === 'merchant') continue;
      say(`${id} was swept, and is ${status} (${String(creditedTo)})`);
    }
    for (const coin of coins) {
      const moved = sum(left.filter(each => each.coin === coin).map(({ amount }) => amount));
      const swept = sum(
        own.filter(each => each.currency === coin.code).map(each => unitsOf(each.amount, coin)),
      );
      if (moved === swept) continue;
      say(`${String(moved)} units of ${coin.code} left ${address}, and ${String(swept)} were swept`);
    }
  }
  return differences;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, each) => total + each, 0n);
