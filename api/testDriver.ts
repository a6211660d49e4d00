import type { TxHash } from '../domain/address.ts';
import type { AccountId, ReceiverId } from '../domain/ids.ts';
import type { Network } from '../domain/registry.ts';
import type {
  OwnReceiver,
  ProviderBehaviour,
  ReceiverBehaviour,
  TestPayment,
  WantedFault,
  WantedReorg,
  WantedReplacement,
  WantedRestore,
} from '../domain/testMode.ts';

/** What a reorg did. */
export interface TestReorg {
  /** Height of the last block that both chains have. */
  readonly fork: number;
  /** The blocks that were removed, lowest first. */
  readonly orphaned: readonly string[];
  readonly head: { readonly number: number; readonly hash: string };
  /** The transactions of those blocks that were mined again. */
  readonly returned: readonly string[];
}

/** A webhook as a receiver got it. */
export interface ReceivedCall {
  readonly at: Date;
  /** The headers of Standard Webhooks, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes that were signed, as text. */
  readonly raw: string;
}

/**
 * What the API gets in test mode if there are test chains. All of it throws `invalid_request` if a chain
 * refuses, and `temporarily_unavailable` if the chain cannot be reached.
 */
export interface TestDriver {
  /** Resolves when the node has the transactions in its pool. `from` has EIP-55 capitals. */
  pay(payment: TestPayment): Promise<{ readonly from: string; readonly txHashes: readonly string[] }>;
  /** Mines blocks, after pausing or resuming mining if `mining` is given. Returns the head's height. */
  mine(network: Network, blocks: number, mining?: 'pause' | 'resume'): Promise<number>;
  /** Replaces the last blocks with others. */
  reorg(network: Network, wanted: WantedReorg | WantedRestore): Promise<TestReorg>;
  /** Makes the chain's endpoint fail from now on. Returns the seed that repeats the same failures. */
  fault(network: Network, wanted: WantedFault): Promise<{ readonly seed: number }>;
  clearFaults(network: Network): Promise<void>;
  /** Takes a pending transaction out of the pool; false if the pool does not have it. */
  drop(network: Network, transactionHash: TxHash): Promise<boolean>;
  /** Replaces a pending transaction of a testkit payer with another. Returns the new hash. */
  replace(network: Network, wanted: WantedReplacement): Promise<string>;
  /** Sets how far the tags `safe` and `finalized` reach. Returns that height. */
  finalize(network: Network, to: { readonly lag: number } | { readonly height: number }): Promise<number>;
  readonly receivers: TestReceivers;
  /** The compliance provider, if the worker asks the testkit's. `behave` returns how often it was asked. */
  readonly provider?: { behave(behaviour: ProviderBehaviour): number } | undefined;
}

/** Webhook endpoints of merchants that do not exist, on the loopback interface of the API's own process. */
export interface TestReceivers {
  /** Throws `too_many_receivers`. */
  open(
    accountId: AccountId,
    behaviour: ReceiverBehaviour,
  ): Promise<{ readonly id: ReceiverId; readonly url: string }>;
  /**
   * Sets how the receiver answers from now on. Returns its URL. Throws `receiver_not_found`, as those below
   * do.
   */
  behave(receiver: OwnReceiver, behaviour: ReceiverBehaviour): string;
  /** How many calls came, and the latest of them, newest first. */
  received(receiver: OwnReceiver): { readonly total: number; readonly latest: readonly ReceivedCall[] };
  close(receiver: OwnReceiver): Promise<void>;
}
