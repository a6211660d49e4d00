import type { RpcPool } from '../chain/rpc/rpcPool.ts';
import type { Db } from '../db/connect.ts';
import type { Deriver } from '../db/purses/issueAddress.ts';
import type { SecretBox } from '../db/secrets/secretBox.ts';
import type { Address, ChecksumAddress } from '../domain/address.ts';
import type { ComplianceProvider } from '../domain/deposits/compliance.ts';
import type { Network, NetworkCode, Registry } from '../domain/registry.ts';
import type { SendWebhook } from '../outbound/sendWebhook.ts';
import type { Troubles } from './nodes/troubles.ts';

/** All that activities are given. */
export interface ActivityDeps {
  readonly db: Db;
  readonly registry: Registry;
  readonly deriver: Deriver;
  readonly provider: ComplianceProvider;
  readonly sendWebhook: SendWebhook;
  /**
   * The endpoints of a network: one pool for the life of the process, as it remembers how each endpoint did.
   */
  readonly poolOf: (network: Network) => RpcPool;
  readonly checksum: (address: Address) => ChecksumAddress;
  /** Wakes the relay of signals, which otherwise looks a few times a second. */
  readonly signalsWaiting: () => void;
  /** Called with how long each block took, in ms. */
  readonly blockScanned: (network: NetworkCode, ms: number) => void;
  /** The troubles of nodes, for the life of the process. */
  readonly troubles: Troubles;
  /** Aborted when the worker must stop: scanners end their shift at once, so that another worker takes it. */
  readonly stopping: AbortSignal;
}

/** What activities that call webhooks are given. */
export interface WebhookDeps extends Pick<ActivityDeps, 'db' | 'sendWebhook'> {
  readonly secrets: SecretBox;
}
