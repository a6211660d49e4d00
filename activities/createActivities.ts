import type { RpcPool } from '../chain/rpcPool.ts';
import type { Db } from '../db/connect.ts';
import type { Deriver } from '../db/issueAddress.ts';
import type { SecretBox } from '../db/secretBox.ts';
import type { Address, ChecksumAddress } from '../domain/address.ts';
import type { ComplianceProvider } from '../domain/compliance.ts';
import type { Network, NetworkCode, Registry } from '../domain/registry.ts';
import type { SendWebhook } from '../outbound/sendWebhook.ts';
import { createArchivePurse } from './archivePurse.ts';
import { createAttemptWebhook } from './attemptWebhook.ts';
import { createDecideByHand } from './decideByHand.ts';
import { createDescribeDeposits } from './describeDeposits.ts';
import { createFollowSession } from './followSession.ts';
import { createJudgeDeposits } from './judgeDeposits.ts';
import { createLookupTransaction } from './lookupTransaction.ts';
import { createOpenPurse } from './openPurse.ts';
import { createProbeEndpoint } from './probeEndpoint.ts';
import { createRescanChain } from './rescanChain.ts';
import type { createScanChain } from './scanChain.ts';
import { createSettleDeposits } from './settleDeposits.ts';
import type { Troubles } from './troubles.ts';

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
  /** What is amiss with nodes, for as long as the process lives. */
  readonly troubles: Troubles;
  /** Aborted when the worker is told to stop: scanners end their shift at once, for another worker to take. */
  readonly stopping: AbortSignal;
}

/** What those that call webhooks are given. */
export interface WebhookDeps extends Pick<ActivityDeps, 'db' | 'sendWebhook'> {
  readonly secrets: SecretBox;
}

/** The activities of purses, sessions and chains, by the names the workflows know them by. */
export function createActivities(deps: ActivityDeps & { readonly scanChain: ScanChain }) {
  return {
    openPurse: createOpenPurse(deps),
    judgeDeposits: createJudgeDeposits(deps),
    settleDeposits: createSettleDeposits(deps),
    decideByHand: createDecideByHand(deps),
    describeDeposits: createDescribeDeposits(deps),
    archivePurse: createArchivePurse(deps),
    followSession: createFollowSession(deps),
    // Of shifts that began before scanners had a queue of their own.
    scanChain: deps.scanChain,
    lookupTransaction: createLookupTransaction(deps),
    rescanChain: createRescanChain(deps),
  };
}

type ScanChain = ReturnType<typeof createScanChain>;

/** The activities of webhook retries, on their own task queue. */
export function createWebhookActivities(deps: WebhookDeps) {
  return { attemptWebhook: createAttemptWebhook(deps), probeEndpoint: createProbeEndpoint(deps) };
}

export type Activities = ReturnType<typeof createActivities>;
export type WebhookActivities = ReturnType<typeof createWebhookActivities>;
