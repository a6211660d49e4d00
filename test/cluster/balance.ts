import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** One address for several servers that do the same, as a load balancer before them gives it. */
export interface Balancer {
  readonly port: number;
  /** Ends every connection. Those who had one connect again. */
  cut(): void;
  stop(): Promise<void>;
}

const host = '127.0.0.1';

/**
 * Passes each connection on to one of the ports that `portsNow` names: to the next one each time, and to another if that
 * one refuses. If all refuse, the connection ends. What is under way on a connection ends with its server.
 */
export async function balance(portsNow: () => readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turns = 0;
  const server = createServer({ noDelay: true }, client => {
    open.add(client);
    client.once('close', () => open.delete(client));
    client.on('error', () => undefined);
    const ports = portsNow();
    const first = turns++;
    const order = ports.map((_, at) => ports[(first + at) % ports.length]).filter(each => each !== undefined);
    void connectAny(order).then(target => {
      if (!target || client.destroyed) {
        target?.destroy();
        client.destroy();
        return;
      }
      open.add(target);
      target.once('close', () => {
        open.delete(target);
        client.destroy();
      });
      target.on('error', () => undefined);
      client.once('close', () => target.destroy());
      client.pipe(target).pipe(client);
    });
  });
  await listen(server);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the balancer has no port');
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: address.port,
    cut,
    stop: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        cut();
      }),
  };
}

async function connectAny(ports: readonly number[]): Promise<Socket | undefined> {
  for (const port of ports) {
    const socket = await connectTo(port);
    if (socket) return socket;
  }
  return undefined;
}

function connectTo(port: number): Promise<Socket | undefined> {
  return new Promise(resolve => {
    const socket = connect({ port, host, noDelay: true });
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', () => {
      resolve(undefined);
    });
  });
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host }, () => {
      resolve();
    });
  });
}
