import { sql } from 'kysely';
import type { Address, BlockHash } from '../../domain/address.ts';
import { newId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { OutgoingTransaction } from '../../domain/sending/lane.ts';
import type { Db } from '../connect.ts';
import { stopLane } from './stopLane.ts';

interface Block {
  readonly chainId: ChainId;
  readonly number: number;
  readonly hash: BlockHash;
}

/**
 * Records the transactions of lanes that a block holds. One that the lane never signed stops the lane: the key is used
 * elsewhere, or an older database was restored. If it is a purse's, it is a finding, which stops the account's sending on all networks
 * once it is final.
 */
export async function recordOutgoing(
  trx: Db,
  { chainId, number, hash }: Block,
  outgoing: readonly OutgoingTransaction[],
): Promise<void> {
  for (const { sender, nonce, hash: mined, succeeded, gasUsed, fee, skipped } of outgoing) {
    const outcome = { succeeded, gas_used: gasUsed, fee, skipped: JSON.stringify(skipped) };
    const place = { block_number: number, block_hash: hash, ...outcome };
    const known = await trx
      .updateTable('sends')
      .set({ status: 'mined', mined_hash: mined, ...place })
      .where('chain_id', '=', chainId)
      .where('sender', '=', sender)
      .where('nonce', '=', nonce)
      .where(
        sql<boolean>`exists (select from send_attempts a where a.chain_id = ${chainId} and a.hash = ${mined})`,
      )
      .executeTakeFirst();
    if (known.numUpdatedRows === 1n) continue;
    const unknown = { chain_id: chainId, sender, nonce, hash: mined, ...place };
    const { resolved_at } = await trx
      .insertInto('unknown_transactions')
      .values(unknown)
      .onConflict(conflict => conflict.columns(['chain_id', 'hash']).doUpdateSet(place))
      .returning('resolved_at')
      .executeTakeFirstOrThrow();
    if (resolved_at !== null) continue;
    const detail = `block ${String(number)} holds transaction ${mined} with nonce ${String(nonce)}, which the lane never signed`;
    await stopLane(trx, { chainId, sender }, { code: 'unknown_transaction', detail });
    await findUsedKey(trx, { chainId, number, hash }, sender, nonce);
  }
}

/** The finding of a purse whose lane did not sign what has this nonce: each nonce is found once, also by the signer. */
async function findUsedKey(
  trx: Db,
  { chainId, number, hash }: Block,
  sender: Address,
  nonce: number,
): Promise<void> {
  await sql`
    insert into findings (id, account_id, network, chain_id, purse_id, kind, ordinal, block_number, block_hash)
    select ${newId('fnd')}, account_id, network, chain_id, purse_id, 'purse_nonce', ${String(nonce + 1)}, ${number}, ${hash}
    from lanes where chain_id = ${chainId} and sender = ${sender} and purse_id is not null
    on conflict do nothing
  `.execute(trx);
}
