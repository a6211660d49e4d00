import type { AccountId } from '../../domain/ids.ts';

/** What the neighbour's process is told once, as JSON in its first argument. */
export interface NeighbourSettings {
  readonly databaseUrl: string;
  readonly secretsKey: string;
  readonly accountId: AccountId;
  readonly rpcUrl: string;
  readonly chainId: number;
  readonly payerKey: string;
  /** Its purses, paid in turn. */
  readonly addresses: readonly string[];
}

export interface NeighbourMessage {
  readonly seconds: number;
}

/** Null: not within the time that is waited for it. */
export interface NeighbourAnswer {
  /** Ms from the commit of an event to its arrival. */
  readonly webhooks: readonly (number | null)[];
  readonly credits: readonly (Credit | null)[];
  /** When each block was seen to be scanned: its height, and Unix ms. */
  readonly scanned: readonly (readonly [number, number])[];
}

export interface Credit {
  /** The block that the deposit is in. */
  readonly block: number;
  /** Unix ms at which the credit was seen to be committed. */
  readonly creditedAt: number;
}

/** The same of the process that heats up. */
export interface HotSettings {
  readonly databaseUrl: string;
  readonly rpcUrl: string;
  readonly payerKey: string;
  /** Where its `BatchPayer` is. */
  readonly batchPayer: string;
}

export type HotMessage =
  | {
      readonly what: 'deposits';
      readonly to: string;
      /** Wei of each, in decimals. */
      readonly amount: string;
      readonly perSecond: number;
      readonly seconds: number;
    }
  | {
      readonly what: 'events';
      readonly accountId: AccountId;
      readonly perSecond: number;
      readonly seconds: number;
    }
  | { readonly what: 'wakes'; readonly seconds: number };

export interface HotAnswer {
  /** How many deposits were sent, events told, or purses woken. */
  readonly done: number;
}
