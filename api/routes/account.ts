import { z } from 'zod';
import type { AccountView } from '../../db/accounts/accounts.ts';
import { findAccount, updateAccount } from '../../db/accounts/accounts.ts';
import { findPendingRequest } from '../../db/approvals/approvalRequests.ts';
import { changeSettings } from '../../db/approvals/changeSettings.ts';
import type { Db } from '../../db/connect.ts';
import { readTreasury } from '../../db/treasury/readTreasury.ts';
import { onDeclines } from '../../domain/deposits/states.ts';
import type { AccountId } from '../../domain/ids.ts';
import { changesOf } from '../../domain/ledger/audit.ts';
import { parseAmount } from '../../domain/money.ts';
import type { Registry } from '../../domain/registry.ts';
import { findCurrency } from '../../domain/registry.ts';
import { exampleId, id, plainAmount, text, time } from '../http/fields.ts';
import { invalidField } from '../http/parseInput.ts';
import { readRoute, writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { traceChange } from '../traceChange.ts';
import { payoutLimitSchema, treasurySchema } from './sweeping/sweepFields.ts';

const onDecline = z.enum(onDeclines).meta({
  description:
    'What a declined deposit takes with it. `purse`: its purse is declined, and holds all that is not credited yet and ' +
    'all that comes. `deposit`: that deposit alone is held, and the purse goes on.',
});

const accountSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    livemode: z.boolean(),
    pursePeriodSeconds: z
      .int()
      .meta({ description: 'How long a purse lives without a confirmed deposit.', example: 2_592_000 }),
    onDecline,
    treasury: treasurySchema,
    payoutLimit: payoutLimitSchema,
    approvalRequestId: z.string().nullable().meta({ example: null }),
    createdAt: time,
  })
  .meta({ id: 'Account' });

async function read(db: Db, accountId: AccountId): Promise<z.output<typeof accountSchema>> {
  const row = await findAccount(db, accountId);
  const waiting = await findPendingRequest(db, { accountId, kind: 'update_account', resourceId: accountId });
  return {
    id: row.id,
    name: row.name,
    livemode: row.livemode,
    pursePeriodSeconds: row.purse_period_seconds,
    onDecline: row.on_decline,
    treasury: await readTreasury(db, accountId),
    payoutLimit: row.payout_limit,
    approvalRequestId: waiting?.id ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

const get = readRoute(
  {
    path: '/v1/account',
    summary: 'Get the account of the key',
    tag: 'Account',
    scope: 'read',
    errors: [],
    query: z.strictObject({}),
    response: accountSchema,
  },
  async ({ caller }, { db }) => read(db, caller.accountId),
);

/** In seconds, from a minute, below which a payer could not keep up, to ten years. */
const period = { min: 60, max: 10 * 365 * 24 * 3600 } as const;

const update = writeRoute(
  {
    method: 'post',
    path: '/v1/account',
    summary: 'Update the account',
    description:
      'A new period holds for purses issued from now on, and for others from their next confirmed deposit. `onDecline` ' +
      'holds for all decisions from now on; a purse that was declined before stays so until it is released. `treasury` holds for ' +
      'sweeps that are planned from now on; `TREASURY_CHANGED` and `PAYOUT_LIMIT_CHANGED` tell of changes. What lets more ' +
      'money go, or lets it go elsewhere, waits for a second person, and the answer shows the old value and ' +
      '`approvalRequestId`; if another request waits, the call does nothing. These wait: another treasury, a higher `payoutLimit`, and, once you have a sweeper, `onDecline: deposit`.',
    tag: 'Account',
    scope: 'admin',
    errors: ['destination_not_active', 'approval_pending'],
    body: z.strictObject({
      name: text(255).optional(),
      pursePeriodSeconds: z.int().min(period.min).max(period.max).optional(),
      onDecline: onDecline.optional(),
      treasury: z
        .record(text(32), id('dst').nullable())
        .optional()
        .meta({ example: { BSC: exampleId('dst') } }),
      payoutLimit: z
        .record(text(32), plainAmount.nullable())
        .optional()
        .meta({ example: { USDT_BSC: '500' } }),
    }),
    response: accountSchema,
  },
  async ({ caller, body }, trx, { registry }) => {
    const { accountId, keyId } = caller;
    const { name, pursePeriodSeconds, onDecline: wanted } = body;
    const { before, account } = await updateAccount(trx, accountId, { name, pursePeriodSeconds });
    const { events, changes } = await changeSettings(
      trx,
      registry,
      { accountId, by: keyId },
      {
        ...(body.treasury && { treasury: treasuryOf(registry, body.treasury) }),
        ...(body.payoutLimit && { payoutLimit: limitOf(registry, body.payoutLimit) }),
        ...(wanted && { onDecline: wanted }),
      },
    );
    await traceChange(trx, caller, {
      action: 'update',
      resourceType: 'account',
      resourceId: accountId,
      changes: [...changesOf(plain(before), plain(account)), ...changes],
    });
    return { body: await read(trx, accountId), events };
  },
);

function plain({ name, purse_period_seconds: pursePeriodSeconds }: AccountView) {
  return { name, pursePeriodSeconds };
}

/** Throws `invalid_request` if the registry has no such network. */
function treasuryOf<D>(
  { networks }: Registry,
  given: Readonly<Record<string, D>>,
): Readonly<Record<string, D>> {
  const strange = Object.keys(given).find(name => !networks.some(({ code }) => code === name));
  if (strange === undefined) return given;
  throw invalidField(`treasury.${strange}`, 'must be the code of a network');
}

/** Throws `invalid_request` if the registry has no such currency, or it has not so many decimals. */
function limitOf<L extends string | null>(
  registry: Registry,
  given: Readonly<Record<string, L>>,
): Readonly<Record<string, L>> {
  for (const [code, limit] of Object.entries(given)) {
    const currency = findCurrency(registry, code);
    if (!currency) throw invalidField(`payoutLimit.${code}`, 'must be the code of a currency');
    if (limit !== null && parseAmount(limit, currency.decimals) === undefined) {
      throw invalidField(`payoutLimit.${code}`, `must have ${String(currency.decimals)} decimals at most`);
    }
  }
  return given;
}

export const accountRoutes: readonly Route[] = [get, update];
