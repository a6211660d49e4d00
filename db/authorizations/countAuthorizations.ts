import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import type { ChainId, NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

export interface CountedAuthorizations {
  readonly accountId: AccountId;
  readonly network: NetworkCode;
  readonly chainId: ChainId;
  /** All that were imported for the sweeper's delegate. */
  readonly total: number;
  readonly unused: number;
  /** Unused ones for purses that are not given out yet. */
  readonly ahead: number;
  readonly inFlight: number;
  /** The index of the next purse. */
  readonly nextIndex: number;
}

/** The authorizations of each sweeper, counted from indexes alone: a million takes some 0.2 s. */
export async function countAuthorizations(db: Db): Promise<readonly CountedAuthorizations[]> {
  const of = sql`from sweep_authorizations a where a.chain_id = s.chain_id and a.delegate = s.delegate`;
  const { rows } = await sql<CountedAuthorizations>`
    select s.account_id as "accountId", s.network, s.chain_id as "chainId", n.next as "nextIndex",
      (select count(*) ${of}) as total,
      (select count(*) ${of} and a.state = 'unused') as unused,
      (select count(*) ${of} and a.state = 'unused' and a.hd_index >= n.next) as ahead,
      (select count(*) ${of} and a.state = 'in_flight') as "inFlight"
    from sweepers s
    cross join (select last_value + is_called::int as next from purse_hd_index) n
    where s.delegate is not null
    order by s.account_id, s.network
  `.execute(db);
  return rows;
}
