import { readBalance } from '../../chain/readBalances.ts';
import { readFeeRecipient, readHeader } from '../../chain/readBlock.ts';
import { readSender } from '../../chain/readFate.ts';
import { readProvenReceipts } from '../../chain/readReceipts.ts';
import { RpcRefusal } from '../../chain/rpc/refusals.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { Db } from '../../db/connect.ts';
import { recordAgain } from '../../db/rescans/recordAgain.ts';
import type { AuditedPurse } from '../../db/scanning/pursesToAudit.ts';
import { expectedAt, explainedUpTo } from '../../db/scanning/pursesToAudit.ts';
import type { Address, TxHash } from '../../domain/address.ts';
import { parseTxHash } from '../../domain/address.ts';
import { unknownSender } from '../../domain/deposits/compliance.ts';
import { PurserError } from '../../domain/errors.ts';
import { baseUnits } from '../../domain/money.ts';
import type { Currency } from '../../domain/registry.ts';
import { currencyIn } from '../../domain/registry.ts';
import type { BlockHeader } from '../../domain/scanning/transfer.ts';
import { balanceOrdinal } from '../../domain/scanning/transfer.ts';
import { confirmBalance } from './confirmBalance.ts';
import type { Scan } from './scan.ts';
import { unexplained } from './unexplained.ts';

interface Unexplained {
  readonly native: Currency;
  readonly purse: AuditedPurse;
  readonly finalHeight: number;
  /** What is unexplained at the final head, in base units: more is never booked. */
  readonly extra: bigint;
}

/** A balance shows nothing else of a block. */
const nothingElse = { outgoing: [], destinations: [], outflows: null } as const;

/**
 * Books what a purse has beyond what is explained, at the first block after which it has more. If there are two
 * nodes, both must give the same balance. Throws `rpc_unavailable`, `rpc_inconsistent`.
 */
export async function bookUnexplained(scan: Scan, rpc: Rpc, found: Unexplained): Promise<void> {
  const { deps, network, pool } = scan;
  const { native, purse, finalHeight, extra } = found;
  const { height, isExact } = await arrivalOf(scan, rpc, found);
  const block = await readHeader(rpc, network.chainId, height);
  const expected = (db: Db, upTo: number): Promise<bigint> =>
    expectedAt(db, network.chainId, purse.purseId, native.code, upTo);
  const known = { here: await expected(deps.db, height), inAll: await expected(deps.db, finalHeight) };
  const balance = await readBalance(rpc, purse.address, height);
  const amount = balance - known.here < extra ? balance - known.here : extra;
  if (!block || amount <= 0n) return;
  if (pool.size > 1) await confirmBalance(scan, rpc, purse, height, balance);

  // If calls inside transactions are read, none of them brought what is left.
  const mayBeNamed = isExact && network.nativeSource === 'topLevel';
  const { txHash, from } = mayBeNamed ? await likelyTransaction(rpc, block, purse) : unnamed(block);
  const hit = {
    txHash,
    kind: 'internal' as const,
    ordinal: balanceOrdinal,
    currency: native.code,
    from,
    to: purse.address,
    amount: baseUnits(amount),
    purseId: purse.purseId,
    listed: native,
    fromChecksum: deps.checksum(from),
  };
  await recordAgain(
    deps.db,
    { ...block, source: 'balance', hits: [hit], unsupported: [], ...nothingElse },
    { currencyOf: currencyIn(deps.registry), mustBeProven: pool.size > 1 },
    // A rescan may have found some of it meanwhile, and a reorg may have taken a sweep back: then a later round sees
    // what is left.
    async trx =>
      (await expected(trx, height)) === known.here && (await expected(trx, finalHeight)) === known.inAll,
  );
}

/**
 * The first block after which the purse has more than is explained, by bisection above the last explained block. A sweep
 * lowers the balance and what is expected in the same block, so what is unexplained never falls by it.
 * If the node keeps no old states, it is the last final block.
 */
async function arrivalOf(
  scan: Scan,
  rpc: Rpc,
  { native, purse, finalHeight }: Unexplained,
): Promise<{ readonly height: number; readonly isExact: boolean }> {
  let low = await explainedUpTo(scan.deps.db, scan.network.chainId, purse.purseId);
  let high = finalHeight;
  try {
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      scan.progress();
      if ((await unexplained(scan, rpc, native, purse, middle)) > 0n) high = middle;
      else low = middle;
    }
    return { height: high, isExact: true };
  } catch (error) {
    if (error instanceof RpcRefusal) return { height: finalHeight, isExact: false };
    throw error;
  }
}

/**
 * The types of transactions that somebody signed and pays for: 0 to 4 (EIP-2718, 2930, 1559, 4844, 7702).
 * Networks number their own from the other end: 0x7e on the OP stack, 0x7f on Polygon, 0x64 to 0x6a on
 * Arbitrum.
 */
const lastOrdinaryType = 4;

/** The gas of a transaction that runs no code (yellow paper, appendix G): it paid only its own recipient. */
const plainGas = 21_000n;

interface Origin {
  readonly txHash: TxHash;
  readonly from: Address;
}

/**
 * The block's transaction, if only one succeeded and a person sent it. Otherwise none is named: a transaction
 * of the network itself (of a rollup's bridge or clock, of a bridge's state) names no payer, and the fees of
 * a block come from all who paid them.
 */
async function likelyTransaction(rpc: Rpc, block: BlockHeader, { address }: AuditedPurse): Promise<Origin> {
  if ((await readFeeRecipient(rpc, block.hash)) === address) return unnamed(block);
  const receipts = await readProvenReceipts(rpc, block.hash).catch((error: unknown) => {
    // Without the block's receipts, no transaction can be named.
    if (error instanceof PurserError) return null;
    throw error;
  });
  const [only, second] = receipts?.receipts.filter(({ succeeded }) => succeeded) ?? [];
  if (!only || second || only.type > lastOrdinaryType || only.gasUsed <= plainGas) return unnamed(block);
  return { txHash: only.txHash, from: (await readSender(rpc, only.txHash)) ?? unknownSender };
}

/** The deposit is named by its block's hash. Its sender is not known, so a person must judge it. */
function unnamed({ hash }: BlockHeader): Origin {
  const txHash = parseTxHash(hash);
  if (!txHash) throw new TypeError('a block hash has 32 bytes, like a transaction hash');
  return { txHash, from: unknownSender };
}
