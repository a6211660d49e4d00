import type { Address } from './address.ts';
import type { Brand } from './brand.ts';
import type { BaseUnits } from './money.ts';

export type NetworkCode = Brand<string, 'NetworkCode'>;
export type CurrencyCode = Brand<string, 'CurrencyCode'>;
export type ChainId = Brand<number, 'ChainId'>;

/** When a block of a network can no longer leave the chain, as far as money is concerned. */
export type FinalityPolicy =
  /** `blocks` blocks from the one of the deposit to the head, both counted. */
  | { readonly kind: 'confirmations'; readonly blocks: number }
  /** The node's own `safe` or `finalized` tag (execution-apis, "block tags"). */
  | { readonly kind: 'tag'; readonly tag: 'safe' | 'finalized' };

/** How native transfers are found: from transactions alone, from traces, or from EIP-7708 logs. */
export type NativeSource = 'topLevel' | 'trace' | 'logs7708';

export interface Network {
  readonly code: NetworkCode;
  readonly chainId: ChainId;
  readonly name: string;
  readonly finality: FinalityPolicy;
  readonly nativeSource: NativeSource;
  /** JSON-RPC endpoints; empty in the file where the environment names them (they may carry keys). */
  readonly rpc: readonly string[];
  /** How long the scanner waits between looks at an unchanged head, in ms. */
  readonly pollMs: number;
}

export interface Currency {
  readonly code: CurrencyCode;
  readonly network: NetworkCode;
  readonly chainId: ChainId;
  readonly name: string;
  /** The token's contract; null for the network's native coin. */
  readonly contract: Address | null;
  readonly decimals: number;
  /** Deposits below it are posted to *unattributed* until together they reach it. */
  readonly minDeposit: BaseUnits;
  /** False: known, listed, but no new purse is made for it. */
  readonly supported: boolean;
}

export interface Registry {
  readonly networks: readonly Network[];
  readonly currencies: readonly Currency[];
}

export function findCurrency(registry: Registry, code: string): Currency | undefined {
  return registry.currencies.find(currency => currency.code === code);
}

/** The network of a currency or chain that the registry itself names; its absence is a defect of the registry. */
export function networkOf(registry: Registry, code: NetworkCode): Network {
  const network = registry.networks.find(candidate => candidate.code === code);
  if (!network) throw new Error(`the registry has no network ${code}`);
  return network;
}

/** Confirmations an integrator is shown as needed; for a tag, the usual depth of the tag is not known: null. */
export function requiredConfirmations(finality: FinalityPolicy): number | null {
  switch (finality.kind) {
    case 'confirmations':
      return finality.blocks;
    case 'tag':
      return null;
  }
}
