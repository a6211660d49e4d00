import type { Logger } from 'pino';
import type { Registry as Metrics } from 'prom-client';
import type { IdempotencyKey } from '../db/accounts/claimIdempotencyKey.ts';
import type { Db } from '../db/connect.ts';
import type { Concerned } from '../db/customers/customerOfWrite.ts';
import type { SecretBox } from '../db/secrets/secretBox.ts';
import type { Address, ChecksumAddress, TxHash } from '../domain/address.ts';
import type { AccountId, CustomerId, PurseId } from '../domain/ids.ts';
import type { IssuedPurse } from '../domain/messages.ts';
import type { Network, NetworkCode, Registry } from '../domain/registry.ts';
import type { NamedBlock } from '../domain/scanning/fork.ts';
import type { RescanInput, RescanResult, TransactionOnChain } from '../domain/scanning/messages.ts';
import type { CheckoutSource } from './checkout/source.ts';
import type { TestDriver } from './testDriver.ts';

/**
 * Starts the purse's workflow, or finds it, and waits until the address is issued and committed. Throws
 * `temporarily_unavailable` if that takes too long. Calling again continues the same issue.
 */
export type IssuePurse = (purseId: PurseId, customerId: CustomerId) => Promise<IssuedPurse>;

/**
 * Asks a worker what a transaction does for purses of any account. Throws `temporarily_unavailable` if that
 * takes longer than 8 s, and `rate_limited` if the account, or all accounts together, look up too many at
 * once.
 */
export type LookUpTransaction = (
  network: Network,
  txHash: TxHash,
  accountId: AccountId,
) => Promise<TransactionOnChain>;

export type RescanState =
  /** `reason`: why its last attempt failed, if one did. */
  | { readonly status: 'running'; readonly reason?: string }
  | ({ readonly status: 'completed' } & RescanResult)
  /** It was given up. `code` is set if an error of the catalogue was the cause. */
  | { readonly status: 'failed'; readonly code: string | null; readonly reason?: string };

/** Reads blocks again, through a worker. Both throw `temporarily_unavailable` while Temporal is down. */
export interface Rescans {
  /**
   * Begins a rescan, or joins the running one of these blocks, and waits up to 8 s for its end. Throws
   * `too_many_rescans` while another rescan of the account or of the network runs.
   */
  run(input: RescanInput, accountId: AccountId): Promise<RescanState>;
  /** The state of the latest rescan of these blocks; undefined if there was none. */
  find(input: RescanInput): Promise<RescanState | undefined>;
}

/**
 * Signals from operators to workflows. Both throw `not_waiting` if there is no such workflow, and
 * `temporarily_unavailable` while Temporal is down.
 */
export interface OperatorSignals {
  /** Makes the scanner of a stopped chain try again. `newChain`: a block of the deep fork to follow. */
  resumeChain(network: NetworkCode, newChain: NamedBlock | undefined): Promise<void>;
  /** Makes the workflow retry now what it waits to retry. */
  retry(workflowId: string): Promise<void>;
}

/** What a write may wait for, beside its account. */
export interface Writer {
  readonly accountId: AccountId;
  readonly claim?: IdempotencyKey | undefined;
  readonly concerns?: Concerned | undefined;
}

/**
 * Runs a write when its turn comes. A waiting write holds no connection, so whoever has a thousand writes for
 * one row delays only those.
 */
export type InTurn = <T>(db: Db, writer: Writer, work: () => Promise<T>) => Promise<T>;

export interface ApiOptions {
  /** The most open sessions of one customer: each costs something at every deposit of the customer. */
  readonly openSessions: number;
  /** Requests per second and account, however many keys it has. */
  readonly rateLimit: number;
  /**
   * Requests per second and client to checkout pages, for each kind that is counted; six times as many at
   * once.
   */
  readonly checkoutRateLimit: number;
  /** The most webhook endpoints of an account at a time, without its customers' notification URLs. */
  readonly webhookEndpoints: number;
  /** A scanner counts as down if it was not at its node's head for this long, in ms. */
  readonly scannerStaleMs: number;
  /** `/readyz` and `/metrics` are served on another port, which only operators reach. */
  readonly internalApart: boolean;
  /** How long the result of `/readyz` is reused, in ms. */
  readonly readyFreshMs: number;
  /** How long `/metrics` reuses figures from the database, in ms. */
  readonly metricsFreshMs: number;
  /** The proxies whose `X-Forwarded-For` is trusted for a client's address: how many, or which. */
  readonly trustProxy: number | readonly string[];
}

export const defaultOptions: ApiOptions = {
  openSessions: 50,
  rateLimit: 1000,
  checkoutRateLimit: 20,
  webhookEndpoints: 20,
  scannerStaleMs: 60_000,
  internalApart: false,
  readyFreshMs: 1000,
  metricsFreshMs: 5000,
  trustProxy: 0,
};

/** Everything that the API is given. */
export interface ApiDeps {
  /** For reads, and to find out who calls. */
  readonly db: Db;
  /** For transactions that change something. They have a pool of their own, as they wait for rows. */
  readonly writes: Db;
  /** For `/readyz`, which must answer whatever the other pools wait for. */
  readonly health: Db;
  /** Orders the transactions that change something. */
  readonly inTurn: InTurn;
  readonly registry: Registry;
  readonly issuePurse: IssuePurse;
  readonly lookUpTransaction: LookUpTransaction;
  readonly rescans: Rescans;
  readonly signals: OperatorSignals;
  readonly logger: Logger;
  /** The app registers its figures here, beside those of its process. Each app has its own. */
  readonly metrics: Metrics;
  /** Each resolves when the part answers, and throws when it does not. */
  readonly probes: { readonly postgres: () => Promise<void>; readonly temporal: () => Promise<void> };
  /** Accounts of the other mode are refused: an installation watches test chains or real ones. */
  readonly mode: 'test' | 'live';
  /** Set in test mode if there are test chains. */
  readonly testDriver?: TestDriver | undefined;
  /** The `whsec_…` that a compliance provider signs its callbacks with. Without it, callbacks are refused. */
  readonly complianceCallbackSecret?: string | undefined;
  /** Seals the secrets that sign webhooks. */
  readonly secrets: SecretBox;
  /** The address with the capitals of its checksum (EIP-55). */
  readonly checksum: (address: Address) => ChecksumAddress;
  /** The address at which payers reach this API, without a slash at the end. */
  readonly publicUrl: () => string;
  /** True if webhooks may be sent to the URL, as far as its text shows. */
  readonly allowUrl: (url: string) => boolean;
  /** The source of the checkout pages, if it is not the database. */
  readonly checkout?: CheckoutSource | undefined;
  /** Aborted when the process stops, to end answers that would go on. */
  readonly stopping?: AbortSignal | undefined;
  readonly options: ApiOptions;
}
