import { readHeader } from '../../chain/readBlock.ts';
import type { ReadManyBalances } from '../../chain/readManyBalances.ts';
import { createBalanceReader } from '../../chain/readManyBalances.ts';
import type { RpcPool } from '../../chain/rpc/rpcPool.ts';
import type { FinalBlock } from '../../db/audit/readFinalBlocks.ts';
import { readFinalBlocks, readScannedBlock } from '../../db/audit/readFinalBlocks.ts';
import type { Db } from '../../db/connect.ts';
import type { BlockHash } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Currency, CurrencyCode, Network, NetworkCode } from '../../domain/registry.ts';
import type { ComparedBlock, Comparison } from './compareBalances.ts';
import { compareBalances, patiently, StateForgotten } from './compareBalances.ts';
import type { Turn } from './pursesInTurn.ts';
import { pursesInTurn } from './pursesInTurn.ts';

export interface ChainComparison extends Readonly<Comparison> {
  readonly network: NetworkCode;
  /** The block of the comparison. Null if no block is final yet, or if the comparison did not begin. */
  readonly block: number | null;
  /**
   * The block at which the last purses were compared. It is a later one if the nodes lost the state of the
   * first.
   */
  readonly lastBlock: number | null;
  /** How many purses without any transfer are left to other audits. */
  readonly left: number;
  readonly leftOut: readonly { readonly currency: CurrencyCode; readonly why: string }[];
  /** Why the comparison is not complete; null if it is. */
  readonly failure: string | null;
}

/** The progress of the comparison of one chain. */
export interface Progress {
  readonly network: NetworkCode;
  readonly block: number;
  readonly addresses: number;
  readonly of: number;
}

interface ChainInput {
  readonly db: Db;
  readonly network: Network;
  /** The currencies of the network. */
  readonly currencies: readonly Currency[];
  readonly pool: RpcPool;
  /** Undefined if the chain was never scanned. */
  readonly at: FinalBlock | undefined;
  /** The block was requested, so no other may replace it. */
  readonly atNoOther: boolean;
  /** Null: all purses in one audit. */
  readonly turn: Turn | null;
  readonly limit: number;
  readonly read?: ReadManyBalances | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

const whyLeftOut = {
  transferred: null,
  balanceDifference: 'its balances change by themselves, or its transfers pay a fee',
  refused: 'it is never credited',
} as const satisfies Record<Currency['credit'], string | null>;

/** How many purses are compared at a time. */
const pageOfPurses = 1000;
/** How many blocks are tried for one page. After that no node is expected to have a state. */
const mostBlocksForAPage = 3;

/**
 * Compares the balances of purses on one chain, at a final block, with the books. The block is named by its
 * hash, so that no node answers for another block of that height. If the nodes lose the state after it, the
 * remaining purses are compared at a later block: the last final one, else the last scanned one. A node's
 * error is not thrown: it is the `failure` of the result.
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
        left: 0n,
        gas: 0n,
        chain: 0n,
      })),
    differences: [],
  };
  let [lastBlock, left]: [number | null, number] = [null, 0];
  const finish = (block: number | null, failure: string | null): ChainComparison => ({
    ...found,
    network: network.code,
    block,
    lastBlock: lastBlock ?? block,
    left,
    leftOut: currencies.flatMap(({ code, credit }) => {
      const why = whyLeftOut[credit];
      return why === null ? [] : [{ currency: code, why }];
    }),
    failure,
  });
  if (!at) return finish(null, 'it was never scanned');
  // No block is final, so nothing can have been posted: there is nothing to compare.
  if (at.number < 0) return finish(null, null);
  if (at.number > at.finalHeight) {
    return finish(
      null,
      `block ${String(at.number)} is not final; the last final block is ${String(at.finalHeight)}`,
    );
  }
  try {
    const read = input.read ?? createBalanceReader();
    const comparing = { ...input, read };
    let block = await finalBlock(input, at);
    const purses = await pursesInTurn(input.db, network.chainId, input.turn, pageOfPurses);
    ({ left } = purses);
    for await (const page of purses.pages()) {
      for (let tried = 1; ; tried++) {
        lastBlock = block.number;
        try {
          await compareBalances(comparing, block, page.purses, found);
          break;
        } catch (error) {
          if (!(error instanceof StateForgotten)) throw error;
          block = await laterBlock(input, block, tried);
        }
      }
      await page.done();
      input.onProgress?.({
        network: network.code,
        block: block.number,
        addresses: found.addresses,
        of: purses.total,
      });
    }
    return finish(at.number, null);
  } catch (error) {
    if (!(error instanceof PurserError)) throw error;
    return finish(at.number, `${error.code}: ${error.message}`);
  }
}

async function finalBlock(input: ChainInput, at: FinalBlock): Promise<ComparedBlock> {
  const hash = await hashOf(input, at);
  return { chainId: input.network.chainId, number: at.number, hash, final: true };
}

/** Throws `rpc_unavailable` if there is no later block, or if the state was missing too often. */
async function laterBlock(
  input: ChainInput,
  { number }: ComparedBlock,
  tried: number,
): Promise<ComparedBlock> {
  const { db, network, atNoOther } = input;
  const { chainId } = network;
  if (!atNoOther && tried < mostBlocksForAPage) {
    const final = (await readFinalBlocks(db, new Map())).find(block => block.chainId === chainId);
    if (final && final.number > number) return finalBlock(input, final);
    const scanned = await readScannedBlock(db, chainId);
    if (scanned && scanned.number > number) return { chainId, ...scanned, final: false };
  }
  throw new PurserError(
    'rpc_unavailable',
    `no node still has the state after block ${String(number)}: set an endpoint that has older states`,
  );
}

/** Throws `chain_disagreement` if the node has another block at this height than the scanner. */
async function hashOf({ network, pool }: ChainInput, at: FinalBlock): Promise<BlockHash> {
  const header = await patiently(pool, rpc => readHeader(rpc, network.chainId, at.number));
  if (!header) throw new PurserError('rpc_unavailable', `the node has no block ${String(at.number)}`);
  if (at.hash !== null && at.hash !== header.hash) {
    throw new PurserError(
      'chain_disagreement',
      `block ${String(at.number)} differs from the scanner's block`,
    );
  }
  return header.hash;
}
