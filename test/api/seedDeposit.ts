import type { TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { TestApi } from './startApi.ts';

interface Seed {
  readonly customerId: string;
  readonly currency?: string;
  /** Base units. */
  readonly amount?: string;
  readonly status?: string;
  readonly blockNumber?: number | null;
}

let made = 0;

/** A deposit to the customer's latest purse, as the scanner leaves it. */
export async function seedDeposit(api: TestApi, seed: Seed): Promise<TransactionId> {
  const id = newId('txn');
  const block = seed.blockNumber === undefined ? 100 : seed.blockNumber;
  made += 1;
  await api.rows`
    insert into transactions (id, account_id, customer_id, purse_id, chain_id, tx_hash, kind, ordinal, currency,
      address_from, amount, status, compliance_status, block_number, block_hash)
    select ${id}, account_id, customer_id, id, 31337, ${`0x${made.toString(16).padStart(64, '0')}`}, 'native', '0',
      ${seed.currency ?? 'ETH'}, ${`0x${'C'.repeat(40)}`}, ${seed.amount ?? '1500000000000000000'}::numeric,
      ${seed.status ?? 'PENDING_COMPLIANCE_CHECK'}, 'IN_PROGRESS', ${block}::bigint,
      ${block === null ? null : `0x${'b'.repeat(64)}`}
    from purses where customer_id = ${seed.customerId} order by id desc limit 1`;
  return id;
}

/** A customer with a purse. */
export async function seedCustomer(
  api: TestApi,
  externalId: string,
  key = api.merchant.keys.write,
): Promise<string> {
  const { body } = await api.call('POST', '/v1/customers', { body: { externalId }, key });
  await api.call('GET', `/v1/purse?customerId=${externalId}&currency=ETH`, { key });
  return body.id;
}

/** Posts a deposit to one of the books, as settling does. */
export async function seedPosting(
  api: TestApi,
  id: TransactionId,
  to: string,
  amount: string,
): Promise<void> {
  await api.rows`
    with e as (
      insert into entries (id, account_id, transaction_id, purpose, incarnation)
      select ${newId('ent')}, account_id, id, 'credit', 0 from transactions where id = ${id} returning id
    )
    insert into postings (entry_id, account_id, ledger, customer_id, purse_id, currency, amount)
    select e.id, t.account_id, p.ledger, t.customer_id, t.purse_id, t.currency, p.amount
    from e, transactions t, (values ('custody', -${amount}::numeric), (${to}, ${amount}::numeric)) as p (ledger, amount)
    where t.id = ${id}`;
}
