import type { Page } from './call.ts';
import type { PurserEvent } from './events.ts';

/** Walks a list to its end. It requests the next page only when this one is used up. */
export async function* paginate<T>(
  readPage: (cursor: { readonly startingAfter?: string }) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let cursor = {};
  for (;;) {
    const { data, hasMore } = await readPage(cursor);
    yield* data;
    if (!hasMore || data.length === 0) return;
    cursor = { startingAfter: idOf(data.at(-1)) };
  }
}

/** What the next page starts after: an item's id, which some items have under another name. */
function idOf(item: unknown): string {
  if (typeof item === 'object' && item !== null) {
    if ('id' in item && typeof item.id === 'string') return item.id;
    if ('purseId' in item && typeof item.purseId === 'string') return item.purseId;
    if ('sessionId' in item && typeof item.sessionId === 'string') return item.sessionId;
    if ('number' in item && typeof item.number === 'number') return String(item.number);
    if ('code' in item && typeof item.code === 'string') return item.code;
  }
  throw new TypeError('the items of this list have no cursor');
}

/** Events above a sequence, oldest first, including those that come meanwhile. */
export async function* eventsAfter(
  sequence: number,
  readPage: (afterSequence: number) => Promise<Page<PurserEvent>>,
): AsyncGenerator<PurserEvent> {
  let last = sequence;
  for (;;) {
    const { data, hasMore } = await readPage(last);
    yield* data;
    if (!hasMore) return;
    last = data.at(-1)?.sequence ?? last;
  }
}
