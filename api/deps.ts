import type { Logger } from 'pino';
import type { Db } from '../db/connect.ts';
import type { PurseId } from '../domain/ids.ts';
import type { IssuedPurse } from '../domain/messages.ts';
import type { Registry } from '../domain/registry.ts';

/**
 * Starts the purse's workflow, or finds it, and waits until the address is issued and committed. Throws
 * `temporarily_unavailable` when that takes too long; calling again continues the same issue.
 */
export type IssuePurse = (purseId: PurseId) => Promise<IssuedPurse>;

export interface ApiOptions {
  /** Requests per second and key. */
  readonly rateLimit: number;
  /** A scanner that has not stood at its node's head for so long counts as down. */
  readonly scannerStaleMs: number;
}

export const defaultOptions: ApiOptions = { rateLimit: 1000, scannerStaleMs: 60_000 };

/** All that the API is given. */
export interface ApiDeps {
  readonly db: Db;
  readonly registry: Registry;
  readonly issuePurse: IssuePurse;
  readonly logger: Logger;
  /** Each resolves when the part answers, and throws when it does not. */
  readonly probes: { readonly postgres: () => Promise<void>; readonly temporal: () => Promise<void> };
  /** Accounts of the other mode are refused: an installation watches test chains or real ones. */
  readonly mode: 'test' | 'live';
  /** True when webhooks may be sent to the URL, as far as its text tells. */
  readonly allowUrl: (url: string) => boolean;
  readonly options: ApiOptions;
}
