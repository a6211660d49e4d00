import { sql } from 'kysely';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import type { BlockHash, TxHash } from '../../domain/address.ts';
import type { DestinationId, PurseId, SweepId } from '../../domain/ids.ts';
import { address, finalHeight, TestScan, txHash } from '../db/fixtures.ts';
import { newSweeper, says } from '../db/destinations/destinationWorld.ts';
import { seedCustomer, seedDeposit } from './seedDeposit.ts';
import type { Merchant, Reply, TestApi } from './startApi.ts';
import { newMerchant, startApi } from './startApi.ts';

/** The API, and a chain whose blocks are all final. */
export interface SweepWorld {
  readonly api: TestApi;
  readonly scan: TestScan;
}

export async function startSweepWorld(options?: Parameters<typeof startApi>[0]): Promise<SweepWorld> {
  const api = await startApi(options);
  return { api, scan: await TestScan.start(api.db) };
}

/** A merchant with a sweeper and an active destination on ETHEREUM, which is the treasury. */
export interface Sweeping extends Merchant {
  /** A key of scopes read and payout. */
  readonly payer: string;
  readonly destinationId: DestinationId;
  readonly destination: string;
}

export async function newSweepingMerchant({ api, scan }: SweepWorld): Promise<Sweeping> {
  const merchant = await newMerchant(api.db);
  const { accountId, keys } = merchant;
  const sweeper = await newSweeper(api.db, accountId);
  const destination = address();
  const made = await api.call('POST', '/v1/destinations', {
    key: keys.admin,
    body: { network: 'ETHEREUM', address: destination, label: 'Safe' },
  });
  await scan.commit({
    destinations: [says('proposed', sweeper, destination)],
    final: finalHeight(scan.cursor.height + 1),
  });
  const set = await api.call('POST', '/v1/account', {
    key: keys.admin,
    body: { treasury: { ETHEREUM: made.body.id } },
  });
  if (set.status !== 200) throw new Error(set.text);
  const approved = await approvePending(api, merchant);
  if (approved.some(({ status }) => status !== 200)) throw new Error('the treasury was not approved');
  const { key } = await createApiKey(api.db, accountId, { scopes: ['read', 'payout'], label: 'payer' });
  return { ...merchant, payer: key, destinationId: made.body.id as DestinationId, destination };
}

/** A second person approves all that waits for one. */
export async function approvePending(api: TestApi, { keys }: Merchant): Promise<readonly Reply[]> {
  const { body } = await api.call('GET', '/v1/approval-requests?status=pending', { key: keys.read });
  const replies: Reply[] = [];
  for (const { id } of body.data) {
    replies.push(
      await api.call('POST', `/v1/approval-requests/${id}/approve`, { key: keys.approve, body: {} }),
    );
  }
  return replies;
}

let customers = 0;

/** A purse with an authorization; each amount, in base units, is a deposit that is credited and final. */
export async function seedSweepable(
  { api }: SweepWorld,
  { keys }: Merchant,
  amounts: readonly string[],
  currency = 'ETH',
): Promise<{ readonly purseId: PurseId; readonly customerId: string; readonly deposits: readonly string[] }> {
  customers += 1;
  const customerId = await seedCustomer(api, `sweepable-${String(customers)}`, keys.write);
  const deposits = await Promise.all(
    amounts.map(amount =>
      seedDeposit(api, { customerId, amount, currency, blockNumber: 0, status: 'CONFIRMED' }),
    ),
  );
  await sql`update transactions set credited_to = 'customer', credited_block_hash = block_hash, compliance_status = 'CHECKED'
    where id = any (${deposits})`.execute(api.db);
  const { rows } = await sql<{ id: PurseId }>`
    with p as (select id, account_id, address, hd_index from purses where customer_id = ${customerId}),
      a as (insert into sweep_authorizations (chain_id, delegate, authority, nonce, hd_index, sealed)
        select s.chain_id, s.delegate, p.address, 0, p.hd_index, 'sealed' from p join sweepers s on s.account_id = p.account_id)
    select id from p`.execute(api.db);
  const [purse] = rows;
  if (!purse) throw new Error('the customer has no purse');
  return { purseId: purse.id, customerId, deposits: deposits.toSorted() };
}

/** Saves a nonce and its attempts for a sweep, as the signer does. With a fee, in wei, the last attempt is in a final block. */
export async function seedSend(
  { api: { db } }: SweepWorld,
  sweepId: SweepId,
  { fee, attempts = 1 }: { readonly fee?: bigint; readonly attempts?: number },
): Promise<readonly TxHash[]> {
  const hashes = Array.from({ length: attempts }, () => txHash());
  const { account_id, network, chain_id } = await db
    .selectFrom('sweeps')
    .selectAll()
    .where('id', '=', sweepId)
    .executeTakeFirstOrThrow();
  // A lane for each sweep: which nonces follow each other is not the business of these tests.
  const place = { chain_id, sender: address(), nonce: 7 };
  await db
    .insertInto('lanes')
    .values({ chain_id, sender: place.sender, account_id, network, next_nonce: 8 })
    .execute();
  const mined = {
    mined_hash: hashes.at(-1) ?? null,
    block_number: 1,
    block_hash: txHash() as string as BlockHash,
  };
  await db
    .insertInto('sends')
    .values({
      ...{ ...place, intent_kind: 'sweep', intent_id: sweepId },
      ...(fee === undefined ? {} : { ...mined, status: 'final', succeeded: true, gas_used: 21_000n, fee }),
    })
    .execute();
  await db
    .insertInto('send_attempts')
    .values(
      hashes.map((hash, index) => ({
        ...{
          ...place,
          number: index + 1,
          hash,
          raw: '0x02',
          is_empty: false,
          gas_limit: 500_000n,
          value: 0n,
        },
        ...{ max_fee_per_gas: 3_500_000_000n, max_priority_fee_per_gas: 100_000_000n },
      })),
    )
    .execute();
  return hashes;
}

/** Calls by the key of `merchant()` that may read and pay, each with an idempotency key of its own. */
export function askingBy(world: () => SweepWorld, merchant: () => Sweeping) {
  let keys = 0;
  const call = (method: string, at: string, body?: unknown, key = merchant().payer): Promise<Reply> => {
    keys += 1;
    const headers = { 'idempotency-key': `key ${String(keys)}` };
    return world().api.call(method, at, { key, body, headers });
  };
  const sweep = (more: object = {}, key?: string) =>
    call('POST', '/v1/sweeps', { network: 'ETHEREUM', ...more }, key);
  const quote = async (more: object = {}) =>
    JSON.parse((await call('POST', '/v1/sweeps/quote', { network: 'ETHEREUM', ...more })).text) as unknown;
  /** What a sweep of what there is was planned as: the answer is a list. */
  const planned = async (more?: object) => {
    const { status, text } = await sweep(more);
    if (status !== 202) throw new Error(text);
    return JSON.parse(text) as readonly { readonly id: SweepId; readonly items: readonly object[] }[];
  };
  const one = async (more?: object): Promise<SweepId> => {
    const [first] = await planned(more);
    if (!first) throw new Error('nothing was planned');
    return first.id;
  };
  const codeOf = ({ status, body }: Reply) => [status, body.code];
  return { call, codeOf, one, planned, quote, sweep };
}
