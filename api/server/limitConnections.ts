import type { Server } from 'node:http';
import { clientKey } from '../http/limitClients.ts';

export interface ConnectionLimits {
  /** Open connections of all clients. */
  readonly total: number;
  /** Of one client: an address, or an IPv6 network of 64 bits. */
  readonly perClient: number;
  /** For a proxy only the total counts, as its connections are those of all its clients. */
  readonly isProxy: (address: string) => boolean;
}

/**
 * Ends a connection beyond the limits at once, before a byte of it is read. Each connection costs memory and
 * a file descriptor, and a process without free descriptors answers nobody.
 */
export function limitConnections(server: Server, { total, perClient, isProxy }: ConnectionLimits): void {
  server.maxConnections = total;
  const open = new Map<string, number>();
  server.on('connection', socket => {
    const { remoteAddress } = socket;
    if (remoteAddress !== undefined && isProxy(remoteAddress)) return;
    const client = clientKey(remoteAddress);
    const others = open.get(client) ?? 0;
    if (others >= perClient) {
      socket.destroy();
      return;
    }
    open.set(client, others + 1);
    socket.once('close', () => {
      const left = (open.get(client) ?? 1) - 1;
      if (left === 0) open.delete(client);
      else open.set(client, left);
    });
  });
}
