import { join } from 'node:path';
import type { Child } from '../processes/startChild.ts';
import { profiling, startChild } from '../processes/startChild.ts';
import { shape } from './shape.ts';

export interface Server {
  readonly url: string;
  readonly stop: Child['stop'];
}

/**
 * The API as production runs it, with its log in a file. It has no Temporal, as known purses do not need it.
 */
export async function startApi(
  databaseUrl: string,
  logFile: string,
  profile: string | undefined,
): Promise<Server> {
  const child = await startChild('../server.ts', [], {
    nodeOptions: profiling(profile),
    outputTo: logFile,
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      PURSER_MODE: 'test',
      PURSER_REGISTRY: join(import.meta.dirname, '../../testkit/registry.json'),
      PURSER_PORT: '0',
      PURSER_DATABASE_POOL: String(shape.pool),
      // One key makes all requests. The limit counts them but refuses none.
      PURSER_RATE_LIMIT: '1000000',
    },
  });
  return server(child);
}

/** The least that such an answer can cost. */
export async function startFloor(databaseUrl: string): Promise<Server> {
  return server(
    await startChild('apiFloor.ts', [databaseUrl, String(shape.pool)], { env: { NODE_ENV: 'production' } }),
  );
}

function server(child: Child & { readonly first: unknown }): Server {
  const { port } = child.first as { readonly port: number };
  return { url: `http://127.0.0.1:${String(port)}`, stop: child.stop };
}
