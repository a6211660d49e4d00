import type { Address } from '../address.ts';
import type { AccountId } from '../ids.ts';
import type { ChainId, NetworkCode } from '../registry.ts';

interface CommonOfNetwork {
  readonly code: NetworkCode;
  readonly chainId: ChainId;
  /** The signer's own endpoints, not those of the registry. They may contain keys. */
  readonly rpc: readonly string[];
  /** The most that it pays for a unit of gas, in wei. */
  readonly maxFeePerGas: bigint;
  /** The most that it spends on gas within 24 hours, in wei. */
  readonly dailyGas: bigint;
  /** By how much each price of a replacement rises, at least. */
  readonly replacementBumpPercent: number;
}

/** Coins are moved by the sweeper contract, out of purses that delegate to it. */
export interface DelegatedNetwork extends CommonOfNetwork {
  readonly method: 'delegated';
  /** The cold owner of the sweeper. With account, chain and delay it decides the sweeper's address. */
  readonly owner: Address;
  /** Seconds from the proposal of a destination until it is active. */
  readonly delaySeconds: number;
}

/** Each purse signs the transfer of its own coins. */
export interface TransferNetwork extends CommonOfNetwork {
  readonly method: 'transfer';
  /** No contract says there where coins may go, so this list does. */
  readonly destinations: readonly Address[];
}

export type SignerNetwork = DelegatedNetwork | TransferNetwork;

/** What the signer trusts: this, its key, its own nodes, and nothing that others write into the database. */
export interface SignerSettings {
  /** It signs for accounts of this mode alone. */
  readonly mode: 'test' | 'live';
  /** The one account of the installation that sweeps. */
  readonly account: AccountId;
  /** Of the purses' keys: the signer derives their addresses itself. */
  readonly xpub: string;
  readonly networks: readonly SignerNetwork[];
  /**
   * A file with the seed phrase of all purses, where they send by themselves (method `transfer`); null if there is no such network.
   * Whoever reads it has every purse.
   */
  readonly seedFile: string | null;
  /** Ed25519 public keys whose owners may approve payouts: 32 bytes in hex. */
  readonly approvers: readonly string[];
}

/** Live destinations wait a day: the time in which people notice a wrong one. */
export const shortestLiveDelaySeconds = 86_400;
