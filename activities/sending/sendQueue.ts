import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SenderDeps, SendQueue } from './deps.ts';
import type { Asked, Sending } from './sending.ts';
import { sendTogether } from './sendTogether.ts';

interface Waiting {
  readonly deps: SenderDeps;
  readonly asked: Asked;
  readonly settle: PromiseWithResolvers<Sending>;
}

/** For the lanes of one process. */
export function createSendQueue(): SendQueue {
  /** Of each lane that is busy, those that wait for its next turn. */
  const lanes = new Map<string, Waiting[]>();
  const work = async (lane: string, waiting: Waiting[]): Promise<void> => {
    for (;;) {
      // Those who ask at the same time belong to the same group.
      await nextTurn();
      const group = takeGroup(waiting);
      if (group.length === 0) break;
      await sendGroup(group);
    }
    lanes.delete(lane);
  };
  return {
    send(deps, asked) {
      const lane = `${String(deps.network.chainId)} ${deps.key.address}`;
      const settle = Promise.withResolvers<Sending>();
      const own = { deps, asked, settle };
      const waiting = lanes.get(lane);
      if (waiting) waiting.push(own);
      else {
        const first = [own];
        lanes.set(lane, first);
        void work(lane, first);
      }
      return settle.promise;
    },
  };
}

/**
 * Takes all that wait out of the queue, but for the second of an intent, which finds what became of the first, and for those who
 * work with another node.
 */
function takeGroup(waiting: Waiting[]): readonly Waiting[] {
  const group = new Map<string, Waiting>();
  for (const one of waiting.splice(0)) {
    const { kind, id } = one.asked.intent;
    const intent = `${kind} ${id}`;
    const [first = one] = group.values();
    if (group.has(intent) || one.deps.rpc !== first.deps.rpc) waiting.push(one);
    else group.set(intent, one);
  }
  return [...group.values()];
}

async function sendGroup(group: readonly Waiting[]): Promise<void> {
  const [first] = group;
  if (!first) return;
  const settleOf = new Map(group.map(({ asked, settle }) => [asked, settle]));
  try {
    await sendTogether(first.deps, [...settleOf.keys()], {
      settled: (asked, sending) => settleOf.get(asked)?.resolve(sending),
      failed: (asked, error) => settleOf.get(asked)?.reject(error),
    });
  } catch (error) {
    for (const { reject } of settleOf.values()) reject(error);
  }
}
