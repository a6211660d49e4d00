import type { Logger } from 'pino';
import type { Registry as Metrics } from 'prom-client';
import type { Db } from '../db/connect.ts';
import type { Address, ChecksumAddress, TxHash } from '../domain/address.ts';
import type { PurseId } from '../domain/ids.ts';
import type { IssuedPurse, RescanInput, RescanResult, TransactionOnChain } from '../domain/messages.ts';
import type { Network, Registry } from '../domain/registry.ts';
import type { CheckoutSource } from './checkout/source.ts';
import type { TestDriver } from './testDriver.ts';

/**
 * Starts the purse's workflow, or finds it, and waits until the address is issued and committed. Throws
 * `temporarily_unavailable` when that takes too long; calling again continues the same issue.
 */
export type IssuePurse = (purseId: PurseId) => Promise<IssuedPurse>;

/**
 * Has a worker read what a transaction does for purses of any account. Throws `temporarily_unavailable` when
 * that takes longer than 8 s, and `rate_limited` when too many are looked up at once.
 */
export type LookUpTransaction = (network: Network, txHash: TxHash) => Promise<TransactionOnChain>;

export type RescanState =
  | { readonly status: 'running' }
  | ({ readonly status: 'completed' } & RescanResult)
  /** It was given up; `code` is of the catalogue where one of its errors was the cause. */
  | { readonly status: 'failed'; readonly code: string | null };

/** Reading blocks again, by a worker. Both throw `temporarily_unavailable` while Temporal is down. */
export interface Rescans {
  /** Begins one, or joins it where it runs, and waits up to 8 s for it to end. */
  run(input: RescanInput): Promise<RescanState>;
  /** How the latest of these blocks stands; undefined where there was none. */
  find(input: RescanInput): Promise<RescanState | undefined>;
}

export interface ApiOptions {
  /** Requests per second and key. */
  readonly rateLimit: number;
  /** A scanner that has not stood at its node's head for so long counts as down. */
  readonly scannerStaleMs: number;
  /** How long figures of the database serve before `/metrics` reads them again, in ms. */
  readonly metricsFreshMs: number;
  /** Whose word on a client's address is taken (`X-Forwarded-For`): how many proxies, or which. */
  readonly trustProxy: number | readonly string[];
}

export const defaultOptions: ApiOptions = {
  rateLimit: 1000,
  scannerStaleMs: 60_000,
  metricsFreshMs: 5000,
  trustProxy: 0,
};

/** All that the API is given. */
export interface ApiDeps {
  readonly db: Db;
  readonly registry: Registry;
  readonly issuePurse: IssuePurse;
  readonly lookUpTransaction: LookUpTransaction;
  readonly rescans: Rescans;
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
