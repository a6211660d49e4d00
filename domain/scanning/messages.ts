import type { ChecksumAddress, TxHash } from '../address.ts';
import type { ErrorCode } from '../errors.ts';
import type { AccountId, PurseId } from '../ids.ts';
import type { ChainId, CurrencyCode, NetworkCode } from '../registry.ts';
import type { NamedBlock } from './fork.ts';
import type { TransferKind } from './transfer.ts';

/** Task queue of the scanning of chains, so that it can have processes of its own. */
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

export interface ScanInput extends ChainInput {
  /** Of an operator's `resume`: a fork deeper than finality is followed, with reversals, if the nodes have this block. */
  readonly newChain?: NamedBlock;
}

/**
 * Signal for operators of a stopped chain: look again and go on. A fork deeper than finality is followed only if the payload, a
 * `NamedBlock`, is a block of the new chain.
 */
export const resumeChainSignal = 'resume';

/** Where a chain's watcher stands; its heights are in the activity's heartbeat. */
export type ChainReport = ChainInput &
  (
    | { readonly state: 'scanning' }
    | { readonly state: 'stopped'; readonly code: ErrorCode; readonly message: string }
  );

export interface LookupInput extends ChainInput {
  readonly txHash: TxHash;
}

/** What a transaction does for a purse, of whichever account, as its chain tells it. Amounts are base units. */
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
 * Blocks to be read again: from `from` to `to`, both counted, or the one that holds a transaction. `accountId` is whose
 * rescan it is; without one it is an operator's.
 */
export type RescanInput = ChainInput & { readonly accountId?: AccountId } & (
    { readonly from: number; readonly to: number } | { readonly txHash: TxHash }
  );

export interface RescanResult {
  readonly from: number;
  readonly to: number;
  /** How many transfers to purses were recorded that had not been. */
  readonly found: number;
}
