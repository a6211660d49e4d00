import { Wallet, getAddress } from 'ethers';
import { bigOf, callRpc } from '../rpc/callRpc.ts';
import { RpcError } from '../rpc/rpcError.ts';

export interface OutgoingTransaction {
  readonly rpcUrl: string;
  /** The sender's private key. */
  readonly key: string;
  /** Null to create a contract. */
  readonly to: string | null;
  /** Wei. */
  readonly value?: bigint;
  readonly data?: string;
  /**
   * Needed if the node's estimate is too low: an estimate may suffice to catch a failure but not to succeed.
   */
  readonly gasLimit?: bigint;
}

const gwei = 1_000_000_000n;
/**
 * The fee is fixed while it is enough: two payers that race for a nonce then offer the same, and neither
 * replaces the other.
 */
const usualFee = 20n * gwei;

/** The last transaction of each sender in this process that is not yet in a pool. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * Signs and sends a transaction. Returns its hash when the node has it in its pool, not when it is mined.
 * Calls for one sender run one after another, as each needs the next nonce. If another process takes the
 * nonce first, the call retries. Throws `RpcError`, also if the transaction would fail.
 */
export async function sendTransaction(transaction: OutgoingTransaction): Promise<string> {
  const wallet = new Wallet(transaction.key);
  const lane = `${transaction.rpcUrl} ${wallet.address}`;
  const before = underWay.get(lane) ?? Promise.resolve();
  const sent = before.then(() => sendNow(wallet, transaction));
  const settled = sent.catch(() => undefined);
  underWay.set(lane, settled);
  try {
    return await sent;
  } finally {
    if (underWay.get(lane) === settled) underWay.delete(lane);
  }
}

async function sendNow(
  wallet: Wallet,
  { rpcUrl, to, value = 0n, data = '0x', gasLimit }: OutgoingTransaction,
): Promise<string> {
  const ask = async (method: string, ...params: unknown[]): Promise<bigint> =>
    bigOf(await callRpc(rpcUrl, method, params));
  const recipient = to === null ? {} : { to: getAddress(to) };
  const [chainId, gas, head] = await Promise.all([
    ask('eth_chainId'),
    // Estimated on the pending block, so that pending payments count.
    ask(
      'eth_estimateGas',
      { from: wallet.address, ...recipient, value: `0x${value.toString(16)}`, data },
      'pending',
    ),
    callRpc(rpcUrl, 'eth_getBlockByNumber', ['latest', false]),
  ]);
  const baseFee = bigOf((head as { baseFeePerGas?: unknown }).baseFeePerGas);
  const maxFeePerGas = 2n * baseFee + gwei > usualFee ? 2n * baseFee + gwei : usualFee;

  for (let attempt = 1; ; attempt++) {
    const nonce = await ask('eth_getTransactionCount', wallet.address, 'pending');
    const signed = await wallet.signTransaction({
      type: 2,
      chainId,
      nonce: Number(nonce),
      ...recipient,
      value,
      data,
      // Another sender's transaction may make it need more gas by the time it is mined.
      gasLimit: gasLimit ?? (data === '0x' && gas <= 21_001n ? 21_000n : (gas * 3n) / 2n),
      maxFeePerGas,
      maxPriorityFeePerGas: gwei,
    });
    try {
      return String(await callRpc(rpcUrl, 'eth_sendRawTransaction', [signed]));
    } catch (error) {
      if (!(error instanceof RpcError) || attempt === 5) throw error;
      if ((await ask('eth_getTransactionCount', wallet.address, 'pending')) === nonce) throw error;
    }
  }
}
