import type { PurserEvent } from '../../client/index.ts';

const maxEvents = 1000;

/** The received events, once each. A real shop saves them in its database, with the event's id as the key. */
export class Inbox {
  readonly #events = new Map<string, PurserEvent>();

  /**
   * False if the event came before: Purser repeats an event that was not answered, and then there is nothing
   * to do.
   */
  add(event: PurserEvent): boolean {
    if (this.#events.has(event.id)) return false;
    this.#events.set(event.id, event);
    const [oldest] = this.#events.keys();
    if (this.#events.size > maxEvents && oldest !== undefined) this.#events.delete(oldest);
    return true;
  }

  /** The events about one customer, newest first. They arrive in any order; `sequence` has the right one. */
  latestOf(customerId: string, limit: number): readonly PurserEvent[] {
    return [...this.#events.values()]
      .filter(({ data }) => 'customerId' in data && data.customerId === customerId)
      .toSorted((a, b) => b.sequence - a.sequence)
      .slice(0, limit);
  }
}
