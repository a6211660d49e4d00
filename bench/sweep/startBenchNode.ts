import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { createRpc } from '../../chain/rpc/rpc.ts';
import { findAnvil } from '../../testkit/servers/findAnvil.ts';
import { claimPort } from '../../testkit/servers/freePort.ts';
import { runServer } from '../../testkit/servers/runServer.ts';
import { untilReady } from '../../testkit/servers/untilReady.ts';
import type { Cleanup } from '../processes/cleanup.ts';
import { chainId } from './shape.ts';

/**
 * Starts a node that mines when it is asked to. It is anvil: Hardhat's EVM executes its whole pool to count the pending
 * transactions of a sender, which no real node does.
 */
export async function startBenchNode(cleanup: Cleanup): Promise<Rpc> {
  const folder = await mkdtemp(join(tmpdir(), 'purser-bench-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const port = await claimPort(0, 'the port of anvil');
  const server = await runServer({
    name: 'anvil',
    command: findAnvil(),
    args: ['--port', String(port), '--chain-id', String(chainId), '--no-mining', '--hardfork', 'osaka'],
    logFile: join(folder, 'anvil.log'),
    pidFile: join(folder, 'anvil.pid'),
    stopSignals: [
      { signal: 'SIGINT', afterMs: 0 },
      { signal: 'SIGKILL', afterMs: 5000 },
    ],
  });
  cleanup.add(server.stop);
  const stop = new AbortController();
  cleanup.add(() => Promise.resolve(stop.abort()));
  const rpc = createRpc(`http://127.0.0.1:${String(port)}`, stop.signal);
  await untilReady(server, /(?:Fatal|Error|error): +(.*)$/m, async () => {
    await rpc.call('eth_blockNumber', []);
  });
  return rpc;
}
