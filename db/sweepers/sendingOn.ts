import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

export interface SendingOn {
  /** The senders with a lane. */
  readonly senders: ReadonlySet<Address>;
  /** The sweepers, each with its delay in seconds. */
  readonly sweepers: ReadonlyMap<Address, number>;
  /** The accounts with a sweeper. */
  readonly accounts: readonly AccountId[];
}

interface Row {
  readonly address: Address;
  readonly accountId: AccountId;
  /** Null: it is a sender. */
  readonly delaySeconds: number | null;
}

/** What sends or sweeps on a chain. */
export async function sendingOn(db: Db, chainId: ChainId): Promise<SendingOn> {
  const { rows } = await sql<Row>`
    select sender as address, account_id as "accountId", null::bigint as "delaySeconds" from lanes
    where chain_id = ${chainId}
    union all
    select sweeper, account_id, delay_seconds from sweepers where chain_id = ${chainId}
  `.execute(db);
  const sweepers = rows.flatMap(({ address, accountId, delaySeconds }) =>
    delaySeconds === null ? [] : [{ address, accountId, delaySeconds }],
  );
  return {
    senders: new Set(rows.flatMap(({ address, delaySeconds }) => (delaySeconds === null ? [address] : []))),
    sweepers: new Map(sweepers.map(({ address, delaySeconds }) => [address, delaySeconds])),
    accounts: [...new Set(sweepers.map(({ accountId }) => accountId))],
  };
}
