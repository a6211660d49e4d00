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
  /** The blocks that left, lowest first. */
  readonly orphaned: readonly string[];
  readonly head: { readonly number: number; readonly hash: string };
  /** The transactions of those blocks that came back. */
  readonly returned: readonly string[];
}

/** A webhook as a receiver got it. */
export interface ReceivedCall {
  readonly at: Date;
  /** Those of Standard Webhooks, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes that were signed, as text. */
  readonly raw: string;
}

/**
 * What the API is given in test mode where there are test chains. All of it throws `invalid_request` for what a
 * chain refuses, and `temporarily_unavailable` where it cannot be had.
 */
export interface TestDriver {
  /** Done when the node has the transactions in its pool. `from` has EIP-55 capitals. */
  pay(payment: TestPayment): Promise<{ readonly from: string; readonly txHashes: readonly string[] }>;
  /** Mines blocks, once mining was paused or resumed where `mining` is given; gives the head's height. */
  mine(network: Network, blocks: number, mining?: 'pause' | 'resume'): Promise<number>;
  /** Puts other blocks in the place of the last ones. */
  reorg(network: Network, wanted: WantedReorg | WantedRestore): Promise<TestReorg>;
  /** Makes the chain's endpoint go wrong from now on; gives the seed by which it does again. */
  fault(network: Network, wanted: WantedFault): Promise<{ readonly seed: number }>;
  clearFaults(network: Network): Promise<void>;
  /** Takes a pending transaction out of the pool; false where it has none such. */
  drop(network: Network, transactionHash: TxHash): Promise<boolean>;
  /** Puts another transaction in the place of a pending one of a payer of the testkit; gives its hash. */
  replace(network: Network, wanted: WantedReplacement): Promise<string>;
  /** Says how far the tags `safe` and `finalized` reach; gives that height. */
  finalize(network: Network, to: { readonly lag: number } | { readonly height: number }): Promise<number>;
  readonly receivers: TestReceivers;
  /** The compliance provider, where the worker asks that of the testkit; `behave` gives how often it was asked. */
  readonly provider?: { behave(behaviour: ProviderBehaviour): number } | undefined;
}

/** Webhook endpoints of merchants that do not exist, on the loopback interface of the API's own process. */
export interface TestReceivers {
  /** Throws `too_many_receivers`. */
  open(
    accountId: AccountId,
    behaviour: ReceiverBehaviour,
  ): Promise<{ readonly id: ReceiverId; readonly url: string }>;
  /** Has it answer so from now on; gives its URL. Throws `receiver_not_found`, as those below do. */
  behave(receiver: OwnReceiver, behaviour: ReceiverBehaviour): string;
  /** How many came, and the latest of them, newest first. */
  received(receiver: OwnReceiver): { readonly total: number; readonly latest: readonly ReceivedCall[] };
  close(receiver: OwnReceiver): Promise<void>;
}
