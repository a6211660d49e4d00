import { Client, Connection } from '@temporalio/client';

export interface Temporal {
  readonly client: Client;
  /** Resolves when the server answers. */
  readonly probe: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * A client that connects when it is first used, and again whenever the server was away, within a second: the
 * API starts, and serves what Postgres knows, while Temporal is down. An API key (Temporal Cloud) implies TLS.
 */
export function connectTemporal(options: {
  readonly address: string;
  readonly namespace: string;
  readonly apiKey?: string | undefined;
}): Temporal {
  const connection = Connection.lazy({
    address: options.address,
    ...(options.apiKey === undefined ? {} : { apiKey: options.apiKey, tls: true }),
    // The SDK's own retries outlive their call's deadline, and throw when the connection is closed meanwhile.
    interceptors: [],
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 1000 },
  });
  return {
    client: new Client({ connection, namespace: options.namespace }),
    probe: async () => {
      await connection.withDeadline(Date.now() + 2000, () => connection.workflowService.getSystemInfo({}));
    },
    close: () => connection.close(),
  };
}
