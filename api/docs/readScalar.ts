import scalar from '@scalar/fastify-api-reference';

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

/** The browser script of the interactive reference, out of Scalar's package for Fastify. */
export function readScalar(): string {
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
