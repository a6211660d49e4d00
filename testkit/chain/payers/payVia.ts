import type { PaymentWay } from '../../../domain/testMode.ts';
import { refusalOf } from '../../../domain/testMode.ts';
import type { Via } from '../contracts/deployContract.ts';
import type { Payment } from './pay.ts';
import { pay } from './pay.ts';
import { payBatch } from './payBatch.ts';
import { payFromFeeToken, payLookAlike } from './payFreshToken.ts';
import { payInternal } from './payInternal.ts';
import { payNft } from './payNft.ts';
import { payReverted } from './payRouted.ts';
import { paySelfDestruct } from './paySelfDestruct.ts';

/**
 * Pays in one of the ways and returns the transaction's hash. Throws as `sendTransaction` does, and if the
 * currency cannot be paid in this way.
 */
export async function payVia(way: PaymentWay, payment: Payment & Via): Promise<string> {
  const { currency, amount, to } = payment;
  const refusal = refusalOf({ via: way, verdict: 'approve', isNative: currency.contract === null });
  if (refusal) throw new Error(`a payment ${refusal.message}`);
  switch (way) {
    case 'direct':
      return pay(payment);
    case 'internal':
      return payInternal(payment);
    case 'self-destruct':
      return paySelfDestruct(payment);
    case 'batch': {
      const half = amount / 2n;
      const payments = [half, amount - half].map(part => ({ to, currency, amount: part }));
      return payBatch({ ...payment, payments });
    }
    case 'fee-token':
      return (await payFromFeeToken({ ...payment, decimals: currency.decimals ?? 18 })).txHash;
    case 'look-alike':
      return (await payLookAlike({ ...payment, imitated: currency.contract ?? '' })).txHash;
    case 'nft':
      return (await payNft(payment)).txHash;
    case 'reverted':
      return payReverted(payment);
  }
}
