import type { OwnNodes } from '../../chain/sending/ownNodes.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { PurseKeys } from '../../chain/sending/purseKeys.ts';
import type { SigningKey } from '../../chain/sending/signingKey.ts';
import type { Db } from '../../db/connect.ts';
import type { AccountId, PurseId } from '../../domain/ids.ts';
import type { ChainId, NetworkCode } from '../../domain/registry.ts';
import type { LaneId } from '../../domain/sending/lane.ts';
import type { LanePolicy } from '../../domain/sending/nextSteps.ts';
import type { Asked, Sending } from './sending.ts';

/** What sends from one key on one network, and its nodes. */
export interface Sender extends Omit<SenderDeps, 'rpc'> {
  readonly nodes: OwnNodes;
  /** Where purses send by themselves. */
  readonly purseKeys?: PurseKeys;
}

/**
 * A queue for each lane. What is asked for while the lane is busy waits; then all of it is sent together, with one look at the
 * node and one commit. Otherwise each would sign for the same nonce, and all but one in vain.
 */
export interface SendQueue {
  /** Sends a call for an intent once, and says what became of it: see `sendIntent`. */
  send(deps: SenderDeps, asked: Asked): Promise<Sending>;
}

/** What sends from one key on one network, by one node. */
export interface SenderDeps {
  readonly db: Db;
  /** A node of one's own: what it says of nonces decides what is signed. */
  readonly rpc: Rpc;
  readonly key: SigningKey;
  readonly accountId: AccountId;
  /** The purse whose key it is; absent: it is the operator's. */
  readonly purseId?: PurseId;
  readonly network: { readonly code: NetworkCode; readonly chainId: ChainId };
  readonly policy: LanePolicy & {
    /** The most nonces that may be unmined at a time. */
    readonly inFlight: number;
    /** The most that the key may spend on gas within 24 hours, in wei. */
    readonly dailyGas: bigint;
  };
  /** Absent: each intent is sent by itself. */
  readonly queue?: SendQueue;
  readonly now?: () => Date;
}

export function laneOf({ network, key }: Pick<SenderDeps, 'network' | 'key'>): LaneId {
  return { chainId: network.chainId, sender: key.address };
}
