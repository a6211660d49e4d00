import { Interface, Wallet } from 'ethers';
import { bigOf, callRpc } from '../../testkit/chain/rpc/callRpc.ts';

const gwei = 1_000_000_000n;
const batchPayer = new Interface([
  'function pay((address to, uint256 amount)[] natives, (address token, address to, uint256 amount)[] tokens) payable',
]);

/**
 * A payer that is the only user of its key. It counts its nonces itself and offers a fixed fee and gas, so
 * that a payment is one call of the node, even while many are pending.
 */
export class BenchPayer {
  readonly #rpcUrl: string;
  readonly #wallet: Wallet;
  readonly #chainId: bigint;
  #nonce: number;

  private constructor(rpcUrl: string, wallet: Wallet, chainId: bigint, nonce: number) {
    this.#rpcUrl = rpcUrl;
    this.#wallet = wallet;
    this.#chainId = chainId;
    this.#nonce = nonce;
  }

  static async open(rpcUrl: string, key: string): Promise<BenchPayer> {
    const wallet = new Wallet(key);
    const chainId = bigOf(await callRpc(rpcUrl, 'eth_chainId', []));
    const nonce = bigOf(await callRpc(rpcUrl, 'eth_getTransactionCount', [wallet.address, 'pending']));
    return new BenchPayer(rpcUrl, wallet, chainId, Number(nonce));
  }

  /** `amount` is in wei. Returns the transaction's hash. */
  pay(to: string, amount: bigint): Promise<string> {
    return this.#send({ to, value: amount, data: '0x', gasLimit: 21_000n });
  }

  /** Pays one recipient `times` times in one transaction of the `BatchPayer` at the address `contract`. */
  payTimes(contract: string, to: string, amount: bigint, times: number): Promise<string> {
    const natives = Array.from({ length: times }, () => [to, amount]);
    const data = batchPayer.encodeFunctionData('pay', [natives, []]);
    const gasLimit = 100_000n + 20_000n * BigInt(times);
    return this.#send({ to: contract, value: amount * BigInt(times), data, gasLimit });
  }

  async #send(wanted: {
    readonly to: string;
    readonly value: bigint;
    readonly data: string;
    readonly gasLimit: bigint;
  }): Promise<string> {
    const signed = await this.#wallet.signTransaction({
      ...wanted,
      type: 2,
      chainId: this.#chainId,
      nonce: this.#nonce++,
      maxFeePerGas: 100n * gwei,
      maxPriorityFeePerGas: gwei,
    });
    return String(await callRpc(this.#rpcUrl, 'eth_sendRawTransaction', [signed]));
  }
}
