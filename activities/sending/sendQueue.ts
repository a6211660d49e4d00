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

/** Takes all that wait out of the queue, but for the second of an intent: it finds what became of the first. */
function takeGroup(waiting: Waiting[]): readonly Waiting[] {
  const all = waiting.splice(0);
  const group = new Map<string, Waiting>();
  for (const one of all) {
    const { kind, id } = one.asked.intent;
    const intent = `${kind} ${id}`;
    if (group.has(intent)) waiting.push(one);
    else group.set(intent, one);
  }
  return [...group.values()];
}

async function sendGroup(group: readonly Waiting[]): Promise<void> {
  const [first] = group;
  if (!first) return;
  try {
    const asked = group.map(one => one.asked);
    const settled = await sendTogether(first.deps, asked);
    for (const [at, { settle }] of group.entries()) {
      const one = settled[at];
      if (one?.status === 'fulfilled') settle.resolve(one.value);
      else settle.reject(one?.reason);
    }
  } catch (error) {
    for (const { settle } of group) settle.reject(error);
  }
}
