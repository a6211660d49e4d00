import type { PurserEvent } from '../../client/index.ts';

const keptEvents = 1000;

/** The events that came, once each. A real shop keeps them in its database, with the event's id as the key. */
export class Inbox {
  readonly #events = new Map<string, PurserEvent>();

  /** False where it came before: Purser repeats what it has no answer to, and then there is nothing to do. */
  add(event: PurserEvent): boolean {
    if (this.#events.has(event.id)) return false;
    this.#events.set(event.id, event);
    const [oldest] = this.#events.keys();
    if (this.#events.size > keptEvents && oldest !== undefined) this.#events.delete(oldest);
    return true;
  }

  /** Those about one customer, the newest first: they come in no order, and `sequence` is theirs. */
  latestOf(customerId: string, limit: number): readonly PurserEvent[] {
    return [...this.#events.values()]
      .filter(({ data }) => 'customerId' in data && data.customerId === customerId)
      .toSorted((a, b) => b.sequence - a.sequence)
      .slice(0, limit);
  }
}
