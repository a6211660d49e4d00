import type { OutgoingCall } from '../../chain/sending/outgoingCall.ts';
import type { Alongside } from '../../db/sending/saveAttempt.ts';
import type { Intent } from '../../domain/sending/lane.ts';
import type { SenderDeps } from './deps.ts';
import type { Sending } from './sending.ts';
import { createSendQueue } from './sendQueue.ts';

/**
 * Sends a call for an intent: once, however often and wherever this is called. The nonce and the bytes are on disk
 * before a node gets them, with what `alongside` saves. If no node takes them, `tendLane` sends them again. Throws
 * `rpc_unavailable`, `rpc_inconsistent`, and `temporarily_unavailable` if others took each nonce or changed the intent, or the key does not
 * answer.
 */
export async function sendIntent(
  deps: SenderDeps,
  intent: Intent,
  call: OutgoingCall,
  alongside?: Alongside,
): Promise<Sending> {
  const { queue = createSendQueue() } = deps;
  return queue.send(deps, { intent, call, alongside });
}
