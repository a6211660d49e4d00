import { sql } from 'kysely';
import type { PurseId, UnsupportedId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { UnsupportedHit } from '../../domain/scanning/foundBlock.ts';
import type { BlockHeader } from '../../domain/scanning/transfer.ts';
import { sentPerDay } from '../../domain/scanning/unsupportedLimits.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';

/**
 * Records transfers to purses that are not credited: the first of each contract and purse, and only so many a
 * day per purse and per account. So spam does not become a flood, not even through new contracts. Returns the
 * events. An event with a `summary` is the last of its day; later transfers are only counted.
 *
 * The caller must hold the lock on the chain's cursor. The counts are kept per chain, so no other chain's
 * scanner waits for them. Events that other chains record at the same moment are not visible, so a limit may
 * be exceeded by that many.
 */
export async function recordUnsupported(
  trx: Db,
  block: BlockHeader,
  hits: readonly UnsupportedHit[],
): Promise<readonly AccountEvent[]> {
  if (hits.length === 0) return [];
  const first = new Map(
    hits.toReversed().map(hit => [`${hit.purseId} ${hit.contract ?? 'native'}`, hit] as const),
  );
  const byId = new Map([...first.values()].toReversed().map(hit => [newId('uns'), hit]));
  const rows = [...byId].map(([id, hit], nth) => ({
    id,
    nth,
    purse_id: hit.purseId,
    contract: hit.contract ?? 'native',
    tx_hash: hit.txHash,
    address_from: hit.fromChecksum,
    value: hit.value.toString(),
  }));
  const toSend = await sql<EventRow>`
    with today as (select date_trunc('day', now(), 'UTC') as began),
    fresh as (
      select v.*, p.account_id, p.customer_id, p.address_checksum,
        row_number() over (partition by v.purse_id order by v.nth) as of_purse
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as v (id text, nth integer, purse_id text, contract text, tx_hash text, address_from text, value numeric(78, 0))
      join purses p on p.id = v.purse_id
      where not exists (select from unsupported_deposits u
        where u.purse_id = v.purse_id and u.chain_id = ${block.chainId} and u.contract = v.contract)
    ), purse_told as (
      select f.purse_id, (select count(*) from unsupported_deposits u, today
        where u.purse_id = f.purse_id and u.created_at >= today.began) as count
      from (select distinct purse_id from fresh) f
    ), account_told as (
      select f.account_id, (select count(*) from (
        select from unsupported_deposits u, today where u.account_id = f.account_id and u.created_at >= today.began
        limit ${sentPerDay.ofAccount}
      ) few) as count
      from (select distinct account_id from fresh) f
    ), by_purse as (
      select fresh.*, purse_told.count as told_of_purse,
        fresh.of_purse + purse_told.count <= ${sentPerDay.ofPurse} as in_purse
      from fresh join purse_told using (purse_id)
    ), judged as (
      select b.*, a.count as told_of_account,
        a.count + count(*) filter (where in_purse) over (partition by b.account_id order by b.nth) as of_account
      from by_purse b join account_told a using (account_id)
    ), kept as (
      insert into unsupported_deposits (id, account_id, customer_id, purse_id, chain_id, contract, tx_hash,
        block_number, address_from, value)
      select id, account_id, customer_id, purse_id, ${block.chainId}::bigint, contract, tx_hash,
        ${block.number}::bigint, address_from, value
      from judged where in_purse and of_account <= ${sentPerDay.ofAccount}
      on conflict (purse_id, chain_id, contract) do nothing
      returning id
    ), left_out as (
      select case when of_account > ${sentPerDay.ofAccount} or told_of_account >= ${sentPerDay.ofAccount}
          then account_id else purse_id end as scope_id,
        account_id, min(nth) as nth, count(*) as count
      from judged where not (in_purse and of_account <= ${sentPerDay.ofAccount})
      group by 1, 2
    ), tallied as (
      insert into stranger_tallies as t (kind, scope_id, account_id, chain_id, day, count)
      select 'unsupported', scope_id, account_id, ${block.chainId}::bigint, (now() at time zone 'UTC')::date, count
      from left_out
      on conflict (kind, scope_id, chain_id, day) do update set count = t.count + excluded.count
      returning scope_id, count, day
    )
    select j.id, j.account_id, j.customer_id, j.purse_id, j.tx_hash, j.address_from, j.value::text,
      j.address_checksum, j.nth, null as summary
    from judged j join kept using (id)
    union all
    select j.id, j.account_id, j.customer_id, j.purse_id, j.tx_hash, j.address_from, j.value::text,
      j.address_checksum, j.nth, jsonb_build_object(
        'of', case when l.scope_id = j.account_id then 'account' else 'purse' end, 'day', t.day,
        'told', case when l.scope_id = j.account_id then ${sentPerDay.ofAccount}::integer else ${sentPerDay.ofPurse}::integer end)
    from left_out l join judged j using (nth) join tallied t on t.scope_id = l.scope_id and t.count = l.count
    order by nth
  `.execute(trx);
  return toSend.rows.map(row => {
    const hit = byId.get(row.id);
    return {
      accountId: row.account_id,
      type: 'UNSUPPORTED_DEPOSIT_DETECTED',
      resource: { type: 'unsupported_deposit', id: row.id, version: 1 },
      customerId: row.customer_id,
      byName: hit?.known === false,
      data: {
        customerId: row.customer_id,
        purseId: row.purse_id,
        address: row.address_checksum,
        addressFrom: row.address_from,
        chainId: block.chainId,
        contract: hit?.contractChecksum ?? null,
        // In base units: we do not know the decimals of such a contract.
        value: row.value,
        transactionHash: row.tx_hash,
        ...(row.summary ? { summary: row.summary } : {}),
      },
    };
  });
}

interface EventRow {
  readonly id: UnsupportedId;
  readonly account_id: AccountEvent['accountId'];
  readonly customer_id: NonNullable<AccountEvent['customerId']>;
  readonly purse_id: PurseId;
  readonly tx_hash: string;
  readonly address_from: string;
  readonly value: string;
  readonly address_checksum: string | null;
  readonly summary: { readonly of: string; readonly day: string; readonly told: number } | null;
}
