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

/** The purses of an account on a chain whose lane is stopped, or has something that is not final: at most `limit`. */
export async function busyPurses(
  db: Db,
  accountId: AccountId,
  chainId: ChainId,
  limit: number,
): Promise<readonly Address[]> {
  const { rows } = await sql<{ readonly sender: Address }>`
    select l.sender from lanes l
    where l.account_id = ${accountId} and l.chain_id = ${chainId} and l.purse_id is not null
      and (l.stopped_at is not null or exists (select from sends s
        where s.chain_id = l.chain_id and s.sender = l.sender and s.status <> 'final'))
    order by l.sender limit ${limit}
  `.execute(db);
  return rows.map(({ sender }) => sender);
}
