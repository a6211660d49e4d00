/** What the seed's steps did, as those who made them know it. Positions are those of the plan. */
export interface Story {
  readonly customers: ToldCustomer[];
  readonly sessions: ToldSession[];
  readonly charges: ToldCharge[];
  /** What persons decided, by the hash of the transaction. */
  readonly decisions: Map<string, 'approve' | 'decline'>;
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
  /** Whether the customer was blocked at any time. */
  wasBlocked: boolean;
  hasSession: boolean;
  /** Whether a declined deposit of at least the minimum was on a chain at any time: a reorg does not take it back. */
  wasDeclined: boolean;
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

export const newStory = (): Story => ({ customers: [], sessions: [], charges: [], decisions: new Map() });
