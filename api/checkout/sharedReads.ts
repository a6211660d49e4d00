/** Of one key. A second may begin beside one that takes long, so that those who ask meanwhile need not wait for it. */
const mostUnderWay = 2;

interface Flights<Value> {
  /** Not begun yet: it answers whoever asks now. */
  next: Promise<Value> | undefined;
  underWay: number;
  /** Lets `next` begin; only while it waits for one that is under way. */
  begin: (() => void) | undefined;
}

/**
 * Shares what is read for one key: one read answers all who ask in one turn of the event loop, and while two are under
 * way, all who ask until one of them ends. So each is answered by a read that began after it asked, and however many
 * ask, no more than two of a key are under way. Nothing is kept; a failure is told to those who shared it.
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
