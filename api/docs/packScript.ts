// A thread of `createReferenceScript`: takes the browser script out of Scalar's package for servers and packs it.
import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import scalar from '@scalar/fastify-api-reference';

export interface Packed {
  readonly plain: Uint8Array;
  readonly gzip: Uint8Array;
}

/**
 * The part of a Fastify server that the package uses. It is made for Fastify and carries the script inside; of what it
 * mounts, only the route of the script is taken.
 */
interface Reply {
  header(name: string, value: string): Reply;
  send(body: string): Reply;
}
interface Mounted {
  readonly url: string;
  readonly handler: (request: null, reply: Reply) => unknown;
}

function readScript(): string {
  let script = '';
  const reply: Reply = {
    header: () => reply,
    send: body => {
      script = body;
      return reply;
    },
  };
  const server = {
    route: ({ url, handler }: Mounted): void => {
      if (url.endsWith('.js')) handler(null, reply);
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- Its types are Fastify's, which is not installed.
  const mount: (on: typeof server, options: object, done: () => void) => void = scalar;
  mount(server, { routePrefix: '/docs', configuration: { url: '/openapi.json' } }, () => undefined);
  if (script === '') throw new Error('the package of the API reference mounts no script');
  return script;
}

const script = readScript();
const packed: Packed = {
  plain: new TextEncoder().encode(script),
  gzip: Uint8Array.from(gzipSync(script, { level: 9 })),
};
parentPort?.postMessage(packed);
