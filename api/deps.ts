import type { Logger } from 'pino';
import type { Registry as Metrics } from 'prom-client';
import type { IdempotencyKey } from '../db/accounts/claimIdempotencyKey.ts';
import type { Db } from '../db/connect.ts';
import type { Concerned } from '../db/customers/customerConcerned.ts';
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
 * `temporarily_unavailable` when that takes too long; calling again continues the same issue.
 */
export type IssuePurse = (purseId: PurseId, customerId: CustomerId) => Promise<IssuedPurse>;

/**
 * Has a worker read what a transaction does for purses of any account. Throws `temporarily_unavailable` when
 * that takes longer than 8 s, and `rate_limited` when too many are looked up at once, by the account or by all.
 */
export type LookUpTransaction = (
  network: Network,
  txHash: TxHash,
  accountId: AccountId,
) => Promise<TransactionOnChain>;

export type RescanState =
  /** `reason`: why its last attempt failed, where one did. */
  | { readonly status: 'running'; readonly reason?: string }
  | ({ readonly status: 'completed' } & RescanResult)
  /** It was given up; `code` is of the catalogue where one of its errors was the cause. */
  | { readonly status: 'failed'; readonly code: string | null; readonly reason?: string };

/** Reading blocks again, by a worker. Both throw `temporarily_unavailable` while Temporal is down. */
export interface Rescans {
  /**
   * Begins one, or joins it where it runs, and waits up to 8 s for it to end. Throws `too_many_rescans` while another
   * of the account runs, or of the network.
   */
  run(input: RescanInput, accountId: AccountId): Promise<RescanState>;
  /** How the latest of these blocks stands; undefined where there was none. */
  find(input: RescanInput): Promise<RescanState | undefined>;
}

/**
 * What operators signal to workflows. Both throw `not_waiting` where there is no such workflow, and
 * `temporarily_unavailable` while Temporal is down.
 */
export interface OperatorSignals {
  /** Makes the scanner of a stopped chain look again. `newChain`: a block of the deep fork to follow. */
  resumeChain(network: NetworkCode, newChain: NamedBlock | undefined): Promise<void>;
  /** Has the workflow do now what it waits to try again. */
  retry(workflowId: string): Promise<void>;
}

/** What a write may have to wait for, beside its account. */
export interface Writer {
  readonly accountId: AccountId;
  readonly claim?: IdempotencyKey | undefined;
  readonly concerns?: Concerned | undefined;
}

/**
 * Runs the work of a write when it is its turn. Nobody who waits holds a connection, so that whoever has a thousand
 * writes for one row delays its own alone.
 */
export type InTurn = <T>(db: Db, writer: Writer, work: () => Promise<T>) => Promise<T>;

export interface ApiOptions {
  /** Sessions that one customer may have open: each costs something at every deposit of the customer. */
  readonly openSessions: number;
  /** Requests per second and account, whatever number of keys it has. */
  readonly rateLimit: number;
  /** Requests per second and client to checkout pages, of each kind that is counted; six times as many at once. */
  readonly checkoutRateLimit: number;
  /** Webhook endpoints of an account at the same time, without its customers' notification URLs. */
  readonly webhookEndpoints: number;
  /** A scanner that has not stood at its node's head for so long counts as down. */
  readonly scannerStaleMs: number;
  /** `/readyz` and `/metrics` are served elsewhere, on a port that only operators reach. */
  readonly internalApart: boolean;
  /** How long what `/readyz` found serves before it looks again, in ms. */
  readonly readyFreshMs: number;
  /** How long figures of the database serve before `/metrics` reads them again, in ms. */
  readonly metricsFreshMs: number;
  /** Whose word on a client's address is taken (`X-Forwarded-For`): how many proxies, or which. */
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

/** All that the API is given. */
export interface ApiDeps {
  /** For reads, and to find out who calls. */
  readonly db: Db;
  /** For transactions that change something: in a pool of their own, as they wait for rows. */
  readonly writes: Db;
  /** For `/readyz`, which must answer whatever the others wait for. */
  readonly health: Db;
  /** In whose order they change something. */
  readonly inTurn: InTurn;
  readonly registry: Registry;
  readonly issuePurse: IssuePurse;
  readonly lookUpTransaction: LookUpTransaction;
  readonly rescans: Rescans;
  readonly signals: OperatorSignals;
  readonly logger: Logger;
  /** Where the app registers its figures, beside those of its process. Each app has its own. */
  readonly metrics: Metrics;
  /** Each resolves when the part answers, and throws when it does not. */
  readonly probes: { readonly postgres: () => Promise<void>; readonly temporal: () => Promise<void> };
  /** Accounts of the other mode are refused: an installation watches test chains or real ones. */
  readonly mode: 'test' | 'live';
  /** In test mode, where there are test chains. */
  readonly testDriver?: TestDriver | undefined;
  /** The `whsec_…` that a compliance provider signs its callbacks with; without it they are not taken. */
  readonly complianceCallbackSecret?: string | undefined;
  /** Seals the secrets that sign webhooks. */
  readonly secrets: SecretBox;
  /** The address with the capitals of its checksum (EIP-55). */
  readonly checksum: (address: Address) => ChecksumAddress;
  /** Where payers reach this API, without a slash at the end. */
  readonly publicUrl: () => string;
  /** True when webhooks may be sent to the URL, as far as its text tells. */
  readonly allowUrl: (url: string) => boolean;
  /** What the checkout pages show, where that is not the database's. */
  readonly checkout?: CheckoutSource | undefined;
  /** Aborted when the process is to stop, for answers that would go on. */
  readonly stopping?: AbortSignal | undefined;
  readonly options: ApiOptions;
}
