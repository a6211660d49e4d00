import type { BlockHash, ChecksumAddress } from '../address.ts';
import type { PurseId } from '../ids.ts';
import type { Currency } from '../registry.ts';
import type { OutgoingTransaction } from '../sending/lane.ts';
import type { DestinationChange } from '../sweeping/destination.ts';
import type { Outflow } from '../sweeping/finding.ts';
import type { BlockHeader, CoinSource, Transfer, UnlistedTransfer } from './transfer.ts';

/** A block with everything in it that concerns us. */
export interface FoundBlock extends BlockHeader {
  /** What showed the coins in it. */
  readonly source: CoinSource;
  readonly receiptsRoot: BlockHash | null;
  readonly hits: readonly Hit[];
  readonly unsupported: readonly UnsupportedHit[];
  /** What our own senders had mined in it. */
  readonly outgoing: readonly OutgoingTransaction[];
  /** What sweepers of ours say in it, in the order of its logs. */
  readonly destinations: readonly DestinationChange[];
  /** The tokens that left our purses in it, whoever moved them; null if no account has a sweeper on the chain. */
  readonly outflows: readonly Outflow[] | null;
  /** Why coins sent by contracts could not be looked for in it; absent if they could. */
  readonly unread?: string;
}

/** A transfer to one of our purses. */
export interface Hit extends Transfer {
  readonly purseId: PurseId;
  readonly listed: Currency;
  readonly fromChecksum: ChecksumAddress;
}

/** Something at one of our purses that is never credited. */
export interface UnsupportedHit extends UnlistedTransfer {
  readonly purseId: PurseId;
  readonly fromChecksum: ChecksumAddress;
  /** EIP-55 form of the contract; null for a coin. */
  readonly contractChecksum: ChecksumAddress | null;
  /**
   * True for a coin, or a token that the registry names and refuses. Anybody may have made any other token.
   */
  readonly known: boolean;
}
