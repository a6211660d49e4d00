import { sql } from 'kysely';
import type { SessionId } from '../../domain/ids.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { latePeriodAndADay } from '../latePeriod.ts';

/** The most points in time saved per session and currency; the oldest is dropped. */
const mostSaved = 16;

/**
 * Records that the session's page asks its payer for a currency now, by the database's clock: of equal
 * sessions, the one whose page last asked gets a deposit (docs/rules-of-money.md, 6). Writes nothing if this
 * page was the last to ask anyway, or if the session is over, so a page that is loaded again and again
 * changes nothing. Waits for nobody's lock.
 */
export async function recordChoice(db: Db, id: SessionId, currency: CurrencyCode): Promise<void> {
  await sql`
    insert into page_choices as kept (session_id, currency, asked_at)
    select s.id, ${currency}, array[clock_timestamp()] from sessions s
    where s.id = ${id} and s.status in ('open', 'processing') and s.expires_at > now()
      and s.id is distinct from (
        select c.session_id from sessions o join page_choices c on c.session_id = o.id
        where o.customer_id = s.customer_id and c.currency = ${currency}
          -- Paid ones too: a fork may take their deposit back. Older ones get no deposit any more.
          and o.expires_at > now() - ${latePeriodAndADay}
        order by c.asked_at[cardinality(c.asked_at)] desc, c.session_id limit 1
      )
    on conflict (session_id, currency) do update
    set asked_at = (kept.asked_at || excluded.asked_at)[greatest(1, cardinality(kept.asked_at) + 2 - ${mostSaved}):]
  `.execute(db);
}
