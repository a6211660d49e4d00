import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

export interface SendingOn {
  /** The operators' keys with a lane. */
  readonly operators: ReadonlySet<Address>;
  /** Those of the payers that are purses with a lane. */
  readonly purses: ReadonlySet<Address>;
  /** The sweepers, each with its delay in seconds. */
  readonly sweepers: ReadonlyMap<Address, number>;
  /** The accounts that sweep, by whatever method. */
  readonly accounts: readonly AccountId[];
}

interface Row {
  readonly is: 'operator' | 'purse' | 'sweeper';
  /** Null where the account sweeps without a contract. */
  readonly address: Address | null;
  readonly accountId: AccountId;
  readonly delaySeconds: number | null;
}

/** What sends or sweeps on a chain. There may be a million purses, so only `payers` are looked up, who sent something. */
export async function sendingOn(db: Db, chainId: ChainId, payers: readonly Address[]): Promise<SendingOn> {
  const { rows } = await sql<Row>`
    select 'operator' as is, sender as address, account_id as "accountId", null::bigint as "delaySeconds" from lanes
    where chain_id = ${chainId} and purse_id is null
    union all
    select 'purse', sender, account_id, null from lanes
    where chain_id = ${chainId} and purse_id is not null and sender = any (${payers})
    union all
    select 'sweeper', sweeper, account_id, delay_seconds from sweepers where chain_id = ${chainId}
  `.execute(db);
  const addresses = (is: Row['is']): ReadonlySet<Address> =>
    new Set(rows.flatMap(row => (row.is === is && row.address !== null ? [row.address] : [])));
  const accounts = rows.flatMap(({ is, accountId }) => (is === 'sweeper' ? [accountId] : []));
  return {
    operators: addresses('operator'),
    purses: addresses('purse'),
    sweepers: new Map(
      rows.flatMap(({ address, delaySeconds }) =>
        address === null || delaySeconds === null ? [] : [[address, delaySeconds] as const],
      ),
    ),
    accounts: [...new Set(accounts)],
  };
}
