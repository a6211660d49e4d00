// What is kept of the deposits below the minimum, by purse and currency: their sums, and what is to be done with them next.
import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';

const table = sql`
  create table dust_sums (
    purse_id text not null references purses,
    currency text not null,
    -- Base units. Of quiet deposits in a block: not posted yet, or posted to the unattributed.
    quiet numeric(78, 0) not null default 0,
    -- Of all that is posted to the unattributed on the strength of the block that holds it.
    posted numeric(78, 0) not null default 0,
    -- Of that, what a person freed: all that a declined purse's dust adds up to.
    freed numeric(78, 0) not null default 0,
    -- When quiet deposits in final blocks are to be screened and posted next; null where none is left to be.
    settle_at timestamptz,
    -- The quiet ones reached the minimum: when the next of them are made known to the purse; null when all are.
    wake_at timestamptz,
    -- Those posted reached the minimum: when the next of them are credited; null when all are.
    promote_at timestamptz,
    primary key (purse_id, currency)
  );
  create index dust_sums_to_settle on dust_sums (settle_at) where settle_at is not null;
  create index dust_sums_to_wake on dust_sums (wake_at) where wake_at is not null;
  create index dust_sums_to_promote on dust_sums (promote_at) where promote_at is not null;
`;

const indexes = sql`
  drop index transactions_quiet;
  create index transactions_quiet on transactions (purse_id, currency, leased_until nulls first, id)
    where quiet and credited_to is null and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED')
      and final_block_hash = block_hash;
  drop index transactions_by_sum;
  create index transactions_quiet_open on transactions (purse_id, currency, id)
    where quiet and credited_to is null and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED');
  create index transactions_quiet_posted on transactions (purse_id, currency, id)
    where quiet and credited_to = 'unattributed';
  create index transactions_unattributed on transactions (purse_id, currency, id)
    where credited_to = 'unattributed';
`;

// What rows count for, signed.
const counts = sql`
  sum(sign * amount) filter (where quiet and block_hash is not null
    and (credited_to = 'unattributed' or status = 'PENDING_COMPLIANCE_CHECK')) as quiet,
  sum(sign * amount) filter (where credited_to = 'unattributed' and credited_block_hash = block_hash) as posted,
  sum(sign * amount) filter (where credited_to = 'unattributed' and credited_block_hash = block_hash and freed)
    as freed,
  sum(sign) filter (where quiet and credited_to is null and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED')
    and final_block_hash = block_hash and leased_until is null) as due
`;

// By statement, not by row: a block with 5,000 pieces of dust for one purse changes its sums once. In the order of
// their keys, so that two statements cannot deadlock. A statement that changes no sum locks none.
const addUp = (changed: RawBuilder<unknown>) => sql`
      insert into dust_sums as kept (purse_id, currency, quiet, posted, freed, settle_at)
      select purse_id, currency, coalesce(quiet, 0), coalesce(posted, 0), coalesce(freed, 0),
        case when due > 0 then now() end
      from (
        select purse_id, currency, ${counts} from (${changed}) changed
        where quiet or credited_to = 'unattributed' group by purse_id, currency
      ) change
      where quiet <> 0 or posted <> 0 or freed <> 0 or due > 0
      order by purse_id, currency
      on conflict (purse_id, currency) do update set quiet = kept.quiet + excluded.quiet,
        posted = kept.posted + excluded.posted, freed = kept.freed + excluded.freed,
        settle_at = least(kept.settle_at, excluded.settle_at);`;

const keepSums = sql`
  create function keep_dust_sums() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
${addUp(sql`select *, 1 as sign from new_rows`)}
    else
${addUp(sql`select *, 1 as sign from new_rows union all select *, -1 from old_rows`)}
    end if;
    return null;
  end $$;
  create trigger transactions_dust_inserted after insert on transactions
    referencing new table as new_rows for each statement execute function keep_dust_sums();
  create trigger transactions_dust_updated after update on transactions
    referencing old table as old_rows new table as new_rows for each statement execute function keep_dust_sums();
`;

// What was there before: no sum of it is due, as all that had reached the minimum was credited at once.
const existing = sql`
  insert into dust_sums (purse_id, currency, quiet, posted, freed, settle_at)
  select purse_id, currency, coalesce(quiet, 0), coalesce(posted, 0), coalesce(freed, 0),
    case when waits then now() end
  from (
    select purse_id, currency, ${counts},
      bool_or(quiet and credited_to is null and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED')
        and final_block_hash = block_hash) as waits
    from (select *, 1 as sign from transactions) t
    where quiet or credited_to = 'unattributed'
    group by purse_id, currency
  ) sums
  order by purse_id, currency;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [table, indexes, keepSums, existing]) await part.execute(db);
}
