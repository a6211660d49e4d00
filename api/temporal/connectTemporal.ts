import type { ConnectionOptions } from '@temporalio/client';
import { Client, Connection } from '@temporalio/client';
import { requireNamespace } from './requireNamespace.ts';

export interface Temporal {
  readonly client: Client;
  /**
   * Resolves if the server answers and has the namespace. Throws `NamespaceMissing`, and what the client
   * throws.
   */
  readonly probe: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * A client that connects at its first use, and reconnects within a second after the server was away. So the
 * API starts, and serves what Postgres knows, while Temporal is down.
 */
export function connectTemporal(options: ConnectionOptions, namespace: string): Temporal {
  const connection = Connection.lazy({
    ...options,
    // The SDK's own retries outlive the deadline of their call, and throw if the connection is closed
    // meanwhile.
    interceptors: [],
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 1000 },
  });
  return {
    client: new Client({ connection, namespace }),
    probe: async () => {
      const { workflowService } = connection;
      await connection.withDeadline(Date.now() + 2000, async () => {
        await workflowService.getSystemInfo({});
        await requireNamespace(connection, namespace);
      });
    },
    close: () => connection.close(),
  };
}
