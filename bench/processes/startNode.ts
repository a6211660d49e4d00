import { startChild } from './startChild.ts';

/** A request that the node got: one call, or a batch of them. */
export interface SeenRequest {
  /** Unix ms. */
  readonly at: number;
  /** As it was sent. */
  readonly body: string;
  readonly methods: readonly string[];
}

export interface NodeMessage {
  readonly head: number;
}

export interface RecordedNode {
  readonly url: string;
  /** Sets the head. Returns the requests since its last call. */
  readonly setHead: (height: number) => Promise<readonly SeenRequest[]>;
  readonly stop: () => Promise<void>;
}

/** How many calls of each method. */
export function countMethods(requests: readonly SeenRequest[]): Readonly<Record<string, number>> {
  const methods = Map.groupBy(
    requests.flatMap(request => request.methods),
    method => method,
  );
  return Object.fromEntries([...methods].map(([method, all]) => [method, all.length]));
}

/** Starts the process that serves the recorded chain. */
export async function startNode(folder: string, options: readonly string[] = []): Promise<RecordedNode> {
  const child = await startChild('rpcServer.ts', [folder, ...options]);
  const { port } = child.first as { readonly port: number };
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    setHead: async head => (await child.ask({ head } satisfies NodeMessage)) as readonly SeenRequest[],
    stop: child.stop,
  };
}
