import { setTimeout as sleep } from 'node:timers/promises';
import { keccak256 } from 'ethers';
import type { Address } from '../../domain/address.ts';
import type { ChainId } from '../../domain/registry.ts';
import { RpcRefusal } from '../rpc/refusals.ts';
import type { Rpc } from '../rpc/rpc.ts';
import type { SigningKey } from '../sending/signingKey.ts';
import { bigQuantity, object, quantity } from '../wireValues.ts';

/** Why a transaction of the deployment was not sent, or is not mined. */
export type SendFault =
  /** The base fee is above the settings' cap. */
  | 'price_above_cap'
  | 'too_much_gas'
  | 'insufficient_funds'
  /** It was sent, and is not mined: the command may be run again. */
  | 'not_mined';

class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly fault: SendFault;

  constructor(fault: SendFault, detail: string) {
    super(`${fault}: ${detail}`);
    this.fault = fault;
  }
}

export interface SendOptions {
  readonly chainId: ChainId;
  /** The most that is paid for a unit of gas, in wei. */
  readonly maxFeePerGas: bigint;
  /** How often the chain is asked whether a transaction is mined, and for how long, in ms. */
  readonly pollMs?: number;
  readonly patienceMs?: number;
}

interface Call {
  readonly to: Address;
  readonly data?: string;
  readonly value?: bigint;
}

/** The most gas of a transaction (EIP-7825). */
const mostGas = 2n ** 24n;
/** Enough to be taken where the node does not say what others pay: 1 gwei. */
const usualTip = 10n ** 9n;

/**
 * Sends one transaction and waits until it is mined, whether it succeeds or fails. It is for the deployment,
 * when there is nothing else that the key sends: it has no replacement and no row. Throws `NotSent`.
 */
export async function sendAlone(rpc: Rpc, key: SigningKey, call: Call, options: SendOptions): Promise<void> {
  const { to, data = '0x', value = 0n } = call;
  const nonce = await count(rpc, key.address, 'latest');
  const asked = { from: key.address, to, data, value: `0x${value.toString(16)}` };
  const estimate = bigQuantity(await rpc.call('eth_estimateGas', [asked]), 'estimate of gas');
  const gasLimit = (estimate * 6n) / 5n;
  if (gasLimit > mostGas) throw new NotSent('too_much_gas', `${String(estimate)} gas`);
  const fees = await priceOf(rpc, options.maxFeePerGas);
  const most = gasLimit * fees.maxFeePerGas + value;
  const balance = await readBalance(rpc, key.address);
  if (balance < most)
    throw new NotSent(
      'insufficient_funds',
      `${key.address} has ${String(balance)} wei and needs ${String(most)}`,
    );
  const { chainId } = options;
  const transaction = { type: 2, chainId, nonce, to, data, value, gasLimit, ...fees };
  await broadcast(rpc, await key.signTransaction(transaction), options);
}

/** Sends signed bytes, which may be known already, and waits until they are mined. Throws `NotSent`. */
export async function broadcast(rpc: Rpc, signed: string, options: SendOptions): Promise<void> {
  try {
    await rpc.call('eth_sendRawTransaction', [signed]);
  } catch (error) {
    if (!(error instanceof RpcRefusal) || !/already known|already imported/i.test(error.message)) throw error;
  }
  const hash = keccak256(signed);
  await until(options, `transaction ${hash}`, async () => {
    const receipt = await rpc.call('eth_getTransactionReceipt', [hash]);
    return receipt !== null && object(receipt, 'receipt')['blockNumber'] !== null;
  });
}

/**
 * Waits until nothing of the address is pending. A command that died before left its transaction there.
 */
export async function untilNothingPends(rpc: Rpc, address: Address, options: SendOptions): Promise<void> {
  await until(options, `what ${address} sent before`, async () => {
    const [mined, sent] = [await count(rpc, address, 'latest'), await count(rpc, address, 'pending')];
    return sent <= mined;
  });
}

export async function readBalance(rpc: Rpc, address: Address): Promise<bigint> {
  return bigQuantity(await rpc.call('eth_getBalance', [address, 'latest']), 'balance');
}

async function count(rpc: Rpc, address: Address, tag: 'latest' | 'pending'): Promise<number> {
  return quantity(await rpc.call('eth_getTransactionCount', [address, tag]), 'transaction count');
}

/** Twice the base fee, so that some full blocks do not stop it, and what others pay on top; up to the cap. */
async function priceOf(
  rpc: Rpc,
  cap: bigint,
): Promise<{ readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint }> {
  const block = object(await rpc.call('eth_getBlockByNumber', ['latest', false]), 'block');
  const baseFee = bigQuantity(block['baseFeePerGas'], 'base fee');
  if (baseFee > cap)
    throw new NotSent(
      'price_above_cap',
      `the base fee is ${String(baseFee)} wei, and the cap ${String(cap)}`,
    );
  const tip = await rpc
    .call('eth_maxPriorityFeePerGas', [])
    .then(answer => bigQuantity(answer, 'priority fee'))
    .catch((error: unknown) => {
      if (!(error instanceof RpcRefusal)) throw error;
      return usualTip;
    });
  const maxFeePerGas = smaller(cap, 2n * baseFee + tip);
  return { maxFeePerGas, maxPriorityFeePerGas: smaller(tip, maxFeePerGas) };
}

const smaller = (one: bigint, other: bigint): bigint => (one < other ? one : other);

async function until(
  { pollMs = 1000, patienceMs = 600_000 }: SendOptions,
  what: string,
  isSo: () => Promise<boolean>,
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > end)
      throw new NotSent('not_mined', `${what} is not mined after ${String(patienceMs)} ms`);
    await sleep(pollMs);
  }
}
