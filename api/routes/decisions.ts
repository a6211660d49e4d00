import { z } from 'zod';
import { allocateDeposit } from '../../db/decisions/allocateDeposit.ts';
import { decideByHand } from '../../db/decisions/decideByHand.ts';
import { findDeposit } from '../../db/deposits/deposits.ts';
import { PurserError } from '../../domain/errors.ts';
import { parseId } from '../../domain/ids.ts';
import { currencyIn } from '../../domain/registry.ts';
import { text } from '../http/fields.ts';
import { writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { presentDeposit, requireDepositId, transactionSchema } from './transactions.ts';

/** The deposit that the path names. The write waits for the turn of its customer. */
function concernedDeposit({ parameter }: { readonly parameter: string }) {
  const deposit = parseId('txn', parameter);
  return deposit && { deposit };
}

const decide = writeRoute(
  {
    method: 'post',
    path: '/v1/transactions/{id}/compliance',
    summary: 'Decide a deposit by hand',
    description:
      'An approved deposit stays `PENDING_COMPLIANCE_CHECK` until its block is final. A declined one is held, ' +
      'and its purse is declined unless the amount is below the minimum. `approve` also frees a deposit that ' +
      'was declined, or that is held since its purse was: it goes where it would have gone without.',
    tag: 'Transactions',
    scope: 'admin',
    errors: ['transaction_not_found', 'already_decided'],
    body: z.strictObject({ verdict: z.enum(['approve', 'decline']), reason: text(1000) }),
    concerns: concernedDeposit,
    response: transactionSchema,
  },
  async ({ caller, parameter, body }, trx, { registry }) => {
    const id = requireDepositId(parameter);
    // The deposit must belong to this account. This is checked before anything is locked.
    await findDeposit(trx, caller.accountId, id);
    const decision = { ...body, by: caller.keyId };
    const { outcome, events } = await decideByHand(trx, currencyIn(registry), id, decision);
    switch (outcome) {
      case 'not_found':
        throw new PurserError('transaction_not_found');
      case 'already_decided':
        throw new PurserError('already_decided');
      case 'recorded':
        return { body: presentDeposit(registry, await findDeposit(trx, caller.accountId, id)), events };
    }
  },
);

const allocate = writeRoute(
  {
    method: 'post',
    path: '/v1/transactions/{id}/allocate',
    summary: 'Allocate a deposit',
    description:
      'Your decision over money that came while its customer was blocked (to the customer), or that is below the ' +
      'minimum (to the customer, or to you). A reorg reverses it with the deposit.',
    tag: 'Transactions',
    scope: 'admin',
    idempotencyKeyRequired: true,
    errors: ['transaction_not_found', 'not_allocatable'],
    body: z.strictObject({ to: z.enum(['customer', 'merchant']), reason: text(1000) }),
    concerns: concernedDeposit,
    response: transactionSchema,
  },
  async ({ caller, parameter, body }, trx, { registry }) => {
    const id = requireDepositId(parameter);
    await findDeposit(trx, caller.accountId, id);
    const events = await allocateDeposit(trx, currencyIn(registry), id, { ...body, by: caller.keyId });
    return { body: presentDeposit(registry, await findDeposit(trx, caller.accountId, id)), events };
  },
);

export const decisionRoutes: readonly Route[] = [decide, allocate];
