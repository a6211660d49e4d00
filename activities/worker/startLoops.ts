import type { SecretBox } from '../../db/secrets/secretBox.ts';
import type { ComplianceProvider } from '../../domain/deposits/compliance.ts';
import type { SendWebhook } from '../../outbound/sendWebhook.ts';
import type { ActivityDeps } from '../deps.ts';
import { bookGas } from '../loops/bookGas.ts';
import type { Retention } from '../loops/endOldRows.ts';
import { endOldRows } from '../loops/endOldRows.ts';
import { renewSnapshots } from '../loops/renewSnapshots.ts';
import type { createRelay } from '../loops/runRelay.ts';
import { settleDust } from '../loops/settleDust.ts';
import { wakeWorkflows } from '../loops/wakeWorkflows.ts';
import { startPlanners } from '../sweeping/startPlanners.ts';
import { dispatchWebhooks } from '../webhooks/dispatchWebhooks.ts';
import { reviveEndpoints } from '../webhooks/reviveEndpoints.ts';
import type { createStarters } from './startWorkflows.ts';
import type { WorkerMetrics } from './workerMetrics.ts';

/** How long the relay and the dispatcher rest when there is nothing to do, in ms. */
export const idleMs = 100;

interface LoopParts {
  readonly does: (role: 'relay' | 'loops') => boolean;
  readonly chains: Pick<ActivityDeps, 'db' | 'registry'>;
  readonly provider: ComplianceProvider;
  readonly relay: ReturnType<typeof createRelay>;
  /** Undefined in a process that dispatches no webhooks. */
  readonly secrets: SecretBox | undefined;
  readonly sendWebhook: SendWebhook;
  readonly start: ReturnType<typeof createStarters>;
  readonly measured: WorkerMetrics;
  readonly onError: (error: unknown) => void;
  readonly stop: AbortSignal;
}

/** How long what a dead process held waits for another, in seconds. */
export interface Leases {
  readonly dust: number;
  readonly deliveries: number;
}

/** The loops beside the workers, by the roles of this process. Each ends when the process is told to stop. */
export function startLoops(
  { chains, does, measured, onError, provider, relay, secrets, sendWebhook, start, stop }: LoopParts,
  { retention, leases }: { readonly retention: Retention; readonly leases: Leases },
): readonly Promise<void>[] {
  const { db, registry } = chains;
  const loops: Promise<void>[] = [];
  if (does('relay')) loops.push(relay.run(stop));
  if (does('loops')) {
    loops.push(
      settleDust({ ...chains, provider, onError, idleMs: 1000, leaseSeconds: leases.dust }, stop),
      wakeWorkflows({ db, onError, idleMs: 60_000, paceMs: 1000 }, stop),
      renewSnapshots({ db, onError, idleMs: 60_000, atLeast: 1000 }, stop),
      startPlanners({ db, startPlanner: start.planSweeps, onError, idleMs: 10_000 }, stop),
      bookGas({ db, registry, onError, idleMs: 10_000 }, stop),
      endOldRows({ db, retention, onError, idleMs: 10 * 60_000, batch: 1000 }, stop),
    );
  }
  if (secrets) {
    const { retryEndpoint, retryWebhook: startRetry } = start;
    const onFirstAttempt = measured.firstAttempt;
    loops.push(
      reviveEndpoints({ db, retryEndpoint, onError, idleMs: 5000 }, stop),
      dispatchWebhooks(
        {
          ...{ db, secrets, sendWebhook, startRetry, onFirstAttempt, onError, idleMs },
          leaseSeconds: leases.deliveries,
        },
        stop,
      ),
    );
  }
  return loops;
}
