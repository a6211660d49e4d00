/**
 * Names and payloads of every message to or from the workflows of a chain: its watcher, and the look-ups and rescans
 * that the API waits for. The answer of a look-up is what a node says, whatever the rows hold; its amounts are decimal
 * strings in base units.
 */
import type { ChecksumAddress, TxHash } from '../address.ts';
import type { ErrorCode } from '../errors.ts';
import type { AccountId, PurseId } from '../ids.ts';
import type { ChainId, CurrencyCode, NetworkCode } from '../registry.ts';
import type { NamedBlock } from './fork.ts';
import type { TransferKind } from './transfer.ts';

/** Task queue of the chain scanners, so that they can have processes of their own. */
export const scannerTaskQueue = 'purser-scanner';

export const chainWorkflowType = 'watchChain';

export const lookupWorkflowType = 'lookupTransaction';

export const rescanWorkflowType = 'rescanChain';

export const chainWorkflowId = (network: NetworkCode): string => `chain/${network}`;

export const lookupWorkflowId = (chainId: ChainId, txHash: TxHash): string =>
  `lookup/${String(chainId)}/${txHash}`;

export const rescanWorkflowId = (input: RescanInput): string =>
  `rescan/${input.network}/${'txHash' in input ? input.txHash : `${String(input.from)}-${String(input.to)}`}`;

export interface ChainInput {
  readonly network: NetworkCode;
}

export interface WatchInput extends ChainInput {
  /** After so many ms without a heartbeat the scanner counts as dead. Runs from before have none: 8 s. */
  readonly heartbeatMs?: number;
}

export interface ScanInput extends ChainInput {
  /**
   * From an operator's `resume`: if the nodes have this block, a fork deeper than finality is followed, with
   * reversals.
   */
  readonly newChain?: NamedBlock;
}

/**
 * Signal for operators of a stopped chain: look again and go on. A fork deeper than finality is followed only
 * if the payload, a `NamedBlock`, is a block of the new chain.
 */
export const resumeChainSignal = 'resume';

/** The state of a chain's watcher. Its heights are in the activity's heartbeat. */
export type ChainReport = ChainInput &
  (
    | { readonly state: 'scanning' }
    | { readonly state: 'stopped'; readonly code: ErrorCode; readonly message: string }
  );

export interface LookupInput extends ChainInput {
  readonly txHash: TxHash;
}

/** What a transaction does for a purse of any account, as the chain reports it. Amounts are in base units. */
export type TransferOnChain =
  | {
      readonly kind: 'listed';
      readonly purseId: PurseId;
      readonly route: TransferKind;
      readonly ordinal: string;
      readonly currency: CurrencyCode;
      readonly amount: string;
    }
  | {
      readonly kind: 'unlisted';
      readonly purseId: PurseId;
      /** Null for a native coin that no listed currency stands for. */
      readonly contract: ChecksumAddress | null;
      readonly amount: string;
    };

/**
 * Where a transaction is: `unknown` to the node, `pending` with what it would transfer, `failed` (it reverted,
 * and nothing moved), or `mined`.
 */
export type TransactionOnChain =
  | { readonly place: 'unknown' }
  | { readonly place: 'pending'; readonly transfers: readonly TransferOnChain[] }
  | { readonly place: 'failed'; readonly blockNumber: number }
  | {
      readonly place: 'mined';
      readonly blockNumber: number;
      readonly blockHash: string;
      readonly transfers: readonly TransferOnChain[];
    };

/**
 * Blocks to read again: from `from` to `to`, both counted, or the one that holds a transaction. `accountId`
 * is the account that asked for the rescan; absent: an operator asked.
 */
export type RescanInput = ChainInput & { readonly accountId?: AccountId } & (
    { readonly from: number; readonly to: number } | { readonly txHash: TxHash }
  );

export interface RescanResult {
  readonly from: number;
  readonly to: number;
  /** How many transfers to purses were newly recorded. */
  readonly found: number;
}
