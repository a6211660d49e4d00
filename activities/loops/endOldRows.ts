import { forgetIdempotencyKeys } from '../../db/accounts/forgetIdempotencyKeys.ts';
import type { Db } from '../../db/connect.ts';
import { endAuditRuns } from '../../db/retention/endAuditRuns.ts';
import { endDelivered, endUndeliverable } from '../../db/retention/endDeliveries.ts';
import { endEvents } from '../../db/retention/endEvents.ts';
import { endObservations } from '../../db/retention/endObservations.ts';
import { endTallies } from '../../db/retention/endTallies.ts';
import { sleepUntilStopped } from './sleepUntilStopped.ts';

/** How long rows are kept that neither the books nor unfinished work needs. */
export interface Retention {
  readonly deliveriesDays: number;
  /** Null: for ever. */
  readonly eventsDays: number | null;
  readonly observationsDays: number;
  /** At least 24, as the contract promises. */
  readonly idempotencyHours: number;
}

interface EndingDeps {
  readonly db: Db;
  readonly retention: Retention;
  readonly onError: (error: unknown) => void;
  /** How long it rests after a round, in ms. */
  readonly idleMs: number;
  /** Rows of one transaction: few enough for it to be short. */
  readonly batch: number;
}

const auditRunsDays = 400;
/** A day's count only says whether that day's events are sent one by one. */
const talliesDays = 7;
/** The pause between two transactions: deleting old rows must leave room for the work of the day. */
const breathMs = 50;

/**
 * Deletes old rows, in small transactions, until `stop` is aborted. Needs no single owner. Of these tables
 * only observations hold what the books need, and each deposit keeps those of its block.
 */
export async function endOldRows(deps: EndingDeps, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    for (const end of endings(deps.retention)) await endAll(deps, end, stop).catch(deps.onError);
    await sleepUntilStopped(deps.idleMs, stop);
  }
}

type End = (db: Db, limit: number) => Promise<number>;

function endings({
  deliveriesDays,
  eventsDays,
  observationsDays,
  idempotencyHours,
}: Retention): readonly End[] {
  return [
    (db, limit) => forgetIdempotencyKeys(db, idempotencyHours, limit),
    (db, limit) => endDelivered(db, deliveriesDays, limit),
    (db, limit) => endUndeliverable(db, deliveriesDays, limit),
    (db, limit) => endObservations(db, observationsDays, limit),
    (db, limit) => endAuditRuns(db, auditRunsDays, limit),
    (db, limit) => endTallies(db, talliesDays, limit),
    ...(eventsDays === null ? [] : [(db: Db, limit: number) => endEvents(db, eventsDays, limit)]),
  ];
}

async function endAll({ db, batch }: EndingDeps, end: End, stop: AbortSignal): Promise<void> {
  while (!stop.aborted && (await end(db, batch)) >= batch) await sleepUntilStopped(breathMs, stop);
}
