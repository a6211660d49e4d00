import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { TxHash } from '../../domain/address.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { movedTopUps } from './movedTopUps.ts';

interface PurseOn {
  readonly chainId: ChainId;
  readonly purseId: PurseId;
}

/**
 * What a purse should have for gas after block `height`, in wei: what was paid to it for that, less what its own transactions
 * cost, each in its block.
 */
export function purseGasAt(
  chainId: ChainId,
  purseId: RawBuilder<unknown>,
  height: number,
): RawBuilder<bigint> {
  return sql<bigint>`(
    coalesce((select sum(m.amount) from ${movedTopUps} m
      where m.purse_id = ${purseId} and m.chain_id = ${chainId} and m.block_number <= ${height}), 0)
    - coalesce((select sum(s.fee) from lanes l join sends s on s.chain_id = l.chain_id and s.sender = l.sender
      where l.purse_id = ${purseId} and l.chain_id = ${chainId} and s.block_number <= ${height}), 0))`;
}

export interface PurseGas {
  /** Of what is final, in wei. Coins of customers are not among it. */
  readonly available: bigint;
  /** A transaction of the purse, or a payment for its gas, is not final. */
  readonly isUnderWay: boolean;
}

/** What a purse has for gas: from blocks that are final alone, so that no reorg has it pay with coins of customers. */
export async function readPurseGas(db: Db, { chainId, purseId }: PurseOn): Promise<PurseGas> {
  const { rows } = await sql<PurseGas>`
    select coalesce((select sum(m.amount) from ${movedTopUps} m
        where m.purse_id = ${purseId} and m.chain_id = ${chainId} and m.send_status = 'final'), 0)
      - coalesce((select sum(s.fee) from lanes l join sends s on s.chain_id = l.chain_id and s.sender = l.sender
        where l.purse_id = ${purseId} and l.chain_id = ${chainId} and s.status = 'final'), 0) as available,
      ${isPurseUnderWay(chainId, sql`${purseId}`)} as "isUnderWay"
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error('an aggregate has one row');
  return row;
}

/** Whether a transaction of the purse, or a payment for its gas, has a nonce that is not final. */
export function isPurseUnderWay(chainId: ChainId, purseId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(exists (select from lanes l join sends s on s.chain_id = l.chain_id and s.sender = l.sender
      where l.purse_id = ${purseId} and l.chain_id = ${chainId} and s.status <> 'final')
    or exists (select from top_ups u join sends s on s.intent_kind = 'top_up' and s.intent_id = u.intent_id
      where u.purse_id = ${purseId} and u.chain_id = ${chainId} and s.status <> 'final'))`;
}

/** Those of `hashes` that were signed to pay for the gas of purses: what they bring is no deposit. */
export async function topUpsAmong(
  db: Db,
  chainId: ChainId,
  hashes: readonly TxHash[],
): Promise<ReadonlySet<TxHash>> {
  if (hashes.length === 0) return new Set();
  const { rows } = await sql<{ readonly hash: TxHash }>`
    select a.hash from send_attempts a
      join sends s on s.chain_id = a.chain_id and s.sender = a.sender and s.nonce = a.nonce
    where a.chain_id = ${chainId} and a.hash = any (${hashes}) and s.intent_kind = 'top_up' and not a.is_empty
  `.execute(db);
  return new Set(rows.map(({ hash }) => hash));
}
