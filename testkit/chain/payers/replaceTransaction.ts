import { Wallet, getAddress } from 'ethers';
import { z } from 'zod';
import type { Answer } from '../rpc/answerFalsely.ts';
import { bigOf } from '../rpc/callRpc.ts';
import { RpcError, rpcErrorCodes } from '../rpc/rpcError.ts';

const hex = z.string().regex(/^0x([0-9a-f]{2})*$/i);

export const replacementSchema = z.strictObject({
  /** The sender's private key. */
  key: hex,
  /** The pending transaction, by its hash or by the sender's nonce. */
  txHash: hex.optional(),
  nonce: z.number().int().min(0).optional(),
  /** The new recipient. Without it the sender sends itself nothing by default, which cancels the payment. */
  to: hex.optional(),
  /** Wei; the default is 0. In JSON it is a decimal string. */
  amount: z.union([z.bigint().min(0n), z.string().regex(/^\d+$/).transform(BigInt)]).optional(),
});

export type Replacement = z.input<typeof replacementSchema>;

interface Pooled {
  readonly hash: string;
  readonly from: string;
  readonly nonce: string;
  readonly gasPrice: string;
  readonly maxFeePerGas?: string;
  readonly maxPriorityFeePerGas?: string;
}

/**
 * Sends a transaction with the sender and nonce of a pending one and twice its fees, which replaces it in the
 * pool. Returns the new hash. Throws `RpcError` if no such transaction is pending.
 */
export async function replaceTransaction(ask: Answer, replacement: Replacement): Promise<string> {
  const { key, txHash, nonce, to, amount = 0n } = replacementSchema.parse(replacement);
  const wallet = new Wallet(key);
  const pool = (await ask('eth_pendingTransactions', [])) as readonly Pooled[];
  const own = pool.filter(({ from }) => getAddress(from) === wallet.address);
  const old = own.find(pooled =>
    txHash === undefined ? Number(pooled.nonce) === nonce : pooled.hash === txHash.toLowerCase(),
  );
  if (!old) throw new RpcError(rpcErrorCodes.invalidParams, 'the sender has no such pending transaction');

  const recipient = getAddress(to ?? wallet.address);
  const request = { from: wallet.address, to: recipient, value: `0x${amount.toString(16)}` };
  const signed = await wallet.signTransaction({
    type: 2,
    chainId: bigOf(await ask('eth_chainId', [])),
    nonce: Number(old.nonce),
    to: recipient,
    value: amount,
    gasLimit: bigOf(await ask('eth_estimateGas', [request])),
    maxFeePerGas: 2n * BigInt(old.maxFeePerGas ?? old.gasPrice),
    maxPriorityFeePerGas: 2n * BigInt(old.maxPriorityFeePerGas ?? old.gasPrice),
  });
  return String(await ask('eth_sendRawTransaction', [signed]));
}
