/**
 * The most reads of one key at once. A second may begin beside a slow one, so that later callers need not
 * wait for the slow one.
 */
const mostUnderWay = 2;

interface Flights<Value> {
  /** Not begun yet: it answers everyone who asks now. */
  next: Promise<Value> | undefined;
  underWay: number;
  /** Lets `next` begin. Defined only while `next` waits for a running read. */
  begin: (() => void) | undefined;
}

/**
 * Shares reads of one key. One read answers all who ask in one turn of the event loop. While two reads run,
 * one read answers all who ask until one of the two ends. So a read that answers a caller began after the
 * caller asked, and no more than two reads of a key run at once. Nothing is cached. All who shared a failed
 * read get its error.
 */
export function sharedReads<Key, Value>(read: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const all = new Map<Key, Flights<Value>>();

  const takeOff = (flights: Flights<Value>): void => {
    flights.begin?.();
  };
  const fly = async (key: Key, flights: Flights<Value>): Promise<Value> => {
    await new Promise<void>(resolve => {
      setImmediate(resolve);
    });
    if (flights.underWay >= mostUnderWay) {
      await new Promise<void>(resolve => {
        flights.begin = resolve;
      });
    }
    flights.begin = undefined;
    flights.next = undefined;
    flights.underWay += 1;
    try {
      return await read(key);
    } finally {
      flights.underWay -= 1;
      takeOff(flights);
      if (flights.underWay === 0 && flights.next === undefined) all.delete(key);
    }
  };

  return key => {
    const flights = all.get(key) ?? { next: undefined, underWay: 0, begin: undefined };
    all.set(key, flights);
    flights.next ??= fly(key, flights);
    return flights.next;
  };
}
