import { sleepUntilStopped } from '../loops/sleepUntilStopped.ts';
import type { Sender } from './deps.ts';
import type { Tended } from './tendLane.ts';
import { tendLane } from './tendLane.ts';
import { tendPurses } from './tendPurses.ts';

interface Reports {
  readonly onTended: (sender: Sender, tended: Tended) => void;
  /** The lane is looked at again, whatever it was. */
  readonly onError: (sender: Sender, error: unknown) => void;
  /** How long a lane rests between two looks, in ms. */
  readonly everyMs: number;
}

/** Looks after the lanes until `stop` is aborted. Each has a loop of its own: a network that is away delays no other. */
export async function tendLanes(
  senders: readonly Sender[],
  { onTended, onError, everyMs }: Reports,
  stop: AbortSignal,
): Promise<void> {
  await Promise.all(
    senders.map(async sender => {
      while (!stop.aborted) {
        try {
          const tended = await sender.nodes.ask(rpc => tendLane({ ...sender, rpc }));
          for (const one of tended) onTended(sender, one);
          const { purseKeys } = sender;
          const ofPurses = purseKeys
            ? await sender.nodes.ask(rpc => tendPurses({ ...sender, rpc }, purseKeys))
            : [];
          for (const one of ofPurses) onTended(sender, one);
        } catch (error) {
          onError(sender, error);
        }
        await sleepUntilStopped(everyMs, stop);
      }
    }),
  );
}
