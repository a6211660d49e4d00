import { readBalance } from '../chain/readBalances.ts';
import { readHeader } from '../chain/readBlock.ts';
import { readProvenReceipts } from '../chain/readReceipts.ts';
import { readSender } from '../chain/readFate.ts';
import type { Rpc } from '../chain/rpc.ts';
import { RpcRefusal } from '../chain/rpc.ts';
import type { Db } from '../db/connect.ts';
import type { AuditedPurse } from '../db/pursesToAudit.ts';
import { auditedUpTo, nextToAudit, receivedUpTo } from '../db/pursesToAudit.ts';
import { recordAgain } from '../db/recordAgain.ts';
import type { Address, TxHash } from '../domain/address.ts';
import { parseTxHash } from '../domain/address.ts';
import { unknownSender } from '../domain/compliance.ts';
import { baseUnits } from '../domain/money.ts';
import type { Currency } from '../domain/registry.ts';
import type { BlockHeader } from '../domain/transfer.ts';
import { balanceOrdinal } from '../domain/transfer.ts';
import type { Scan } from './scan.ts';
import { withEndpoint } from './scan.ts';
import { currencyIn } from './settleDeposits.ts';

/**
 * Where only a transaction's own value is read, money that a contract sends to a purse shows in its balance
 * alone. The next few purses of an endless round are compared, at the final head, with what was found; what is
 * more is booked at the block in which it arrived.
 */
export async function auditBalances(scan: Scan, finalHeight: number): Promise<void> {
  const { deps, network, listed } = scan;
  const { native } = listed;
  if (network.nativeSource !== 'topLevel' || !native || network.auditedPurses === 0 || finalHeight < 0)
    return;
  const purses = await nextToAudit(deps.db, network.chainId, network.auditedPurses);
  await withEndpoint(scan.pool, async rpc => {
    await Promise.all(
      purses.map(async purse => {
        const extra = await unexplained(scan, rpc, native, purse, finalHeight);
        if (extra > 0n) await bookExtra(scan, rpc, native, purse, finalHeight);
        scan.progress();
      }),
    );
  });
  await auditedUpTo(deps.db, network.chainId, purses.at(-1)?.purseId ?? null);
}

/** What the purse has at `height` beyond what was found up to there. Nothing has ever been sent from it. */
async function unexplained(
  { deps, network }: Scan,
  rpc: Rpc,
  native: Currency,
  { purseId, address }: AuditedPurse,
  height: number,
): Promise<bigint> {
  const [balance, received] = await Promise.all([
    readBalance(rpc, address, height),
    receivedUpTo(deps.db, network.chainId, purseId, native.code, height),
  ]);
  return balance - received;
}

async function bookExtra(
  scan: Scan,
  rpc: Rpc,
  native: Currency,
  purse: AuditedPurse,
  finalHeight: number,
): Promise<void> {
  const { deps, network } = scan;
  const height = await arrivalOf(scan, rpc, native, purse, finalHeight);
  const block = await readHeader(rpc, network.chainId, height);
  const received = (trx: Db): Promise<bigint> =>
    receivedUpTo(trx, network.chainId, purse.purseId, native.code, height);
  const known = await received(deps.db);
  const amount = (await readBalance(rpc, purse.address, height)) - known;
  if (!block || amount <= 0n) return;
  const { txHash, from } = await likelyTransaction(rpc, block);
  const { receiptsRoot, ...header } = block;
  await recordAgain(
    deps.db,
    {
      ...header,
      receiptsRoot,
      unsupported: [],
      hits: [
        {
          txHash,
          kind: 'internal',
          ordinal: balanceOrdinal,
          currency: native.code,
          from,
          to: purse.address,
          amount: baseUnits(amount),
          purseId: purse.purseId,
          listed: native,
          fromChecksum: deps.checksum(from),
        },
      ],
    },
    currencyIn(deps.registry),
    // A rescan may have found it meanwhile: then the next round sees what is left.
    async trx => (await received(trx)) === known,
  );
}

/**
 * The first block after which the purse has more than was found, by bisection. A node that keeps no old states
 * cannot tell: then it is the last final one.
 */
async function arrivalOf(
  scan: Scan,
  rpc: Rpc,
  native: Currency,
  purse: AuditedPurse,
  finalHeight: number,
): Promise<number> {
  let [low, high] = [-1, finalHeight];
  try {
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      scan.progress();
      if ((await unexplained(scan, rpc, native, purse, middle)) > 0n) high = middle;
      else low = middle;
    }
    return high;
  } catch (error) {
    if (error instanceof RpcRefusal) return finalHeight;
    throw error;
  }
}

/**
 * The transaction, where the block has only one that succeeded. Else which one it was cannot be told: the
 * deposit goes by the hash of its block, and as its sender is not known a person must judge it.
 */
async function likelyTransaction(
  rpc: Rpc,
  block: BlockHeader,
): Promise<{ readonly txHash: TxHash; readonly from: Address }> {
  const receipts = (await readProvenReceipts(rpc, block.hash))?.receipts ?? [];
  const [only, second] = receipts.filter(receipt => receipt.succeeded);
  if (!only || second) return { txHash: hashOf(block), from: unknownSender };
  return { txHash: only.txHash, from: (await readSender(rpc, only.txHash)) ?? unknownSender };
}

/** The block's hash in the place of a transaction's. */
function hashOf({ hash }: BlockHeader): TxHash {
  const txHash = parseTxHash(hash);
  if (!txHash) throw new TypeError('the hash of a block is 32 bytes, as that of a transaction');
  return txHash;
}
