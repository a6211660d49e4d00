import type { Via } from '../testkit/chain/deployContract.ts';
import { pay } from '../testkit/chain/pay.ts';
import type { Payment } from '../testkit/chain/pay.ts';
import { payBatch } from '../testkit/chain/payBatch.ts';
import { payFromFeeToken, payLookAlike } from '../testkit/chain/payFreshToken.ts';
import { payInternal } from '../testkit/chain/payInternal.ts';
import { payNft } from '../testkit/chain/payNft.ts';
import { payReverted } from '../testkit/chain/payRouted.ts';
import { paySelfDestruct } from '../testkit/chain/paySelfDestruct.ts';

/** The ways of `npm run pay --via`. */
export const ways = [
  'direct',
  'internal',
  'batch',
  'fee-token',
  'look-alike',
  'nft',
  'reverted',
  'self-destruct',
] as const;

type Way = (typeof ways)[number];

export function isWay(text: string): text is Way {
  return ways.some(way => way === text);
}

/** Pays in one of the ways and gives the transaction's hash. Throws where the currency cannot be paid so. */
export async function payVia(way: Way, payment: Payment & Via): Promise<string> {
  const { currency, amount, to } = payment;
  switch (way) {
    case 'direct':
      return pay(payment);
    case 'internal':
    case 'self-destruct':
      if (currency.contract !== null) throw new Error(`--via ${way} is for native coins`);
      return way === 'internal' ? payInternal(payment) : paySelfDestruct(payment);
    case 'batch': {
      const half = amount / 2n;
      const payments = [half, amount - half].map(part => ({ to, currency, amount: part }));
      return payBatch({ ...payment, payments });
    }
    case 'fee-token':
      return (await payFromFeeToken({ ...payment, decimals: currency.decimals ?? 18 })).txHash;
    case 'look-alike':
      if (currency.contract === null) throw new Error('--via look-alike is for tokens');
      return (await payLookAlike({ ...payment, imitated: currency.contract })).txHash;
    case 'nft':
      return (await payNft(payment)).txHash;
    case 'reverted':
      return payReverted(payment);
  }
}
