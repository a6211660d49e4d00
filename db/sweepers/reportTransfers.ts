import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ChainId, NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

interface TransferOn {
  readonly code: NetworkCode;
  readonly chainId: ChainId;
  readonly destinations: readonly Address[];
}

/**
 * Saves on which networks an account's purses send by themselves, and where they may send to: what the signer's settings file
 * lists now, and nothing else. Returns the networks on which the account sweeps by the other method: a purse is swept by one
 * for good, so nothing of them is saved.
 */
export async function reportTransfers(
  db: Db,
  accountId: AccountId,
  networks: readonly TransferOn[],
): Promise<readonly NetworkCode[]> {
  return db.transaction().execute(async trx => {
    const clashes: NetworkCode[] = [];
    const listed: {
      readonly account_id: AccountId;
      readonly network: NetworkCode;
      readonly address: Address;
    }[] = [];
    for (const { code, chainId, destinations } of networks) {
      await trx
        .insertInto('sweepers')
        .values({ account_id: accountId, network: code, chain_id: chainId, method: 'transfer' })
        .onConflict(conflict => conflict.columns(['account_id', 'network']).doNothing())
        .execute();
      const { method, chain_id } = await trx
        .selectFrom('sweepers')
        .select(['method', 'chain_id'])
        .where('account_id', '=', accountId)
        .where('network', '=', code)
        .executeTakeFirstOrThrow();
      if (method !== 'transfer' || chain_id !== chainId) clashes.push(code);
      else listed.push(...destinations.map(address => ({ account_id: accountId, network: code, address })));
    }
    await sql`
      delete from listed_destinations d where account_id = ${accountId} and not exists (
        select from unnest(${listed.map(({ network }) => network)}::text[], ${listed.map(({ address }) => address)}::text[])
          as l (network, address) where l.network = d.network and l.address = d.address)
    `.execute(trx);
    if (listed.length > 0) {
      await trx
        .insertInto('listed_destinations')
        .values(listed)
        .onConflict(conflict => conflict.doNothing())
        .execute();
    }
    return clashes;
  });
}
