import type { RpcPool } from '../chain/rpcPool.ts';
import type { Db } from '../db/connect.ts';
import type { Deriver } from '../db/issueAddress.ts';
import type { Address, ChecksumAddress } from '../domain/address.ts';
import type { ComplianceProvider } from '../domain/compliance.ts';
import type { Network, NetworkCode, Registry } from '../domain/registry.ts';
import type { SendWebhook } from '../outbound/sendWebhook.ts';
import { createArchivePurse } from './archivePurse.ts';
import { createAttemptWebhook } from './attemptWebhook.ts';
import { createDecideByHand } from './decideByHand.ts';
import { createFollowSession } from './followSession.ts';
import { createJudgeDeposits } from './judgeDeposits.ts';
import { createLookupTransaction } from './lookupTransaction.ts';
import { createOpenPurse } from './openPurse.ts';
import { createProbeEndpoint } from './probeEndpoint.ts';
import { createRescanChain } from './rescanChain.ts';
import { createScanChain } from './scanChain.ts';
import { createSettleDeposits } from './settleDeposits.ts';

/** All that activities are given. */
export interface ActivityDeps {
  readonly db: Db;
  readonly registry: Registry;
  readonly deriver: Deriver;
  readonly provider: ComplianceProvider;
  readonly sendWebhook: SendWebhook;
  /** The endpoints of a network: one pool for as long as the process lives, as it remembers how they did. */
  readonly poolOf: (network: Network) => RpcPool;
  readonly checksum: (address: Address) => ChecksumAddress;
  /** Wakes the relay of signals, which otherwise looks a few times a second. */
  readonly signalsWaiting: () => void;
  /** Told how long each block took, in ms. */
  readonly blockScanned: (network: NetworkCode, ms: number) => void;
  /** Aborted when the worker is told to stop: scanners end their shift at once, for another worker to take. */
  readonly stopping: AbortSignal;
}

/** The activities of purses, sessions and chains, by the names the workflows know them by. */
export function createActivities(deps: ActivityDeps) {
  return {
    openPurse: createOpenPurse(deps),
    judgeDeposits: createJudgeDeposits(deps),
    settleDeposits: createSettleDeposits(deps),
    decideByHand: createDecideByHand(deps),
    archivePurse: createArchivePurse(deps),
    followSession: createFollowSession(deps),
    scanChain: createScanChain(deps),
    lookupTransaction: createLookupTransaction(deps),
    rescanChain: createRescanChain(deps),
  };
}

/** The activities of webhook retries, on their own task queue. */
export function createWebhookActivities(deps: Pick<ActivityDeps, 'db' | 'sendWebhook'>) {
  return { attemptWebhook: createAttemptWebhook(deps), probeEndpoint: createProbeEndpoint(deps) };
}

export type Activities = ReturnType<typeof createActivities>;
export type WebhookActivities = ReturnType<typeof createWebhookActivities>;
