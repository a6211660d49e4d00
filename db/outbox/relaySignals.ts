import { sql } from 'kysely';
import type { Db } from '../connect.ts';
import type { ClaimedSignals, OutboxSignal } from './claimSignals.ts';
import { claimSignals } from './claimSignals.ts';

export type { OutboxSignal, SignalToPurse } from './claimSignals.ts';

export interface RelayedBatch {
  readonly claimed: number;
  readonly sent: number;
  /** The last failure; undefined if there was none. */
  readonly failure: unknown;
}

/** How long a claim holds its signals: after that, another relay replaces one that died or froze. */
const usualLeaseSeconds = 15;
/** How long one call may take: then the sender gives it up. */
export const sendWithinMs = 8_000;
/** No call begins so late that it could outlive the lease, unless the lease is too short for any. */
const beginWithinMs = (leaseSeconds: number): number =>
  Math.max(leaseSeconds * 1000 - sendWithinMs, leaseSeconds * 500);

/**
 * Sends the signals of up to `limit` workflows: in order within a workflow, all workflows at once, and
 * outside of any transaction. An acknowledged signal is removed at once. A failed signal is put off together
 * with its whole workflow. The pause grows each time if other signals got through meanwhile, so that only
 * this signal failed. The signals of a relay that died are sent again after its lease, so every signal is
 * sent at least once.
 */
export async function relaySignals(
  db: Db,
  limit: number,
  send: (signal: OutboxSignal) => Promise<void>,
  onClaimed: () => void = () => undefined,
  leaseSeconds = usualLeaseSeconds,
): Promise<RelayedBatch> {
  const claimedAt = performance.now();
  const { lease, workflows } = await claimSignals(db, limit, leaseSeconds);
  if (workflows.length === 0) return { claimed: 0, sent: 0, failure: undefined };
  onClaimed();
  const removal = removeAsAcknowledged(db, lease);
  const failed: number[] = [];
  let sent = 0;
  let failure: unknown;
  const sendInOrder = async (signals: readonly OutboxSignal[]): Promise<void> => {
    for (const signal of signals) {
      if (performance.now() - claimedAt > beginWithinMs(leaseSeconds)) return;
      try {
        await send(signal);
      } catch (error) {
        failure = error;
        failed.push(signal.id);
        return;
      }
      sent += 1;
      removal.acknowledged(signal.id);
    }
  };
  await Promise.all(workflows.map(sendInOrder));
  await removal.done();
  const claimed = workflows.flat().length;
  if (sent < claimed) await giveBack(db, lease, failed, sent > 0);
  return { claimed, sent, failure };
}

/**
 * Removes signals while others are being sent: all that were acknowledged during one removal go with the next
 * one.
 */
function removeAsAcknowledged(
  db: Db,
  lease: ClaimedSignals['lease'],
): { readonly acknowledged: (id: number) => void; readonly done: () => Promise<void> } {
  let waiting: number[] = [];
  let removing: Promise<void> | undefined;
  const removeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const ids = waiting;
      waiting = [];
      await db
        .deleteFrom('signal_outbox')
        .where(sql<boolean>`id = any (${ids})`)
        // A relay that took the signal over still sends it, and newer facts may rely on that.
        .where('leased_by', '=', lease)
        .execute();
    }
    removing = undefined;
  };
  return {
    acknowledged: id => {
      waiting.push(id);
      removing ??= removeAll();
      // `done` reports its failure.
      removing.catch(() => undefined);
    },
    done: async () => {
      await removing;
    },
  };
}

/** Frees the signals that were not sent, and puts off the failed ones. */
async function giveBack(db: Db, lease: string, failed: readonly number[], alone: boolean): Promise<void> {
  await sql`
    update signal_outbox set leased_by = null, leased_until = null,
      failures = case when id = any (${failed}) and ${alone} then failures + 1 else failures end,
      not_before = case when id = any (${failed})
        then now() + least(interval '1 minute', interval '2 seconds' * power(2, least(failures, 10)))
        else not_before end
    where leased_by = ${lease}
  `.execute(db);
}
