import { sql } from 'kysely';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { settleDestinations } from '../destinations/settleDestinations.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { settleFindings } from '../findings/settleFindings.ts';
import type { ChangedDeposit } from '../outbox/changedDeposit.ts';
import type { FinalityRules } from './markFinal.ts';
import { markFinal } from './markFinal.ts';

/**
 * Records how far the chain is final, and draws all conclusions from it: about deposits, our own transactions,
 * destinations and findings. Returns the deposits whose purses must be signalled, and the events. The finality of a block
 * can rise without a new one, by a tag of the node or a second node's proof, so this is for every look at the chain. The
 * caller holds the lock on the chain's cursor.
 */
export async function settleFinality(
  trx: Db,
  chainId: ChainId,
  rules: FinalityRules,
): Promise<{ readonly finalized: readonly ChangedDeposit[]; readonly events: readonly AccountEvent[] }> {
  const finalized = await markFinal(trx, chainId, rules);
  const { final, mustBeProven, currencyOf } = rules;
  const height = final.all;
  const due = await whatIsDue(trx, chainId, height);
  const events: AccountEvent[] = [];
  if (due.proposals || due.destinations) {
    events.push(...(await settleDestinations(trx, chainId, { height, mustBeProven })));
  }
  if (due.findings)
    events.push(...(await settleFindings(trx, chainId, { height, mustBeProven, currencyOf })));
  return { finalized, events };
}

interface Due {
  readonly proposals: boolean;
  readonly destinations: boolean;
  readonly findings: boolean;
}

/** One statement that reads no row on a chain from which nobody sweeps. */
async function whatIsDue(trx: Db, chainId: ChainId, height: number): Promise<Due> {
  const { rows } = await sql<Due>`
    select
      exists (select from destination_events
        where chain_id = ${chainId} and not is_final and block_number <= ${height}) as proposals,
      exists (select from destinations
        where chain_id = ${chainId} and disabled_at is null and told_active_at is null) as destinations,
      exists (select from findings
        where chain_id = ${chainId} and not is_final and block_number <= ${height})
      or exists (select from findings
        where chain_id = ${chainId} and is_final and (told_at is null or (resolved_at is not null and closed_at is null)))
        as findings
  `.execute(trx);
  return rows[0] ?? { proposals: false, destinations: false, findings: false };
}
