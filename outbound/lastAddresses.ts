/** The address that each of the recently used origins was last connected to. */
export interface LastAddresses {
  get(origin: string): string | null;
  /** Null forgets it. */
  set(origin: string, address: string | null): void;
}

/**
 * Remembers `limit` origins: whoever sets up endpoints may invent any number of hosts. The origin that was
 * neither set nor asked for the longest goes first. Asking counts, as a connection that is kept alive is not
 * set again.
 */
export function rememberLast(limit: number): LastAddresses {
  const addresses = new Map<string, string>();
  function put(origin: string, address: string): void {
    // A map keeps the order of insertion: the last is the one used last.
    addresses.delete(origin);
    addresses.set(origin, address);
    const [oldest] = addresses.keys();
    if (addresses.size > limit && oldest !== undefined) addresses.delete(oldest);
  }
  return {
    get(origin) {
      const address = addresses.get(origin);
      if (address === undefined) return null;
      put(origin, address);
      return address;
    },
    set(origin, address) {
      if (address === null) addresses.delete(origin);
      else put(origin, address);
    },
  };
}
