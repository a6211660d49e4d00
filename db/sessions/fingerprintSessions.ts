import { sql } from 'kysely';
import type { SessionId } from '../../domain/ids.ts';
import type { Registry } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { elsewhere } from './paidElsewhere.ts';

/**
 * A fingerprint per existing session: it changes whenever what the payer sees may have changed. One statement
 * serves any number of sessions. The fingerprint covers the session, its payment and its deposits; the last
 * deposit that came for another session of its customer; the purse and the customer; the chain heights of
 * those deposits that are not final, whose confirmations are counted; and for each network that the session
 * can be paid on, whether its scanner is stopped or has not been at the head for `staleMs`.
 *
 * Of the deposits it contains the number and the XOR of their hashes: anybody can send a session a thousand
 * deposits, and their list would be 270 kB at every look. Versions alone would not do: a change that sends
 * the merchant no event, such as finality, does not raise them.
 */
export async function fingerprintSessions(
  db: Db,
  registry: Registry,
  { staleMs }: { readonly staleMs: number },
  ids: readonly SessionId[],
): Promise<ReadonlyMap<SessionId, string>> {
  const codes = registry.currencies.map(({ code }) => code);
  const chains = registry.currencies.map(({ chainId }) => chainId);
  const { rows } = await sql<{ id: SessionId; fingerprint: string }>`
    select sessions.id,
      jsonb_build_array(sessions.version, sessions.status, sessions.expires_at, sessions.expires_at <= now(),
        payments.version, payments.status, payments.paid, payments.late, deposits.count, deposits.hash, elsewhere.id,
        purses.state, customers.blocked, networks.state)::text as fingerprint
    from sessions
    join purses on purses.id = sessions.purse_id
    join customers on customers.id = sessions.customer_id
    left join payments on payments.session_id = sessions.id
    cross join lateral (
      select count(*), bit_xor(hash_record_extended(
        row(transactions.id, transactions.version, transactions.status, transactions.credited_to, transactions.quiet,
          transactions.verdict, transactions.block_number, transactions.block_hash, transactions.final_block_hash,
          case when transactions.final_block_hash is distinct from transactions.block_hash
            then chain_cursors.height end), 0)) as hash
      from transactions left join chain_cursors using (chain_id)
      where transactions.session_id = sessions.id or transactions.expected_session_id = sessions.id
    ) as deposits
    left join lateral (${elsewhere}) as elsewhere on true
    cross join lateral (
      select jsonb_agg(
        jsonb_build_array(chain_id, stopped_code is not null,
          coalesce(caught_up_at < now() - ${staleMs} * interval '1 ms', true))
        order by chain_id) as state
      from chain_cursors
      where chain_id in (
        select listed.chain_id
        from unnest(${codes}::text[], ${chains}::bigint[]) as listed (currency, chain_id)
        where exists (
          select from jsonb_path_query(sessions.price, '$[*].members[*].currency') as accepted
          where accepted #>> '{}' = listed.currency)
      )
    ) as networks
    where sessions.id = any(${ids}::text[])`.execute(db);
  return new Map(rows.map(({ id, fingerprint }) => [id, fingerprint]));
}
