import { sql } from 'kysely';
import { createAccount } from '../../db/accounts/createAccount.ts';
import type { Db } from '../../db/connect.ts';
import { createEndpoint } from '../../db/webhooks/endpoints.ts';
import { sound } from '../../db/webhooks/forgetFailures.ts';
import type { AccountId, EndpointId } from '../../domain/ids.ts';
import { benchSecrets } from '../databases/benchSecrets.ts';
import { badPaths, privateName, shape } from './shape.ts';

export interface Shops {
  /** Has one good endpoint. */
  readonly well: AccountId;
  /** Has bad endpoints only. */
  readonly bad: AccountId;
}

export async function prepareShops(db: Db, goodUrl: string, badUrl: string): Promise<Shops> {
  const account = async (urls: readonly string[]): Promise<AccountId> => {
    const { accountId } = await createAccount(db, { name: 'bench', livemode: false });
    for (const url of urls) await createEndpoint(db, benchSecrets, accountId, { url });
    return accountId;
  };
  const badUrls = [...badPaths.map(path => `${badUrl}${path}`), `http://${privateName}/`, 'http://10.0.0.5/'];
  return {
    well: await account([goodUrl]),
    bad: await account(badUrls.flatMap(url => Array<string>(shape.ofEachKind).fill(url))),
  };
}

/**
 * Makes the neighbour's endpoints like new, without due deliveries, so that each round meets them at their
 * worst.
 */
export async function forget(db: Db, { bad }: Shops): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ state: 'delivered' })
    .where('state', '<>', 'delivered')
    .where('endpoint_id', 'in', query =>
      query.selectFrom('webhook_endpoints').select('id').where('account_id', '=', bad),
    )
    .execute();
  await db
    .updateTable('webhook_endpoints')
    .set({ ...sound, enabled: true })
    .where('account_id', '=', bad)
    .execute();
}

/** Adds a broken endpoint with this number of waiting deliveries. */
export async function addDeadEndpoint(db: Db, accountId: AccountId, waiting: number): Promise<EndpointId> {
  const { endpoint } = await createEndpoint(db, benchSecrets, accountId, { url: 'https://dead.example/' });
  await db.updateTable('webhook_endpoints').set({ failures: 9 }).where('id', '=', endpoint.id).execute();
  await sql`
    with told as (
      insert into events (id, account_id, sequence, type, resource_type, resource_id, resource_version, data)
      select 'evt_bench' || n, ${accountId}, 1000000000 + n, 'CUSTOMER_UPDATED', 'customer', 'cus_bench' || n, 1, '{}'
      from generate_series(1, ${waiting}::integer) n returning id
    )
    insert into deliveries (event_id, endpoint_id, account_id) select id, ${endpoint.id}, ${accountId} from told`.execute(
    db,
  );
  await sql`vacuum analyze deliveries`.execute(db);
  return endpoint.id;
}
