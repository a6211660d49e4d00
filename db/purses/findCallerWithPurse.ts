import type { SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { Caller } from '../../domain/caller.ts';
import { hashApiKey } from '../accounts/createApiKey.ts';
import { callerColumns, isValidKey } from '../accounts/findApiKey.ts';
import { batchPerTurn } from '../batchPerTurn.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import { prepareStatement } from '../prepareStatement.ts';
import type { PurseOfCustomer, PurseOfCustomerRow } from './findPurseOfCustomer.ts';
import { isLivingPurse, purseOfCustomerColumns, toPurseOfCustomer } from './findPurseOfCustomer.ts';

export interface CallerWithPurse {
  readonly caller: Caller;
  /** Undefined when the caller's account has no such customer. */
  readonly customer: PurseOfCustomer | undefined;
}

/** If the account has no such customer, all columns of the customer and its purse are null. */
type Row = Caller & { readonly [Column in keyof PurseOfCustomerRow]: PurseOfCustomerRow[Column] | null };

interface Asked {
  readonly hash: Buffer;
  readonly customer: string;
}

/** One statement for each way to name a customer: each has its own index. */
const findBy = (column: 'id' | 'external_id') => {
  const statement = prepareStatement<{ hashes: readonly Buffer[]; customers: readonly string[] }>()(
    `caller_with_purse_by_${column}`,
    (db, slot) =>
      db
        .selectFrom(
          sql<{ hash: Buffer; customer: string; place: number }>`
            unnest(${slot('hashes')}::bytea[], ${slot('customers')}::text[]) with ordinality`.as<'asked'>(
            sql`asked (hash, customer, place)`,
          ),
        )
        .innerJoin('api_keys as k', 'k.hash', 'asked.hash')
        .innerJoin('accounts as a', 'a.id', 'k.account_id')
        .leftJoin('customers as c', join =>
          join
            .onRef('c.account_id', '=', 'a.id')
            .on(sql<SqlBool>`${sql.ref(`c.${column}`)} = asked.customer`),
        )
        .leftJoin('purses as p', join => join.on(isLivingPurse))
        .select(['asked.place', ...callerColumns, ...purseOfCustomerColumns])
        .where(isValidKey),
  );
  return batchPerTurn(async (db, asked: readonly Asked[]) => {
    const rows = await statement(db, {
      hashes: asked.map(({ hash }) => hash),
      customers: asked.map(({ customer }) => customer),
    });
    const found = asked.map((): CallerWithPurse | null => null);
    for (const row of rows) found[row.place - 1] = toCallerWithPurse(row);
    return found;
  });
};

const findById = findBy('id');
const findByExternalId = findBy('external_id');

/**
 * The caller whose key it is, with a customer of that account and its living purse, all as of one moment;
 * null if the key belongs to nobody.
 */
export async function findCallerWithPurse(
  db: Db,
  key: string,
  ref: CustomerRef,
): Promise<CallerWithPurse | null> {
  const hash = hashApiKey(key);
  return 'id' in ref
    ? findById(db, { hash, customer: ref.id })
    : findByExternalId(db, { hash, customer: ref.externalId });
}

function toCallerWithPurse({
  keyId,
  accountId,
  livemode,
  scopes,
  customerId,
  blocked,
  ...purse
}: Row): CallerWithPurse {
  return {
    caller: { keyId, accountId, livemode, scopes },
    customer:
      customerId === null || blocked === null
        ? undefined
        : toPurseOfCustomer({ ...purse, customerId, blocked }),
  };
}
