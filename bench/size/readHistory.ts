import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A purse of the stack's tests with four signals, as Temporal's server recorded it. */
const recorded = 'test/replay/histories/2026-11/purse/stack-deposits-2.json';

export interface HistorySize {
  /** Of a purse that was opened and got its first signal. */
  readonly openedEvents: number;
  readonly openedBytes: number;
  /** Of each further signal, with what the workflow did about it. */
  readonly signalEvents: number;
  readonly signalBytes: number;
}

const started = z.object({ historySizeBytes: z.coerce.number() });
const schema = z.object({
  events: z.array(
    z.object({ eventId: z.coerce.number(), workflowTaskStartedEventAttributes: started.optional() }),
  ),
});

/** How a purse's history grows: with each task the server notes how large the history is by then. */
export async function readHistory(): Promise<HistorySize> {
  const text = await readFile(join(import.meta.dirname, '../..', recorded), 'utf8');
  return historySize(JSON.parse(text));
}

export function historySize(history: unknown): HistorySize {
  const noted = schema
    .parse(history)
    .events.flatMap(({ eventId, workflowTaskStartedEventAttributes: task }) =>
      task ? [{ events: eventId - 1, bytes: task.historySizeBytes }] : [],
    );
  // The first task opens the purse. Each later one was begun by a signal.
  const [, opened, ...later] = noted;
  const last = later.at(-1);
  if (!opened || !last) throw new Error('the history has no second signal');
  return {
    openedEvents: opened.events,
    openedBytes: opened.bytes,
    signalEvents: (last.events - opened.events) / later.length,
    signalBytes: (last.bytes - opened.bytes) / later.length,
  };
}
