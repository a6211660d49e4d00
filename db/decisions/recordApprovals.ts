import { sql } from 'kysely';
import type { Judgement } from '../../domain/deposits/compliance.ts';
import type { PurseId, TransactionId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { lockPurse } from '../deposits/lockDeposit.ts';
import { limitLockWaits } from '../limitLockWaits.ts';

export interface Approval {
  readonly id: TransactionId;
  readonly judgement: Judgement;
}

/**
 * Records a provider's approvals of one purse's deposits, as `decideDeposit` does for each. The first verdict
 * stands, whoever gave it, and a deposit that is already credited needs none. An approval has no event and no
 * signal.
 */
export async function recordApprovals(
  db: Db,
  purseId: PurseId,
  approvals: readonly Approval[],
): Promise<void> {
  const values = approvals.map(({ id, judgement: { by, score, raw } }) => ({ id, by, score, raw }));
  await db.transaction().execute(async trx => {
    await limitLockWaits(trx);
    const { customer_id } = await trx
      .selectFrom('purses')
      .select('customer_id')
      .where('id', '=', purseId)
      .executeTakeFirstOrThrow();
    await lockPurse(trx, purseId, customer_id);
    await sql`
      update transactions t
      set verdict = 'approve', verdict_by = v.by, verdict_score = v.score, verdict_raw = v.raw, verdict_at = now()
      from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v (id text, by text, score text, raw jsonb)
      where t.id = v.id and t.purse_id = ${purseId} and t.verdict is null
        and (t.credited_to is null or t.credited_to = 'held')
    `.execute(trx);
  });
}
