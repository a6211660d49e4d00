import { createApiKey } from '../../db/accounts/createApiKey.ts';
import type { Db } from '../../db/connect.ts';
import { blockCustomer } from '../../db/customers/blockCustomer.ts';
import { allocateDeposit } from '../../db/decisions/allocateDeposit.ts';
import { decideByHand } from '../../db/decisions/decideByHand.ts';
import { appendEvents } from '../../db/events/appendEvents.ts';
import { releasePurse } from '../../db/purses/releasePurse.ts';
import type { VerdictOutcome } from '../../domain/deposits/decision.ts';
import type { Verdict } from '../../domain/deposits/states.ts';
import type { TransactionId } from '../../domain/ids.ts';
import type { Owner } from './fixtures.ts';
import { currencyOf, minedDeposits, must, newOwner } from './fixtures.ts';

/** The money cannot leave the account's purses: nobody else is asked. */
export const alone = (): Promise<boolean> => Promise.resolve(true);

/** A merchant's person who decides: each decision in its own transaction, as in the API. */
export interface Person {
  decide(id: TransactionId, verdict: Verdict, reason?: string): Promise<VerdictOutcome>;
  allocate(id: TransactionId, to: 'customer' | 'merchant'): Promise<void>;
  block(blocked: boolean): Promise<void>;
  release(): Promise<void>;
}

export async function personOf(db: Db, { accountId, customerId, purseId }: Owner): Promise<Person> {
  const { keyId: by } = await createApiKey(db, accountId, { scopes: ['admin'], label: 'person' });
  return {
    decide: (id, verdict, reason = 'r') =>
      db.transaction().execute(async trx => {
        const { outcome, events } = await decideByHand(trx, currencyOf, id, {
          ...{ verdict, reason, by },
          mayFree: alone,
        });
        await appendEvents(trx, events);
        if (outcome === 'needs_approval') throw new Error('one person may free it');
        return outcome;
      }),
    allocate: (id, to) =>
      db.transaction().execute(async trx => {
        const allocation = { to, reason: 'r', by, mayAllocate: alone };
        await appendEvents(trx, (await allocateDeposit(trx, currencyOf, id, allocation)).events);
      }),
    block: blocked =>
      db.transaction().execute(async trx => {
        const change = { blocked, reason: 'r', by };
        const { events } = await blockCustomer(trx, accountId, { id: customerId }, change);
        await appendEvents(trx, events);
      }),
    release: () =>
      db.transaction().execute(trx => releasePurse(trx, accountId, purseId, { reason: 'r', by })),
  };
}

/** A new customer's deposits in a block that is not final, and a person who can decide over them. */
export async function undecided(db: Db, ...amounts: readonly bigint[]) {
  const owner = await newOwner(db);
  const mined = await minedDeposits(db, owner, amounts);
  return {
    owner,
    ...mined,
    id: must(mined.ids[0]),
    transfer: must(mined.hits[0]),
    person: await personOf(db, owner),
  };
}
