import { describeDeposits, describeHeld } from '../db/deposits/describeDeposits.ts';
import type { DescribedPurse, DescribeInput } from '../domain/messages.ts';
import { currencyIn } from '../domain/registry.ts';
import type { ActivityDeps } from './deps.ts';
import { mapErrors } from './mapErrors.ts';

/** How many held deposits are named one by one. */
const namedAtOnce = 20;

/**
 * Describes what a person must know about the deposits that wait for one, and about the money that the purse
 * holds.
 */
export function createDescribeDeposits({ db, registry }: Pick<ActivityDeps, 'db' | 'registry'>) {
  const currencyOf = currencyIn(registry);
  return ({ purseId, transactionIds }: DescribeInput): Promise<DescribedPurse> =>
    mapErrors(async () => ({
      deposits: await describeDeposits(db, currencyOf, purseId, transactionIds),
      held: await describeHeld(db, currencyOf, purseId, namedAtOnce),
    }));
}
