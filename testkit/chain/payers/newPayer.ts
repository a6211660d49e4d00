import { Wallet } from 'ethers';
import { pay } from './pay.ts';
import { waitMined } from './waitMined.ts';

export interface Funding {
  readonly rpcUrl: string;
  readonly faucetKey: string;
  /** Wei; it must cover the payer's gas too. */
  readonly native: bigint;
  readonly tokens?: readonly { readonly contract: string; readonly amount: bigint }[];
  /** How long to wait until the funding is mined, in ms. */
  readonly timeoutMs?: number;
}

export interface Payer {
  readonly key: string;
  readonly address: string;
}

/**
 * Makes and funds a payer with a new key, or with the given one (a sanctioned address is known beforehand).
 */
export async function newPayer({ key, ...funding }: Funding & { readonly key?: string }): Promise<Payer> {
  const wallet = key === undefined ? Wallet.createRandom() : new Wallet(key);
  const payer = { key: wallet.privateKey, address: wallet.address.toLowerCase() };
  await fundFromFaucet({ ...funding, address: payer.address });
  return payer;
}

/**
 * Sends an address money from the faucet and waits until it is mined, so that it can be spent: a pool refuses
 * a transaction that the balance at the head does not cover. While mining is paused, it waits until
 * `timeoutMs`.
 */
export async function fundFromFaucet(funding: Funding & { readonly address: string }): Promise<void> {
  const { rpcUrl, faucetKey: key, address: to, native, tokens = [], timeoutMs } = funding;
  const gifts = [{ contract: null, amount: native }, ...tokens].filter(({ amount }) => amount > 0n);
  const hashes = await Promise.all(
    gifts.map(({ contract, amount }) => pay({ rpcUrl, key, to, currency: { contract }, amount })),
  );
  await Promise.all(hashes.map(txHash => waitMined({ rpcUrl, txHash, ...(timeoutMs && { timeoutMs }) })));
}
