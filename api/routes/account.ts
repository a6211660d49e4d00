import { z } from 'zod';
import type { AccountView } from '../../db/accounts/accounts.ts';
import { findAccount, updateAccount } from '../../db/accounts/accounts.ts';
import type { Treasury } from '../../db/treasury/readTreasury.ts';
import { readTreasury } from '../../db/treasury/readTreasury.ts';
import type { TreasuryChanges } from '../../db/treasury/setTreasury.ts';
import { setTreasury } from '../../db/treasury/setTreasury.ts';
import { onDeclines } from '../../domain/deposits/states.ts';
import { changesOf } from '../../domain/ledger/audit.ts';
import type { DestinationId } from '../../domain/ids.ts';
import type { Registry } from '../../domain/registry.ts';
import { exampleId, id, text, time } from '../http/fields.ts';
import { invalidField } from '../http/parseInput.ts';
import { readRoute, writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { traceChange } from '../traceChange.ts';
import { treasurySchema } from './sweeping/sweepFields.ts';

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
    createdAt: time,
  })
  .meta({ id: 'Account' });

function present(row: AccountView, treasury: Treasury): z.output<typeof accountSchema> {
  return {
    id: row.id,
    name: row.name,
    livemode: row.livemode,
    pursePeriodSeconds: row.purse_period_seconds,
    onDecline: row.on_decline,
    treasury,
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
  async ({ caller }, { db }) =>
    present(await findAccount(db, caller.accountId), await readTreasury(db, caller.accountId)),
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
      'sweeps that are planned from now on; its change is told with `TREASURY_CHANGED`.',
    tag: 'Account',
    scope: 'admin',
    errors: ['destination_not_active'],
    body: z.strictObject({
      name: text(255).optional(),
      pursePeriodSeconds: z.int().min(period.min).max(period.max).optional(),
      onDecline: onDecline.optional(),
      treasury: z
        .record(text(32), id('dst').nullable())
        .optional()
        .meta({ example: { BSC: exampleId('dst') } }),
    }),
    response: accountSchema,
  },
  async ({ caller, body }, trx, { registry }) => {
    const { before, account } = await updateAccount(trx, caller.accountId, body);
    const changed = await setTreasury(trx, account.id, treasuryOf(registry, body.treasury));
    await traceChange(trx, caller, {
      action: 'update',
      resourceType: 'account',
      resourceId: account.id,
      changes: changesOf(settings(before, changed.before), settings(account, changed.treasury)),
    });
    return { body: present(account, changed.treasury), events: changed.events };
  },
);

function settings(
  { name, purse_period_seconds: pursePeriodSeconds, on_decline: onDecline }: AccountView,
  treasury: Treasury,
) {
  return { name, pursePeriodSeconds, onDecline, treasury };
}

/** Throws `invalid_request` if the registry has no such network. */
function treasuryOf(
  { networks }: Registry,
  given: Readonly<Record<string, DestinationId | null>> = {},
): TreasuryChanges {
  return new Map(
    Object.entries(given).map(([name, destination]) => {
      const network = networks.find(({ code }) => code === name);
      if (!network) throw invalidField(`treasury.${name}`, 'must be the code of a network');
      return [network.code, destination];
    }),
  );
}

export const accountRoutes: readonly Route[] = [get, update];
