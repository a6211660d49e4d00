import { sql } from 'kysely';
import { PurserError } from '../../../domain/errors.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { Db } from '../../connect.ts';

const mostAnHour = 20;

/**
 * Throws `rate_limited` if keys of the account had sweeps planned 20 times within an hour: each costs the operator gas,
 * whatever it moves. One call may have planned several sweeps; they have one time, that of its transaction. Until the
 * transaction ends no other call of the account is counted, so that 20 at once are 20.
 */
export async function limitSweeps(trx: Db, accountId: AccountId): Promise<void> {
  await trx.selectFrom('accounts').select('id').where('id', '=', accountId).forNoKeyUpdate().execute();
  const { rows } = await sql<{ readonly waits: number }>`
    select ceil(extract(epoch from at + interval '1 hour' - now()))::integer as waits
    from (
      select distinct created_at as at from sweeps
      where account_id = ${accountId} and requested_by is not null and created_at > now() - interval '1 hour'
    ) asked
    order by at desc offset ${mostAnHour - 1} limit 1
  `.execute(trx);
  const [oldest] = rows;
  if (!oldest) return;
  throw new PurserError(
    'rate_limited',
    `The account asked for sweeps ${String(mostAnHour)} times within an hour.`,
    { retryAfterSeconds: Math.max(1, oldest.waits) },
  );
}
