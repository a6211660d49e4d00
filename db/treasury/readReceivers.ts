import type { SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { ChecksumAddress } from '../../domain/address.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { destinationViews } from '../destinations/destinations.ts';

/** The addresses to which an account may sweep now, for each network on which it has a sweeper. */
export type ActiveReceivers = ReadonlyMap<NetworkCode, ReadonlySet<ChecksumAddress>>;

export async function readReceivers(db: Db, accountId: AccountId): Promise<ActiveReceivers> {
  const own = sql<SqlBool>`d.account_id = ${accountId} and d.kind = 'treasury' and d.disabled_at is null`;
  const { rows } = await sql<{ readonly network: NetworkCode; readonly receivers: ChecksumAddress[] }>`
    select s.network, coalesce(array_agg(v.address_checksum) filter (where v.status = 'active'), '{}') as receivers
    from sweepers s left join (${destinationViews(own)}) v on v.network = s.network
    where s.account_id = ${accountId}
    group by s.network order by s.network
  `.execute(db);
  return new Map(rows.map(({ network, receivers }) => [network, new Set(receivers)]));
}
