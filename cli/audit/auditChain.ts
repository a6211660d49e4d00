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
  /** Null where there was nothing to compare, as no block is final yet, or it did not come to it. */
  readonly block: number | null;
  /** Where the last ones were compared: a later one where the nodes forgot the state of the first meanwhile. */
  readonly lastBlock: number | null;
  /** Purses that never had a transfer, and are left to other audits. */
  readonly left: number;
  readonly leftOut: readonly { readonly currency: CurrencyCode; readonly why: string }[];
  /** Why it could not be completed; null where it was. */
  readonly failure: string | null;
}

/** How far the comparison of one chain has come. */
export interface Progress {
  readonly network: NetworkCode;
  readonly block: number;
  readonly addresses: number;
  readonly of: number;
}

interface ChainInput {
  readonly db: Db;
  readonly network: Network;
  /** Of the network. */
  readonly currencies: readonly Currency[];
  readonly pool: RpcPool;
  /** Undefined where the chain was never scanned. */
  readonly at: FinalBlock | undefined;
  /** That block was asked for: no other will do. */
  readonly atNoOther: boolean;
  /** Null: all purses at once. */
  readonly turn: Turn | null;
  readonly limit: number;
  readonly read?: ReadManyBalances | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

const whyLeftOut = {
  transferred: null,
  balanceDifference: 'balances of it change by themselves, or a fee is kept of transfers',
  refused: 'it is never credited',
} as const satisfies Record<Currency['credit'], string | null>;

/** Purses that are compared at one block. */
const pageOfPurses = 1000;
/** How often another block is taken up for one page: after that no node has any state. */
const mostBlocksForAPage = 3;

/**
 * Compares the balances of purses on one chain, at a final block, with the books. The block is named by its hash, so that
 * no node answers for another one of that height. Where the nodes have forgotten the state after it, those that
 * are left are compared at a later one: the last that is final, else the last that was scanned. Never throws for
 * what a node does: that is a `failure`.
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
  // Nothing can have been posted: there is nothing to compare.
  if (at.number < 0) return finish(null, null);
  if (at.number > at.finalHeight) {
    return finish(null, `block ${String(at.number)} is not final, ${String(at.finalHeight)} is the last one`);
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

/** Throws `rpc_unavailable` where there is no later one, or the node has forgotten too many. */
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
    `no node has the state after block ${String(number)} any more: name one that keeps older states`,
  );
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
