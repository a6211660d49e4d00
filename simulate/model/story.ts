/** What the seed's steps did, as those who made them know it. Positions are those of the plan. */
export interface Story {
  readonly customers: ToldCustomer[];
  readonly sessions: ToldSession[];
  readonly charges: ToldCharge[];
  readonly payments: ToldPayment[];
  /** What persons decided, by the hash of the transaction. */
  readonly decisions: Map<string, 'approve' | 'decline'>;
  /** By network: how many blocks below the highest head a fork went at most. */
  readonly forks: Map<string, number>;
  /** Networks on which a block may be read later than it seems: a node lied, or blocks came back. */
  readonly doubtful: Set<string>;
}

export interface ToldCustomer {
  readonly id: string;
  readonly externalId: string;
  /** In lower case, the latest last. All are watched for life. */
  readonly addresses: string[];
  /**
   * When the period of the latest address was first ended, in ms since 1970; undefined if it never was. From then on the
   * next question may give another address.
   */
  endedAt: number | undefined;
  /** What had come before that and was the next to be read at the latest: the block's hash, by the transaction's. */
  readonly inTime: Map<string, string>;
  /** Whether the customer was blocked at any time. */
  wasBlocked: boolean;
  isBlocked: boolean;
  /** Hashes of the transactions that paid the customer since the block, if that still is so. */
  readonly paidWhileBlocked: Set<string>;
  hasSession: boolean;
  /** Whether a declined deposit of at least the minimum was on a chain at any time: a reorg does not take it back. */
  wasDeclined: boolean;
}

export interface ToldPayment {
  readonly network: string;
  readonly txHashes: readonly string[];
  /** Whether it is credited by itself: nobody must decide, and it is no dust and no look-alike. */
  readonly isCredited: boolean;
}

export interface ToldSession {
  readonly id: string;
  readonly customer: number;
  readonly address: string;
  readonly currency: string;
  readonly price: bigint;
}

export interface ToldCharge {
  readonly customer: number;
  readonly currency: string;
  /** The charges that were accepted. */
  readonly made: { readonly id: string; readonly amount: bigint; refunded: bigint }[];
}

export const newStory = (): Story => ({
  customers: [],
  sessions: [],
  charges: [],
  payments: [],
  decisions: new Map(),
  forks: new Map(),
  doubtful: new Set(),
});

export const newCustomer = (id: string, externalId: string): ToldCustomer => ({
  ...{ id, externalId, addresses: [], endedAt: undefined, inTime: new Map() },
  ...{
    wasBlocked: false,
    isBlocked: false,
    paidWhileBlocked: new Set(),
    hasSession: false,
    wasDeclined: false,
  },
});
