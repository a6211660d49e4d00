import type { Address } from '../../domain/address.ts';
import { parseAddress } from '../../domain/address.ts';
import { baseUnits } from '../../domain/money.ts';
import type {
  ChainId,
  Currency,
  CurrencyCode,
  Network,
  NetworkCode,
  Registry,
} from '../../domain/registry.ts';
import { listedTokens, shape } from '../fixture/shape.ts';

/** The network of the recorded chain. Native transfers are read from transactions: it has no traces. */
export function benchNetwork(rpcUrl: string): Network {
  return {
    code: 'ETHEREUM' as NetworkCode,
    chainId: shape.chainId as ChainId,
    name: 'recorded',
    finality: { kind: 'confirmations', blocks: 12 },
    tiers: [],
    nativeSource: 'topLevel',
    rpc: [rpcUrl],
    ws: null,
    genesisHash: null,
    // The most that the registry allows: the limit on calls must not affect the measurement.
    rpcPerSecond: 100_000,
    auditedPurses: 0,
    pollMs: 1000,
    quietForMs: 0,
    rpcTimeoutMs: 10_000,
    explorer: null,
    publicRpc: null,
  };
}

/** The network's coin and two tokens. No deposit is below the minimum. */
export function benchRegistry(network: Network): Registry {
  const currency = (code: string, contract: Address | null, decimals: number): Currency => ({
    code: code as CurrencyCode,
    network: network.code,
    chainId: network.chainId,
    name: code,
    contract,
    decimals,
    minDeposit: baseUnits(1n),
    credit: 'transferred',
    tierWeight: 0n,
    supported: true,
  });
  const [usdt, usdc] = listedTokens.map(token => parseAddress(token) ?? null);
  return {
    networks: [network],
    currencies: [
      currency('ETH', null, 18),
      currency('USDT', usdt ?? null, 6),
      currency('USDC', usdc ?? null, 6),
    ],
    groups: [],
  };
}
