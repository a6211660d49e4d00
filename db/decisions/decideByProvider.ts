import type { Judgement } from '../../domain/deposits/compliance.ts';
import type { TransactionId } from '../../domain/ids.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { lockDeposit } from '../deposits/lockDeposit.ts';
import { settleDustNow } from '../deposits/settleDustNow.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { signalDeposits } from '../outbox/signalDeposits.ts';
import { decideLocked } from './decideDeposit.ts';
import type { ScreenedName } from './findScreened.ts';
import { findScreened } from './findScreened.ts';
import { signalOtherDeposits } from './signalOtherDeposits.ts';

export type ProviderDecision =
  | { readonly outcome: 'recorded' | 'repeated'; readonly id: TransactionId }
  /** A person, or the provider itself, decided otherwise before. */
  | { readonly outcome: 'already_decided' | 'not_found' };

/**
 * Carries out a decision that a provider sends without being asked. The first verdict stands, whoever gave
 * it; the same verdict again is `repeated` and changes nothing. A provider's verdict frees no held money.
 * Writes the signals and returns the events.
 */
export async function decideByProvider(
  trx: Db,
  currencyOf: (code: string) => Currency,
  name: ScreenedName,
  judgement: Judgement,
): Promise<ProviderDecision & { readonly events: readonly AccountEvent[] }> {
  const named = await findScreened(trx, name);
  const locked = named && (await lockDeposit(trx, currencyOf, named.id));
  if (!locked) return { outcome: 'not_found', events: [] };
  const { id, purse_id, verdict: earlier } = locked.deposit;
  const { outcome, events, purseDeclined } = await decideLocked(trx, locked, judgement);
  switch (outcome) {
    case 'already_decided':
      return earlier === judgement.verdict ? { outcome: 'repeated', id, events } : { outcome, events };
    case 'recorded':
      if (purseDeclined) await signalOtherDeposits(trx, id);
      // The purse's workflow does not know of quiet dust, and must not be signalled for it.
      else if (!(await settleDustNow(trx, id)))
        await signalDeposits(trx, [{ id, purseId: purse_id }], 'decided');
      return { outcome, id, events };
  }
}
