import { sql } from 'kysely';
import type { BlockHash } from '../../domain/address.ts';
import { newId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Outflow } from '../../domain/sweeping/finding.ts';
import type { Db } from '../connect.ts';
import { isOurs } from './isOurs.ts';

interface Block {
  readonly chainId: ChainId;
  readonly number: number;
  readonly hash: BlockHash;
}

/**
 * Records the transfers out of purses in a block that are in no transaction that a lane signed; returns how many are new.
 * What a lane signs is on disk before a node has it, so ours is always known here. The caller holds the lock on the
 * chain's cursor.
 */
export async function recordOutflows(
  trx: Db,
  { chainId, number, hash }: Block,
  outflows: readonly Outflow[],
): Promise<number> {
  if (outflows.length === 0) return 0;
  const rows = outflows.map(outflow => ({ ...outflow, id: newId('fnd') }));
  const { numAffectedRows } = await sql`
    insert into findings (id, account_id, network, chain_id, purse_id, kind, currency, amount, tx_hash, ordinal,
      block_number, block_hash)
    select o.id, s.account_id, s.network, s.chain_id, o.purse_id, o.kind, o.currency, o.amount, o.tx_hash, o.ordinal,
      ${number}, ${hash}
    from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ purseId }) => purseId)}::text[],
        ${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ currency }) => currency)}::text[],
        ${rows.map(({ amount }) => amount)}::numeric[], ${rows.map(({ txHash }) => txHash)}::text[],
        ${rows.map(({ ordinal }) => ordinal)}::text[])
        as o (id, purse_id, kind, currency, amount, tx_hash, ordinal)
      join purses p on p.id = o.purse_id
      join sweepers s on s.account_id = p.account_id and s.chain_id = ${chainId}
    where not ${isOurs(chainId, sql.ref('o.tx_hash'))}
    on conflict do nothing
  `.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** What is recorded of a block's transfers, as it was read. */
export async function outflowsIn(
  db: Db,
  chainId: ChainId,
  { number, hash }: Pick<Block, 'number' | 'hash'>,
): Promise<readonly Outflow[]> {
  const { rows } = await sql<Outflow>`
    select purse_id as "purseId", kind, currency, amount, tx_hash as "txHash", ordinal from findings
    where chain_id = ${chainId} and block_number = ${number} and block_hash = ${hash}
      and kind in ('token_outflow', 'token_seizure')
  `.execute(db);
  return rows;
}

/** Blocks above `number` left the chain, and what they had that was not final. What was final is a person's to explain. */
export async function takeFindingsBack(trx: Db, chainId: ChainId, number: number): Promise<void> {
  await trx
    .deleteFrom('findings')
    .where('chain_id', '=', chainId)
    .where('block_number', '>', number)
    .where('is_final', '=', false)
    .execute();
}
