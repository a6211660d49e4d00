import { computeAddress } from 'ethers';
import type { PayerVerdict, PaymentWay } from '../domain/testMode.ts';
import type { Via } from './chain/contracts/deployContract.ts';
import { newPayer } from './chain/payers/newPayer.ts';
import type { Payment } from './chain/payers/pay.ts';
import { payVia } from './chain/payers/payVia.ts';
import { reviewedKey, sanctionedKey } from './sanctionedPayer.ts';

export interface JudgedPayment extends Omit<Via, 'key'>, Omit<Payment, 'key'> {
  readonly faucetKey: string;
  /** The verdict of compliance on the payer. */
  readonly verdict: PayerVerdict;
  readonly via: PaymentWay;
  readonly count: number;
  /** How long a listed payer waits for the block that brings its money, in ms. */
  readonly timeoutMs?: number;
}

export interface Paid {
  /** The payer, with EIP-55 capitals. */
  readonly from: string;
  readonly txHashes: readonly string[];
}

/** Wei; more than enough for any way of paying. */
const gasOfOne = 10n ** 17n;

/**
 * Pays `count` times from the faucet, or from a payer on the test stack's list. A listed payer first gets the
 * money from the faucet, which takes a block. Returns when the node has the transactions in its pool. Throws
 * as `payVia` and `waitMined` do.
 */
export async function payAs(payment: JudgedPayment): Promise<Paid> {
  const { via, count, ...rest } = payment;
  const key = await payerKey(payment);
  const txHashes: string[] = [];
  while (txHashes.length < count) txHashes.push(await payVia(via, { ...rest, key }));
  return { from: computeAddress(key), txHashes };
}

async function payerKey(payment: JudgedPayment): Promise<string> {
  const { rpcUrl, faucetKey, verdict, currency, amount, count, timeoutMs } = payment;
  if (verdict === 'approve') return faucetKey;
  const total = amount * BigInt(count);
  const gas = gasOfOne * BigInt(count);
  const payer = await newPayer({
    rpcUrl,
    faucetKey,
    key: verdict === 'decline' ? sanctionedKey : reviewedKey,
    native: currency.contract === null ? total + gas : gas,
    tokens: currency.contract === null ? [] : [{ contract: currency.contract, amount: total }],
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return payer.key;
}
