import type { TxHash } from '../address.ts';
import type { PurseId, SweepId } from '../ids.ts';
import type { BaseUnits } from '../money.ts';
import type { CurrencyCode } from '../registry.ts';

/**
 * What no transaction of ours explains (rules of money, 12). `token_outflow`, `native_outflow`: coins left a purse.
 * `token_seizure`: the token's issuer burned some of it. `purse_code`, `purse_nonce`: somebody used the purse's key.
 */
export const findingKinds = [
  'token_outflow',
  'token_seizure',
  'native_outflow',
  'purse_code',
  'purse_nonce',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Why the coins of a currency at a purse are left alone, after their issuer took some. */
export const seized = 'seized';

/** Who resolved a finding, if a lost sweep explains it: nothing left otherwise, so the balance may lack coins anew. */
export const bySweep = (id: SweepId | ''): string => `sweep ${id}`;

/** Which sending a finding pauses. `purse`: sweeps of that purse's currency, and no others. */
export const pausedBy: Readonly<Record<FindingKind, 'purse' | 'network' | 'account'>> = {
  token_outflow: 'network',
  token_seizure: 'purse',
  native_outflow: 'network',
  // The keys of all purses come from one seed, and are the same on each network.
  purse_code: 'account',
  purse_nonce: 'account',
};

/** The kinds that pause more than one purse. */
export const pausingKinds = findingKinds.filter(kind => pausedBy[kind] !== 'purse');

/**
 * Why sending is paused, as `SENDING_PAUSED` tells it. `no_destination`: money waits as no destination is active; what has one is
 * sent. `destination_frozen`: a token's issuer has frozen a destination; nothing of that token is sent to it.
 */
export const pauseReasons = [...pausingKinds, 'no_destination', 'destination_frozen', 'paused'] as const;

/** A transfer of a listed token out of a purse, as a block shows it. It may be one of ours. */
export interface Outflow {
  readonly purseId: PurseId;
  readonly kind: Extract<FindingKind, 'token_outflow' | 'token_seizure'>;
  readonly currency: CurrencyCode;
  readonly amount: BaseUnits;
  readonly txHash: TxHash;
  /** The log's position inside its receipt. */
  readonly ordinal: string;
}
