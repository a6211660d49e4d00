import type { PurseState } from '../../domain/deposits/states.ts';
import { PurserError } from '../../domain/errors.ts';
import type { CustomerId, PurseId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { customerBusy } from '../customers/customerBusy.ts';
import { limitLockWaits } from '../limitLockWaits.ts';

/**
 * Returns the customer's living purse, or creates it as `ISSUING`. The partial unique index decides between
 * callers that ask at the same time, and all get the one row. The share lock on the customer puts this wholly
 * before or wholly after a blocking of the customer. Throws `customer_blocked` if a purse would have to be
 * issued, and `customer_busy`.
 */
export async function reservePurse(
  db: Db,
  customerId: CustomerId,
): Promise<{ readonly purseId: PurseId; readonly state: PurseState }> {
  return db.transaction().execute(async trx => {
    await limitLockWaits(trx);
    const customer = await trx
      .selectFrom('customers')
      .select(['account_id', 'blocked'])
      .where('id', '=', customerId)
      .forShare()
      .executeTakeFirstOrThrow()
      .catch(customerBusy);
    if (!customer.blocked) {
      await trx
        .insertInto('purses')
        .values({ id: newId('pur'), account_id: customer.account_id, customer_id: customerId })
        .onConflict(conflict =>
          conflict
            .column('customer_id')
            .where('state', '<>', 'ARCHIVED')
            .where('released_at', 'is', null)
            .doNothing(),
        )
        .execute();
    }
    const purse = await trx
      .selectFrom('purses')
      .select(['id', 'state'])
      .where('customer_id', '=', customerId)
      .where('state', '<>', 'ARCHIVED')
      .where('released_at', 'is', null)
      .executeTakeFirst();
    if (customer.blocked && purse?.state !== 'ACTIVE' && purse?.state !== 'DECLINED') {
      throw new PurserError('customer_blocked');
    }
    // The purse was archived between the two statements: the next call creates another.
    if (!purse) throw new PurserError('temporarily_unavailable');
    return { purseId: purse.id, state: purse.state };
  });
}
