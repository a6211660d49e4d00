import { sql } from 'kysely';
import type { Db } from '../connect.ts';
import type { ClaimedSignals, OutboxSignal } from './claimSignals.ts';
import { claimSignals } from './claimSignals.ts';

export type { OutboxSignal, SignalToPurse } from './claimSignals.ts';

export interface RelayedBatch {
  readonly claimed: number;
  readonly sent: number;
  /** The last failure, undefined when there was none. */
  readonly failure: unknown;
}

/** How long the signals of a claim are one relay's alone: past that, one that died or froze is replaced. */
const leaseSeconds = 15;
/** How long one call may take: whoever sends gives it up then. */
export const sendWithinMs = 8_000;
/** No call is begun so late that it may outlive the lease. */
const beginWithinMs = leaseSeconds * 1000 - sendWithinMs;

/**
 * Sends signals of up to `limit` workflows: in order within a workflow, all workflows at once, and outside of any
 * transaction. An acknowledged signal is removed at once. What fails is put off with all of its workflow, for longer
 * each time if others got through meanwhile: then it fails alone. What a relay that died had in hand is sent again
 * after its lease, so every signal is sent at least once.
 */
export async function relaySignals(
  db: Db,
  limit: number,
  send: (signal: OutboxSignal) => Promise<void>,
  onClaimed: () => void = () => undefined,
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
      if (performance.now() - claimedAt > beginWithinMs) return;
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

/** Removes signals while others are being sent: all that were acknowledged during one removal go with the next. */
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
        // Another that took it over sends it still, and may have been asked to by what happened since.
        .where('leased_by', '=', lease)
        .execute();
    }
    removing = undefined;
  };
  return {
    acknowledged: id => {
      waiting.push(id);
      removing ??= removeAll();
      // Its failure is told by `done`.
      removing.catch(() => undefined);
    },
    done: async () => {
      await removing;
    },
  };
}

/** Frees what was not sent, and puts off what failed. */
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
