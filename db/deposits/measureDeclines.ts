import { sql } from 'kysely';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/** What a decline took with it: the purse, only the deposit, or only a deposit below the minimum. */
export const declineKinds = ['purse', 'deposit', 'dust'] as const;
export type DeclineKind = (typeof declineKinds)[number];

export interface MeasuredDeclines {
  readonly chainId: ChainId;
  readonly took: DeclineKind;
  readonly count: number;
}

/**
 * The deposits that were declined in the past hour and not freed since, from an index of only declined
 * deposits.
 */
export async function measureDeclines(db: Db): Promise<readonly MeasuredDeclines[]> {
  const { rows } = await sql<MeasuredDeclines>`
    select t.chain_id as "chainId", case
        when t.quiet then 'dust'
        -- Both are the time of the transaction that decided.
        when p.declined_at = t.verdict_at then 'purse'
        else 'deposit' end as took, count(*)
    from transactions t join purses p on p.id = t.purse_id
    where t.verdict = 'decline' and t.verdict_at > now() - interval '1 hour'
    group by 1, 2
  `.execute(db);
  return rows;
}
