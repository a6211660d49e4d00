import type { Address, BlockHash } from './address.ts';
import type { Brand } from './brand.ts';
import type { BaseUnits } from './money.ts';

export type NetworkCode = Brand<string, 'NetworkCode'>;
export type CurrencyCode = Brand<string, 'CurrencyCode'>;
export type GroupCode = Brand<string, 'GroupCode'>;
/** What an integrator calls a coin: a currency, or a group of them. */
export type CoinCode = CurrencyCode | GroupCode;
export type ChainId = Brand<number, 'ChainId'>;

/** When a block of a network can no longer leave the chain, as far as money is concerned. */
export type FinalityPolicy =
  /** `blocks` blocks from the one of the deposit to the head, both counted. */
  | { readonly kind: 'confirmations'; readonly blocks: number }
  /**
   * The node's own `safe` or `finalized` tag (execution-apis, "block tags"). Where the tag lags, or the node
   * has none, a block `maxLag` blocks deep is final too; null waits for the tag alone. A tag at the head or one
   * block below it is refused unless `atHead` says that the network is so: many proxies answer any tag with the head.
   */
  | {
      readonly kind: 'tag';
      readonly tag: 'safe' | 'finalized';
      readonly maxLag: number | null;
      readonly atHead?: boolean;
    };

/**
 * A weaker policy for small sums: it holds for a customer while the worth of all that is not yet final for this
 * customer on the network, by the network's own policy, is below `below`. By the sum, as else a large payment
 * split into small ones would pass for them.
 */
export interface FinalityTier {
  /** Worth: whole units times their currency's `tierWeight`, in 10^-18. */
  readonly below: bigint;
  readonly policy: FinalityPolicy;
}

/** How native transfers are found: from transactions alone, from traces, or from EIP-7708 logs. */
export type NativeSource = 'topLevel' | 'trace' | 'logs7708';

/**
 * `transferred`: what the token's event says. `balanceDifference`: by how much the balance rose in that block,
 * for tokens that keep a fee or change balances by themselves. `refused`: it is told as unsupported, and never
 * credited.
 */
export type CreditRule = 'transferred' | 'balanceDifference' | 'refused';

export interface Network {
  readonly code: NetworkCode;
  readonly chainId: ChainId;
  readonly name: string;
  readonly finality: FinalityPolicy;
  /** From the smallest sum to the largest; at and above the last, `finality` holds. */
  readonly tiers: readonly FinalityTier[];
  readonly nativeSource: NativeSource;
  /** JSON-RPC endpoints; empty in the file where the environment names them (they may carry keys). */
  readonly rpc: readonly string[];
  /** WebSocket endpoint whose `newHeads` wake the scanner early; null: it looks every `pollMs` alone. */
  readonly ws: string | null;
  /** What each endpoint must give for block 0; null: only the chain id is checked. */
  readonly genesisHash: BlockHash | null;
  /** How many calls an endpoint may be asked in a second. */
  readonly rpcPerSecond: number;
  /** How many purses' balances are compared at each look at an unchanged head, where `nativeSource` is `topLevel`. */
  readonly auditedPurses: number;
  /** How long the scanner waits between looks at an unchanged head, in ms. */
  readonly pollMs: number;
  /**
   * How long the head may stay as it is without a doubt of the node, in ms: for chains that make no block without a
   * transaction. Null: a head that stands says nothing of the time since its block was mined.
   */
  readonly quietForMs: number | null;
  /** How long an endpoint may take for one answer, in ms. */
  readonly rpcTimeoutMs: number;
  /** Where payers look transactions up: `<explorer>/tx/<hash>` (EIP-3091). Null where there is none. */
  readonly explorer: string | null;
  /** A JSON-RPC endpoint that payers' wallets may be told of (EIP-3085); it is shown, and so holds no key. */
  readonly publicRpc: string | null;
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
  /** A declined deposit below it never declines its purse; `minDeposit` where it is left out, and never less. */
  readonly declineFloor?: BaseUnits;
  /** How a transfer of it is credited. */
  readonly credit: CreditRule;
  /** What a whole unit is worth beside the other currencies of its network, in 10^-18: `FinalityTier`. */
  readonly tierWeight: bigint;
  /** False: known, listed, but no new purse is made for it. */
  readonly supported: boolean;
}

/** Several currencies counted 1:1 as one coin: dollar tokens of several networks, say. */
export interface CurrencyGroup {
  readonly code: GroupCode;
  readonly name: string;
  readonly currencies: readonly CurrencyCode[];
}

export interface Registry {
  readonly networks: readonly Network[];
  readonly currencies: readonly Currency[];
  readonly groups: readonly CurrencyGroup[];
}

export function findCurrency(registry: Registry, code: string): Currency | undefined {
  return registry.currencies.find(currency => currency.code === code);
}

/** Looks up a currency that a row names; its absence means that the registry lost one it must keep. */
export function currencyIn(registry: Registry): (code: string) => Currency {
  return code => {
    const currency = findCurrency(registry, code);
    if (!currency) throw new Error(`the registry no longer lists ${code}, of which there are deposits`);
    return currency;
  };
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
