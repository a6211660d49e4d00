import type { Address, BlockHash } from './address.ts';
import type { Brand } from './brand.ts';
import type { BaseUnits } from './money.ts';
import type { SweepPolicy } from './sweeping/sweepPolicy.ts';

export type NetworkCode = Brand<string, 'NetworkCode'>;
export type CurrencyCode = Brand<string, 'CurrencyCode'>;
export type GroupCode = Brand<string, 'GroupCode'>;
/** What an integrator calls a coin: a currency, or a group of them. */
export type CoinCode = CurrencyCode | GroupCode;
export type ChainId = Brand<number, 'ChainId'>;

/** The rule by which a block of a network is final as far as money is concerned. */
export type FinalityPolicy =
  /** Final at a depth of `blocks` blocks, from the deposit's block to the head, both counted. */
  | { readonly kind: 'confirmations'; readonly blocks: number }
  /**
   * The node's own `safe` or `finalized` tag (execution-apis, "block tags"). If the tag lags or the node has
   * none, a block `maxLag` blocks deep is final too; null: the tag alone decides. A tag at the head or one
   * block below it is refused, because many proxies answer any tag with the head. `atHead` says that the
   * network really is so.
   */
  | {
      readonly kind: 'tag';
      readonly tag: 'safe' | 'finalized';
      readonly maxLag: number | null;
      readonly atHead?: boolean;
    };

/**
 * A weaker policy for small sums. It applies while the customer's money on the network that is not yet final,
 * by the network's own policy, is worth less than `below`. The sum counts: otherwise a large payment could
 * pass as many small ones.
 */
export interface FinalityTier {
  /** The worth: whole units times their currency's `tierWeight`, in 10^-18. */
  readonly below: bigint;
  readonly policy: FinalityPolicy;
}

/** How native transfers are found: from transactions alone, from traces, or from EIP-7708 logs. */
export type NativeSource = 'topLevel' | 'trace' | 'logs7708';

/**
 * `transferred`: the amount in the token's event. `balanceDifference`: the rise of the balance in that block,
 * for tokens that keep a fee or change balances by themselves. `refused`: reported as unsupported, and never
 * credited.
 */
export type CreditRule = 'transferred' | 'balanceDifference' | 'refused';

export interface Network {
  readonly code: NetworkCode;
  readonly chainId: ChainId;
  readonly name: string;
  readonly finality: FinalityPolicy;
  /** From the smallest sum to the largest. At and above the last, `finality` applies. */
  readonly tiers: readonly FinalityTier[];
  readonly nativeSource: NativeSource;
  /** JSON-RPC endpoints; empty in the file if the environment names them (they may carry keys). */
  readonly rpc: readonly string[];
  /**
   * WebSocket endpoint whose `newHeads` wake the scanner early; null: the scanner only polls every `pollMs`.
   */
  readonly ws: string | null;
  /** The hash that each endpoint must give for block 0; null: only the chain id is checked. */
  readonly genesisHash: BlockHash | null;
  /** The most calls per second to one endpoint. */
  readonly rpcPerSecond: number;
  /**
   * How many purses' balances are compared at each look at an unchanged head, if `nativeSource` is
   * `topLevel`.
   */
  readonly auditedPurses: number;
  /** How long the scanner waits between looks at an unchanged head, in ms. */
  readonly pollMs: number;
  /**
   * How long the head may stay unchanged before the node is doubted, in ms: for chains that make no block
   * without a transaction. Null: an unchanged head says nothing about the time since its block was mined.
   */
  readonly quietForMs: number | null;
  /** How long an endpoint may take for one answer, in ms. */
  readonly rpcTimeoutMs: number;
  /** Where payers look up transactions: `<explorer>/tx/<hash>` (EIP-3091); null if there is none. */
  readonly explorer: string | null;
  /** A JSON-RPC endpoint for payers' wallets (EIP-3085). It is shown to payers, so it holds no key. */
  readonly publicRpc: string | null;
  /** How and when purses are swept; absent: as usual (`usualSweepPolicy`). */
  readonly sweeping?: SweepPolicy;
}

export interface Currency {
  readonly code: CurrencyCode;
  readonly network: NetworkCode;
  readonly chainId: ChainId;
  readonly name: string;
  /** The token's contract; null for the network's native coin. */
  readonly contract: Address | null;
  readonly decimals: number;
  /** Smaller deposits are posted to *unattributed* until their sum reaches it. */
  readonly minDeposit: BaseUnits;
  /** A declined deposit below it never declines its purse. Defaults to `minDeposit`, and is never less. */
  readonly declineFloor?: BaseUnits;
  /** How a transfer of it is credited. */
  readonly credit: CreditRule;
  /** The worth of a whole unit beside the network's other currencies, in 10^-18: see `FinalityTier`. */
  readonly tierWeight: bigint;
  /** False: known, listed, but no new purse is made for it. */
  readonly supported: boolean;
  /** A purse is swept once it has as much; absent: 20 times `minDeposit`. */
  readonly sweepThreshold?: BaseUnits;
  /** The token's function that says whether its issuer froze an address, such as `isBlackListed(address)`; absent: nobody asks. */
  readonly freezeView?: string;
}

/** Several currencies that count 1:1 as one coin, such as dollar tokens of several networks. */
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

/** Looks up a currency that a row names. If it is missing, the registry lost a currency that it must keep. */
export function currencyIn(registry: Registry): (code: string) => Currency {
  return code => {
    const currency = findCurrency(registry, code);
    if (!currency) throw new Error(`the registry no longer lists ${code}, which has deposits`);
    return currency;
  };
}

/**
 * The network of a currency or chain that the registry itself names. If it is missing, the registry is
 * defective.
 */
export function networkOf(registry: Registry, code: NetworkCode): Network {
  const network = registry.networks.find(candidate => candidate.code === code);
  if (!network) throw new Error(`the registry has no network ${code}`);
  return network;
}

/** The native coin of a network; undefined if it is not listed. */
export function nativeOf(
  { currencies }: Pick<Registry, 'currencies'>,
  code: NetworkCode,
): Currency | undefined {
  return currencies.find(({ network, contract }) => network === code && contract === null);
}

/** The confirmations shown to integrators as needed; null for a tag, whose usual depth is unknown. */
export function requiredConfirmations(finality: FinalityPolicy): number | null {
  switch (finality.kind) {
    case 'confirmations':
      return finality.blocks;
    case 'tag':
      return null;
  }
}
