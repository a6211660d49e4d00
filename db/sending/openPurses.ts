import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { AccountId, PurseId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/** A purse whose transaction is under way. */
export interface OpenPurse {
  readonly purseId: PurseId;
  readonly sender: Address;
  readonly fingerprint: string;
  readonly index: number;
}

/** The purses of an account that have sent something on a chain that is not final. */
export async function openPurses(
  db: Db,
  accountId: AccountId,
  chainId: ChainId,
): Promise<readonly OpenPurse[]> {
  const { rows } = await sql<OpenPurse>`
    select p.id as "purseId", l.sender, p.hd_fingerprint as fingerprint, p.hd_index as index
    from lanes l join purses p on p.id = l.purse_id
    where l.chain_id = ${chainId} and l.account_id = ${accountId} and exists (
      select from sends s where s.chain_id = l.chain_id and s.sender = l.sender and s.status <> 'final')
    order by l.sender
  `.execute(db);
  return rows;
}
