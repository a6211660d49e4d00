import type { SenderView } from '../../chain/sending/readSender.ts';
import { openLane } from '../../db/sending/openLane.ts';
import { readLane } from '../../db/sending/readLane.ts';
import type { Lane, LaneId } from '../../domain/sending/lane.ts';
import type { SenderDeps } from './deps.ts';

/** Begins at the chain's own count. Undefined while the pool holds what was sent with the key before. */
export async function beginLane(
  { db, accountId, network, purseId }: SenderDeps,
  id: LaneId,
  { latest, pending }: Pick<SenderView, 'latest' | 'pending'>,
): Promise<Lane | undefined> {
  if (pending > latest) return undefined;
  // Nobody but a purse's lane uses its nonces.
  if (purseId !== undefined && latest > 0) return undefined;
  await openLane(db, id, {
    ...{ accountId, network: network.code, nextNonce: latest },
    ...(purseId !== undefined && { purseId }),
  });
  return readLane(db, id);
}
