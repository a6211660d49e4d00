import type { AccountId } from '../../domain/ids.ts';

/** The settings of the neighbour's process, as JSON in its first argument. */
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

/** A null means that the result did not come in time. */
export interface NeighbourAnswer {
  /** Ms from the commit of an event to its arrival. */
  readonly webhooks: readonly (number | null)[];
  readonly credits: readonly (Credit | null)[];
  /** When each block was seen as scanned: its height and the time in Unix ms. */
  readonly scanned: readonly (readonly [number, number])[];
}

export interface Credit {
  /** The block that the deposit is in. */
  readonly block: number;
  /** When the credit was seen as committed, in Unix ms. */
  readonly creditedAt: number;
}

/** The settings of the process that makes the hot load, in the same form. */
export interface HotSettings {
  readonly databaseUrl: string;
  readonly rpcUrl: string;
  readonly payerKey: string;
  /** The address of its `BatchPayer`. */
  readonly batchPayer: string;
}

export type HotMessage =
  | {
      readonly what: 'deposits';
      readonly to: string;
      /** The amount of each in wei, as decimal text. */
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
  /** How many deposits were sent, events appended, or purses woken. */
  readonly done: number;
}
