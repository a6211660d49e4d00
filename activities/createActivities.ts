import { createArchivePurse } from './archivePurse.ts';
import { createDecideByHand } from './decideByHand.ts';
import type { ActivityDeps, WebhookDeps } from './deps.ts';
import { createDescribeDeposits } from './describeDeposits.ts';
import { createFollowSession } from './followSession.ts';
import { createJudgeDeposits } from './judgeDeposits.ts';
import { createOpenPurse } from './openPurse.ts';
import { withHeartbeats } from './heartbeats.ts';
import { createLookupTransaction } from './rescans/lookupTransaction.ts';
import { createRescanChain } from './rescans/rescanChain.ts';
import type { createScanChain } from './scanning/scanChain.ts';
import { createSettleDeposits } from './settleDeposits.ts';
import { createFollowSweep } from './sweeping/followSweep.ts';
import { createListSweeps } from './sweeping/listSweeps.ts';
import { createNoteWaiting } from './sweeping/noteWaiting.ts';
import { createPlanRound } from './sweeping/planRound.ts';
import type { SweepSigningDeps } from './sweeping/deps.ts';
import { createSendSweep } from './sweeping/sendSweep.ts';
import { createAttemptWebhook } from './webhooks/attemptWebhook.ts';
import { createProbeEndpoint } from './webhooks/probeEndpoint.ts';

/** The activities of purses, sessions and chains, by the names that workflows use. */
export function createActivities(deps: ActivityDeps & { readonly scanChain: ScanChain }) {
  return {
    openPurse: withHeartbeats(createOpenPurse(deps)),
    judgeDeposits: withHeartbeats(createJudgeDeposits(deps)),
    settleDeposits: withHeartbeats(createSettleDeposits(deps)),
    decideByHand: withHeartbeats(createDecideByHand(deps)),
    describeDeposits: createDescribeDeposits(deps),
    archivePurse: withHeartbeats(createArchivePurse(deps)),
    followSession: withHeartbeats(createFollowSession(deps)),
    // For shifts that began before scanners had their own queue.
    scanChain: deps.scanChain,
    lookupTransaction: createLookupTransaction(deps),
    rescanChain: createRescanChain(deps),
    planRound: createPlanRound(deps),
    listSweeps: createListSweeps(deps),
    followSweep: withHeartbeats(createFollowSweep(deps)),
    noteWaiting: withHeartbeats(createNoteWaiting(deps)),
  };
}

type ScanChain = ReturnType<typeof createScanChain>;

/** The activities of webhook retries, on their own task queue. */
export function createWebhookActivities(deps: WebhookDeps) {
  return { attemptWebhook: createAttemptWebhook(deps), probeEndpoint: createProbeEndpoint(deps) };
}

/** The signer's, on its own task queue and in its own process. */
export function createSignerActivities(deps: SweepSigningDeps) {
  return { sendSweep: withHeartbeats(createSendSweep(deps)) };
}

export type SignerActivities = ReturnType<typeof createSignerActivities>;
export type Activities = ReturnType<typeof createActivities>;
export type WebhookActivities = ReturnType<typeof createWebhookActivities>;
