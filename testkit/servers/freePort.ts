import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { leasePort } from './leasePort.ts';
import { StartError, errorCode } from './StartError.ts';

const HOST = '127.0.0.1';
/** The range of free ports: below the ports that systems give to outgoing connections (Linux from 32768, others from 49152). */
const RANGE = { from: 20_000, below: 32_000 } as const;

/**
 * The port to use: the requested one, or for 0 a free one that no outgoing connection takes meanwhile. If the
 * port is taken, throws `StartError` with the port and the setting, before anything is started on it.
 */
export async function claimPort(port: number, setting: string): Promise<number> {
  try {
    return port === 0 ? await freePort() : await listenOnce(port);
  } catch (cause) {
    const why =
      errorCode(cause) === 'EACCES' ? 'may not be opened by this user' : 'is taken by another program';
    throw new StartError(
      `port ${port} (${setting}) ${why}`,
      `free it, or set ${setting} to another port (0 takes a free port)`,
      { cause },
    );
  }
}

/** Whether something on this machine accepts connections on the port. */
export function isPortOpen(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port, host: HOST });
    const settle = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.setTimeout(1_000, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(RANGE.from, RANGE.below);
    if (!leasePort(port)) continue;
    try {
      return await listenOnce(port);
    } catch (error) {
      if (!['EADDRINUSE', 'EACCES'].includes(errorCode(error) ?? '')) throw error;
    }
  }
  return listenOnce(0);
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: HOST, exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('the port has no number'));
        else resolve(address.port);
      });
    });
  });
}
