import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readArgs } from './readArgs.ts';
import { fail, runningStack } from './stack/runningStack.ts';

/** Not 8090: the shop of `npm start` has that port. */
const usualPort = '8091';

const usage = `Starts the example shop alone, with the running stack: change the shop, and start it again.

  npm run shop

It listens on port ${usualPort}, or SHOP_PORT.
`;

/**
 * `npm run shop`: runs the example shop alone on the running stack, so that you can change it and try again.
 */
async function main(): Promise<void> {
  readArgs({ run: 'npm run shop', usage, options: {} });
  const running = runningStack('shop');
  const child = spawn(process.execPath, [join(import.meta.dirname, '../examples/merchant/server.ts')], {
    stdio: 'inherit',
    env: { PURSER_URL: running.api, PURSER_API_KEY: running.key, SHOP_PORT: usualPort, ...process.env },
  });
  // Ctrl-C reaches both processes: this one stays until the shop has closed.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  }
  await once(child, 'exit');
  process.exitCode = child.exitCode ?? 1;
}

try {
  await main();
} catch (error) {
  fail('shop', error);
}
