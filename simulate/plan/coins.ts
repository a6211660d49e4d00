import type { Registry } from '../../domain/registry.ts';

/** A currency as a plan and the model need it. */
export interface Coin {
  readonly code: string;
  readonly network: string;
  /** In lower case; null for the network's own coin. */
  readonly contract: string | null;
  readonly decimals: number;
  /** The smallest deposit that is credited by itself, in base units. */
  readonly minimum: bigint;
}

export function coinsOf({ currencies }: Pick<Registry, 'currencies'>): readonly Coin[] {
  return currencies.map(({ code, network, contract, decimals, minDeposit }) => ({
    ...{ code, network, decimals, minimum: minDeposit },
    contract: contract?.toLowerCase() ?? null,
  }));
}
