import type { MoneySettings } from '../../domain/approvals.ts';
import { isContrary, partSettings } from '../../domain/approvals.ts';
import type { AccountId, ApiKeyId } from '../../domain/ids.ts';
import type { Change } from '../../domain/ledger/audit.ts';
import { changesOf } from '../../domain/ledger/audit.ts';
import { parseAmount, zero } from '../../domain/money.ts';
import type { Registry } from '../../domain/registry.ts';
import { findCurrency } from '../../domain/registry.ts';
import { lockAccount, updateAccount } from '../accounts/accounts.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { hasSweeper } from '../sweepers/hasSweeper.ts';
import { readTreasury } from '../treasury/readTreasury.ts';
import type { TreasuryChanges } from '../treasury/setTreasury.ts';
import { requireActive, setTreasury } from '../treasury/setTreasury.ts';
import { findPendingRequest } from './approvalRequests.ts';
import { endRequest } from './endRequest.ts';
import { requestApproval } from './requestApproval.ts';
import { setPayoutLimit } from './setPayoutLimit.ts';

interface Maker {
  readonly accountId: AccountId;
  readonly by: ApiKeyId;
}

export interface Applied {
  readonly events: readonly AccountEvent[];
  /** What was changed at once, for the audit. */
  readonly changes: readonly Change[];
}

/**
 * Changes where an account's money goes and how it is held. What one person may do is done; the rest is requested of a second
 * one. Throws `destination_not_active`, also for what would only be requested, and `approval_pending`.
 */
export async function changeSettings(
  trx: Db,
  registry: Registry,
  maker: Maker,
  wanted: MoneySettings,
): Promise<Applied> {
  const { accountId, by } = maker;
  const account = await lockAccount(trx, accountId);
  const { now, later } = partSettings(wanted, {
    treasury: await readTreasury(trx, accountId),
    payoutLimit: account.payout_limit,
    onDecline: account.on_decline,
    sends: await hasSweeper(trx, accountId),
    unitsOf: (code, whole) => parseAmount(whole, findCurrency(registry, code)?.decimals ?? 0) ?? zero,
  });
  for (const [network, id] of destinationsOf(registry, later?.treasury)) {
    if (id !== null) await requireActive(trx, accountId, network, id);
  }
  const applied = await applySettings(trx, registry, maker, now);
  const withdrawn = await withdrawContrary(trx, maker, wanted, later);
  const done = { ...applied, events: [...applied.events, ...withdrawn] };
  if (!later) return done;
  const request = {
    accountId,
    kind: 'update_account',
    resourceId: accountId,
    reason: null,
    change: { ...later },
    by,
  } as const;
  const { events } = await requestApproval(trx, request);
  return { ...done, events: [...done.events, ...events] };
}

/** What one person stops is not started again by a request that was made before. */
async function withdrawContrary(
  trx: Db,
  { accountId, by }: Maker,
  wanted: MoneySettings,
  later: MoneySettings | null,
): Promise<readonly AccountEvent[]> {
  const waiting = await findPendingRequest(trx, { accountId, kind: 'update_account', resourceId: accountId });
  if (!waiting || !isContrary(waiting.change, wanted, later)) return [];
  const reason = 'the same setting was changed meanwhile';
  return (await endRequest(trx, { accountId, keyId: by }, waiting.id, 'canceled', reason)).events;
}

/** Makes the change. */
export async function applySettings(
  trx: Db,
  registry: Registry,
  { accountId }: Pick<Maker, 'accountId'>,
  { treasury, payoutLimit = {}, onDecline }: MoneySettings,
): Promise<Applied> {
  const { before, account } = await updateAccount(trx, accountId, { onDecline });
  const ofTreasury = await setTreasury(trx, accountId, destinationsOf(registry, treasury));
  const ofLimit = await setPayoutLimit(trx, accountId, payoutLimit);
  return {
    events: [...ofTreasury.events, ...ofLimit.events],
    changes: changesOf(
      { onDecline: before.on_decline, treasury: ofTreasury.before, payoutLimit: ofLimit.before },
      { onDecline: account.on_decline, treasury: ofTreasury.treasury, payoutLimit: ofLimit.payoutLimit },
    ),
  };
}

function destinationsOf({ networks }: Registry, treasury: MoneySettings['treasury'] = {}): TreasuryChanges {
  return new Map(
    networks.flatMap(({ code }) => {
      const destination = treasury[code];
      return destination === undefined ? [] : [[code, destination] as const];
    }),
  );
}
