import type { Json } from './events.ts';
import type { BaseUnits } from './money.ts';
import { zero } from './money.ts';
import type { OnDecline } from './deposits/states.ts';
import type { DestinationId } from './ids.ts';

/** What one person asks for and another must approve (rules of money, 17). */
export const approvalKinds = ['update_account', 'free_deposit', 'allocate'] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

/** `expired`: nobody decided within seven days, or the key that asked was revoked. */
export const approvalStatuses = ['pending', 'approved', 'rejected', 'canceled', 'expired'] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

/** By the currency's code, in whole units: how much may go out within 24 hours without an approval. */
export type PayoutLimit = Readonly<Record<string, string>>;

/** The change that a request asks for, as it is stored and shown. */
export type ApprovalChange = { readonly [field: string]: Json };

/** Where money goes and how it is held. Null: nothing from now on; absent: as it is. */
export interface MoneySettings {
  readonly treasury?: Readonly<Record<string, DestinationId | null>>;
  readonly payoutLimit?: Readonly<Record<string, string | null>>;
  readonly onDecline?: OnDecline;
}

interface Present {
  readonly treasury: Readonly<Record<string, DestinationId>>;
  readonly payoutLimit: PayoutLimit;
  readonly onDecline: OnDecline;
  /** Whether money can leave the account's purses. */
  readonly sends: boolean;
  /** Of a limit in whole units, in base units. */
  readonly unitsOf: (currency: string, whole: string) => BaseUnits;
}

/**
 * Parts a change of an account's settings: what stops money is done at once, by one person; what lets more of it go, or
 * lets it go elsewhere, waits for a second one. Null if nothing of it waits. What changes nothing is in neither part.
 */
export function partSettings(
  wanted: MoneySettings,
  { treasury, payoutLimit, onDecline, sends, unitsOf }: Present,
): { readonly now: MoneySettings; readonly later: MoneySettings | null } {
  const ofTreasury = part(wanted.treasury, treasury, (_network, destination) => destination !== null);
  const ofLimit = part(wanted.payoutLimit, payoutLimit, (currency, limit) => {
    const present = payoutLimit[currency];
    const before = present === undefined ? zero : unitsOf(currency, present);
    return limit !== null && unitsOf(currency, limit) > before;
  });
  const changes = wanted.onDecline !== undefined && wanted.onDecline !== onDecline;
  const waits = changes && wanted.onDecline === 'deposit' && sends;
  const now: MoneySettings = {
    ...(ofTreasury.now && { treasury: ofTreasury.now }),
    ...(ofLimit.now && { payoutLimit: ofLimit.now }),
    ...(changes && !waits && { onDecline: wanted.onDecline }),
  };
  const later: MoneySettings = {
    ...(ofTreasury.later && { treasury: ofTreasury.later }),
    ...(ofLimit.later && { payoutLimit: ofLimit.later }),
    ...(waits && { onDecline: wanted.onDecline }),
  };
  return { now, later: Object.keys(later).length === 0 ? null : later };
}

/** Whether a request asks for a setting that is now set by one person, so at once. `later` is what of that waits itself. */
export function isContrary(
  asked: ApprovalChange,
  wanted: MoneySettings,
  later: MoneySettings | null,
): boolean {
  const isSet = (field: 'treasury' | 'payoutLimit'): boolean =>
    Object.keys(wanted[field] ?? {}).some(
      key => later?.[field]?.[key] === undefined && Object.keys(asked[field] ?? {}).includes(key),
    );
  const holds = wanted.onDecline === 'purse' && asked['onDecline'] !== undefined;
  return isSet('treasury') || isSet('payoutLimit') || holds;
}

type Part<V> = Readonly<Record<string, V | null>> | undefined;

function part<V>(
  wanted: Part<V>,
  present: Readonly<Record<string, V>>,
  waits: (key: string, value: V | null) => boolean,
): { readonly now: Part<V>; readonly later: Part<V> } {
  const changed = Object.entries(wanted ?? {}).filter(([key, value]) => (present[key] ?? null) !== value);
  const of = (isLater: boolean): Part<V> => {
    const entries = changed.filter(([key, value]) => waits(key, value) === isLater);
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  };
  return { now: of(false), later: of(true) };
}
