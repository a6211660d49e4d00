import type { components } from '../../client/index.ts';
import type { Coin } from '../plan/coins.ts';
import type { Deposit, Difference } from './compare.ts';
import { unitsOf } from './compare.ts';
import type { Story } from './story.ts';

type Payment = components['schemas']['Payment'];

/**
 * Each payment is the sum of its session's credited deposits, of its own coin and customer; it is completed if that
 * reaches the price, and no deposit counts for two (Rules of money 6 and 7).
 */
export function comparePayments(
  story: Story,
  payments: readonly (Payment | null)[],
  deposits: readonly Deposit[],
  coins: readonly Coin[],
): readonly Difference[] {
  const differences: Difference[] = [];
  const say = (what: string): void => void differences.push({ kind: 'other', what });
  for (const session of story.sessions) {
    const coin = coins.find(({ code }) => code === session.currency);
    if (session.id === '' || !coin) continue;
    const own = deposits.filter(each => each.sessionId === session.id && each.creditedTo === 'customer');
    const customer = story.customers[session.customer];
    for (const { id, customerId, currency } of own) {
      if (customerId !== customer?.id || currency !== coin.code)
        say(`${id} pays for ${session.id}, which is not its own`);
    }
    const paid = own.reduce((sum, each) => sum + unitsOf(each.amount, coin), 0n);
    const payment = payments.find(each => each?.sessionId === session.id);
    const told = payment ? unitsOf(payment.paidAmount, coin) : 0n;
    if (told !== paid) {
      say(`${session.id} was paid ${String(told)} units, and its deposits are ${String(paid)}`);
    }
    const isPaid = paid >= session.price;
    if (isPaid !== (payment?.status === 'completed')) {
      say(
        `${session.id} is ${String(payment?.status)}: ${String(paid)} of ${String(session.price)} units of ${coin.code} are paid`,
      );
    }
  }
  return differences;
}
