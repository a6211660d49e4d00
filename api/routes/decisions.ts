import { z } from 'zod';
import { openLimit } from '../../db/approvals/openLimit.ts';
import { pinned } from '../../db/approvals/pinned.ts';
import { requestApproval } from '../../db/approvals/requestApproval.ts';
import type { Db } from '../../db/connect.ts';
import { allocateDeposit } from '../../db/decisions/allocateDeposit.ts';
import { decideByHand } from '../../db/decisions/decideByHand.ts';
import { findDeposit } from '../../db/deposits/deposits.ts';
import { hasSweeper } from '../../db/sweepers/hasSweeper.ts';
import type { ApprovalChange, ApprovalKind } from '../../domain/approvals.ts';
import type { Caller } from '../../domain/caller.ts';
import { PurserError } from '../../domain/errors.ts';
import type { ApprovalRequestId, TransactionId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import type { Registry } from '../../domain/registry.ts';
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

const decidedSchema = transactionSchema
  .extend({ approvalRequestId: z.string().nullable().meta({ example: null }) })
  .meta({ id: 'DecidedTransaction' });

interface Call {
  readonly caller: Caller;
  readonly trx: Db;
  readonly registry: Registry;
}

async function decided(
  { caller, trx, registry }: Call,
  id: TransactionId,
  approvalRequestId: ApprovalRequestId | null,
): Promise<z.output<typeof decidedSchema>> {
  const deposit = presentDeposit(registry, await findDeposit(trx, caller.accountId, id));
  return { ...deposit, approvalRequestId };
}

/** The deposit stays as it is until a second person approves. */
async function askAnother(
  call: Call,
  {
    kind,
    id,
    change,
    reason,
  }: {
    readonly kind: ApprovalKind;
    readonly id: TransactionId;
    readonly change: ApprovalChange;
    readonly reason: string;
  },
) {
  const { accountId, keyId: by } = call.caller;
  const wanted = { accountId, kind, resourceId: id, change, reason, by };
  const { request, events } = await requestApproval(call.trx, wanted);
  return { body: await decided(call, id, request.id), events };
}

const decide = writeRoute(
  {
    method: 'post',
    path: '/v1/transactions/{id}/compliance',
    summary: 'Decide a deposit by hand',
    description:
      'An approved deposit stays `PENDING_COMPLIANCE_CHECK` until its block is final. A declined one is held, ' +
      'and its purse is declined unless the amount is below the minimum. `approve` also frees a deposit that ' +
      'was declined, or that is held since its purse was: it goes where it would have gone without. Once you have a ' +
      'sweeper that waits for a second person, and the answer names the request in `approvalRequestId`.',
    tag: 'Transactions',
    scope: 'admin',
    errors: ['transaction_not_found', 'already_decided', 'approval_pending'],
    body: z.strictObject({ verdict: z.enum(['approve', 'decline']), reason: text(1000) }),
    concerns: concernedDeposit,
    response: decidedSchema,
  },
  async ({ caller, parameter, body }, trx, { registry }) => {
    const id = requireDepositId(parameter);
    // The deposit must belong to this account. This is checked before anything is locked.
    await findDeposit(trx, caller.accountId, id);
    const mayFree = async (): Promise<boolean> => !(await hasSweeper(trx, caller.accountId));
    const decision = { ...body, by: caller.keyId, mayFree };
    const { outcome, deposit, events } = await decideByHand(trx, currencyIn(registry), id, decision);
    switch (outcome) {
      case 'needs_approval': {
        const change = { verdict: 'approve', asked: deposit ? pinned(deposit) : null };
        return askAnother(
          { caller, trx, registry },
          { kind: 'free_deposit', id, change, reason: body.reason },
        );
      }
      case 'not_found':
        throw new PurserError('transaction_not_found');
      case 'already_decided':
        throw new PurserError('already_decided');
      case 'recorded':
        return { body: await decided({ caller, trx, registry }, id, null), events };
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
      'minimum (to the customer, or to you). A reorg reverses it with the deposit. Once you have a sweeper, what is above ' +
      '`payoutLimit` of the account within 24 hours waits for a second person: `approvalRequestId` names the request.',
    tag: 'Transactions',
    scope: 'admin',
    idempotencyKeyRequired: true,
    errors: ['transaction_not_found', 'not_allocatable', 'approval_pending'],
    body: z.strictObject({ to: z.enum(['customer', 'merchant']), reason: text(1000) }),
    concerns: concernedDeposit,
    response: decidedSchema,
  },
  async ({ caller, parameter, body }, trx, { registry }) => {
    const id = requireDepositId(parameter);
    await findDeposit(trx, caller.accountId, id);
    const mayAllocate = await openLimit(trx, registry, caller.accountId);
    const { outcome, deposit, events } = await allocateDeposit(trx, currencyIn(registry), id, {
      ...{ ...body, by: caller.keyId },
      mayAllocate,
    });
    if (outcome === 'needs_approval') {
      const { to, reason } = body;
      return askAnother(
        { caller, trx, registry },
        { kind: 'allocate', id, change: { to, asked: pinned(deposit) }, reason },
      );
    }
    return { body: await decided({ caller, trx, registry }, id, null), events };
  },
);

export const decisionRoutes: readonly Route[] = [decide, allocate];
