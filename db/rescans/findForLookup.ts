import { sql } from 'kysely';
import type { BlockHash, ChecksumAddress, TxHash } from '../../domain/address.ts';
import type { PurseState } from '../../domain/deposits/states.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { AccountId, CustomerId, PurseId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { TransactionRow } from '../schema.ts';
import { bookedByBalance } from './bookedByBalance.ts';

export interface LookedFor {
  readonly accountId: AccountId;
  readonly chainId: ChainId;
  readonly txHash: TxHash;
  /** Purses of any account; those of other accounts are not returned. */
  readonly purseIds: readonly PurseId[];
  /** The transaction's block; null if it is in none. */
  readonly blockNumber: number | null;
}

export interface OwnPurse {
  readonly id: PurseId;
  readonly customerId: CustomerId;
  readonly address: ChecksumAddress;
  readonly state: PurseState;
}

/** What the database knows of a transaction, limited to what belongs to the account. */
export interface KnownForLookup {
  readonly deposits: readonly TransactionRow[];
  /** The account's purses among those asked for and those of the deposits. */
  readonly purses: ReadonlyMap<PurseId, OwnPurse>;
  /** By purse: the deposit booked from a balance that includes its coins up to the transaction's block. */
  readonly booked: ReadonlyMap<PurseId, TransactionRow>;
  readonly scanner: {
    /** How far the chain was scanned; null before it began. */
    readonly height: number | null;
    readonly stopped: ErrorCode | null;
    /** The block that was scanned at the transaction's height; null if none is stored. */
    readonly blockHash: BlockHash | null;
  };
}

/**
 * Reads the scanner's place first: if a scanned block then has no row for a transfer, its scan did not find
 * it.
 */
export async function findForLookup(db: Db, looked: LookedFor): Promise<KnownForLookup> {
  const { accountId, chainId, txHash, blockNumber } = looked;
  const scanner = await db
    .selectFrom('chain_cursors as c')
    .leftJoin('blocks as b', join =>
      join.onRef('b.chain_id', '=', 'c.chain_id').on('b.number', '=', blockNumber ?? -1),
    )
    .select(['c.height', 'c.stopped_code as stopped', 'b.hash as blockHash'])
    .where('c.chain_id', '=', chainId)
    .executeTakeFirst();
  const deposits = await db
    .selectFrom('transactions')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('chain_id', '=', chainId)
    .where('tx_hash', '=', txHash)
    .orderBy('id')
    .execute();
  const purseIds = [...new Set([...looked.purseIds, ...deposits.map(deposit => deposit.purse_id)])];
  const purses = await db
    .selectFrom('purses')
    .select(['id', 'customer_id as customerId', 'address_checksum as address', 'state'])
    .where('account_id', '=', accountId)
    .where(sql<boolean>`id = any (${purseIds})`)
    .execute();
  return {
    deposits,
    booked:
      blockNumber === null
        ? new Map()
        : await bookedByBalance(
            db,
            chainId,
            purses.map(({ id }) => id),
            blockNumber,
          ),
    purses: new Map(
      purses.flatMap(({ address, ...purse }) =>
        address === null ? [] : [[purse.id, { ...purse, address }] as const],
      ),
    ),
    scanner: scanner ?? { height: null, stopped: null, blockHash: null },
  };
}
