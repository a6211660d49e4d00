import { readHeader } from '../chain/readBlock.ts';
import type { RpcPool } from '../chain/rpcPool.ts';
import type { FinalBlock } from '../db/audit/readFinalBlocks.ts';
import type { Db } from '../db/connect.ts';
import type { BlockHash } from '../domain/address.ts';
import { PurserError } from '../domain/errors.ts';
import type { Currency, CurrencyCode, Network, NetworkCode } from '../domain/registry.ts';
import type { Comparison, PositionOf } from './compareBalances.ts';
import { compareBalances, patiently } from './compareBalances.ts';

export interface ChainComparison extends Readonly<Comparison> {
  readonly network: NetworkCode;
  /** Null where there was nothing to compare, as no block is final yet, or it did not come to it. */
  readonly block: number | null;
  readonly leftOut: readonly { readonly currency: CurrencyCode; readonly why: string }[];
  /** Why it could not be completed; null where it was. */
  readonly failure: string | null;
}

interface ChainInput {
  readonly db: Db;
  readonly network: Network;
  /** Of the network. */
  readonly currencies: readonly Currency[];
  readonly pool: RpcPool;
  /** Undefined where the chain was never scanned. */
  readonly at: FinalBlock | undefined;
  readonly positionOf: PositionOf;
  readonly limit: number;
}

const whyLeftOut = {
  transferred: null,
  balanceDifference: 'balances of it change by themselves, or a fee is kept of transfers',
  refused: 'it is never credited',
} as const satisfies Record<Currency['credit'], string | null>;

/**
 * Compares the balances of all purses on one chain, at a final block, with the books. The block is named by its hash,
 * so that no node answers for another one of that height. Never throws for what a node does: that is a `failure`.
 */
export async function auditChain(input: ChainInput): Promise<ChainComparison> {
  const { network, currencies, at } = input;
  const found: Comparison = {
    addresses: 0,
    balances: 0,
    totals: currencies
      .filter(({ credit }) => credit === 'transferred')
      .map(currency => ({
        currency,
        credited: 0n,
        held: 0n,
        unattributed: 0n,
        unposted: 0n,
        swept: 0n,
        chain: 0n,
      })),
    differences: [],
  };
  const finish = (block: number | null, failure: string | null): ChainComparison => ({
    ...found,
    network: network.code,
    block,
    leftOut: currencies.flatMap(({ code, credit }) => {
      const why = whyLeftOut[credit];
      return why === null ? [] : [{ currency: code, why }];
    }),
    failure,
  });
  if (!at) return finish(null, 'it was never scanned');
  // Nothing can have been posted: there is nothing to compare.
  if (at.number < 0) return finish(null, null);
  if (at.number > at.finalHeight) {
    return finish(null, `block ${String(at.number)} is not final, ${String(at.finalHeight)} is the last one`);
  }
  try {
    await compareBalances({ ...input, block: await hashOf(input, at) }, found);
    return finish(at.number, null);
  } catch (error) {
    if (!(error instanceof PurserError)) throw error;
    return finish(at.number, `${error.code}: ${error.message}`);
  }
}

/** Throws `chain_disagreement` where the node has another block there than the scanner. */
async function hashOf({ network, pool }: ChainInput, at: FinalBlock): Promise<BlockHash> {
  const header = await patiently(pool, rpc => readHeader(rpc, network.chainId, at.number));
  if (!header) throw new PurserError('rpc_unavailable', `the node has no block ${String(at.number)}`);
  if (at.hash !== null && at.hash !== header.hash) {
    throw new PurserError('chain_disagreement', `block ${String(at.number)} is another one to the scanner`);
  }
  return header.hash;
}
