import { setTimeout as sleep } from 'node:timers/promises';
import { keccak256 } from 'ethers';
import type { Address } from '../../domain/address.ts';
import type { ChainId } from '../../domain/registry.ts';
import { firstFees } from '../../domain/sending/fees.ts';
import { mostCost } from '../../domain/sending/mostCost.ts';
import type { Rpc } from '../rpc/rpc.ts';
import { broadcast } from '../sending/broadcast.ts';
import { signCall } from '../sending/outgoingCall.ts';
import { readSender } from '../sending/readSender.ts';
import type { SigningKey } from '../sending/signingKey.ts';
import { bigQuantity, object } from '../wireValues.ts';

/** Why a transaction of the deployment was not sent, or is not mined. */
export type SendFault =
  /** The network asks for more than the settings' cap. */
  | 'price_above_cap'
  | 'too_much_gas'
  | 'insufficient_funds'
  /** The node does not take it. */
  | 'refused'
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

/**
 * Sends one transaction and waits until it is mined, whether it succeeds or fails. It is for the deployment,
 * when there is nothing else that the key sends: it has no replacement and no row. Throws `NotSent`.
 */
export async function sendAlone(rpc: Rpc, key: SigningKey, call: Call, options: SendOptions): Promise<void> {
  const { to, data = '0x', value = 0n } = call;
  const { latest: nonce, balance, market } = await readSender(rpc, key.address);
  const asked = { from: key.address, to, data, value: `0x${value.toString(16)}` };
  const estimate = bigQuantity(await rpc.call('eth_estimateGas', [asked]), 'estimate of gas');
  const gasLimit = (estimate * 6n) / 5n;
  if (gasLimit > mostGas) throw new NotSent('too_much_gas', `${String(estimate)} gas`);
  const fees = firstFees(market, { cap: options.maxFeePerGas });
  if (!fees) throw new NotSent('price_above_cap', `the cap is ${String(options.maxFeePerGas)} wei`);
  const most = mostCost({ gasLimit, value, fees });
  if (balance < most) {
    const lack = `${key.address} has ${String(balance)} wei and needs ${String(most)}`;
    throw new NotSent('insufficient_funds', lack);
  }
  const outgoing = { to, data, value, gasLimit, authorizations: [] };
  const { raw } = await signCall(key, options.chainId, nonce, outgoing, fees);
  await sendSigned(rpc, raw, options);
}

/** Sends signed bytes, which may be known already, and waits until they are mined. Throws `NotSent`. */
export async function sendSigned(rpc: Rpc, signed: string, options: SendOptions): Promise<void> {
  const given = await broadcast(rpc, signed);
  if (!given.taken) throw new NotSent('refused', given.why);
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
    const { latest, pending } = await readSender(rpc, address);
    return pending <= latest;
  });
}

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
