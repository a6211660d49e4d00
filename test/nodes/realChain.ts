import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlockHash } from '../../domain/address.ts';
import type { NamedBlock } from '../../domain/scanning/fork.ts';
import { addedTokenAddress, addTokens } from '../../testkit/chain/contracts/addTokens.ts';
import { testArtifacts } from '../../testkit/chain/contracts/testArtifacts.ts';
import { callRpc } from '../../testkit/chain/rpc/callRpc.ts';
import type { RunningServer } from '../../testkit/servers/runServer.ts';
import { runServer } from '../../testkit/servers/runServer.ts';
import { untilReady } from '../../testkit/servers/untilReady.ts';

/** A program of a node that runs. */
export interface NodeProcess {
  readonly url: string;
  /** Ends it as an operator does; it saves what it has. */
  stop(): Promise<void>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

export interface NodeCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly url: string;
}

/** Starts a node's program, and waits until it answers. Throws `StartError` with the reason in its log. */
export async function runNode({ name, command, args, folder, url }: NodeCommand): Promise<NodeProcess> {
  const pidFile = join(folder, `${name}.pid`);
  const server: RunningServer = await runServer({
    name,
    command,
    args,
    logFile: join(folder, `${name}.log`),
    pidFile,
    // Both save their state on this signal.
    stopSignals: [
      { signal: 'SIGINT', afterMs: 0 },
      { signal: 'SIGKILL', afterMs: 20_000 },
    ],
  });
  const { pid } = JSON.parse(await readFile(pidFile, 'utf8')) as { readonly pid: number };
  const kill = (): void => {
    process.kill(pid, 'SIGKILL');
  };
  // If the tests end without ending their nodes.
  process.once('exit', kill);
  void server.exited.then(() => process.off('exit', kill));
  await untilReady(server, /(?:Fatal|Error|error): +(.*)$/m, async () => {
    await callRpc(url, 'eth_blockNumber', []);
  });
  return {
    url,
    stop: server.stop,
    async kill() {
      kill();
      await server.exited;
    },
  };
}

/** A folder for the data and logs of nodes. */
export async function newNodeFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'purser-nodes-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A chain of real nodes that a test mines. */
export interface RealChain {
  readonly chainId: number;
  /** The node that gets the payments. */
  readonly rpcUrl: string;
  /** The private key of an account with plenty of everything. */
  readonly faucetKey: string;
  request(method: string, params?: readonly unknown[]): Promise<unknown>;
  /** Mines a block with all that is in the pool, and more without. */
  mine(blocks: number): Promise<void>;
}

/** The contract of USDT on a chain that has `deployUsdt`. */
export const usdtContract = addedTokenAddress('USDT');

export async function deployUsdt(chain: RealChain): Promise<void> {
  const usdt = { currency: 'USDT', name: 'Tether USD', symbol: 'USDT', decimals: 6 };
  await addTokens(chain, await testArtifacts(), [usdt]);
}

export async function headOf({ request }: Pick<RealChain, 'request'>): Promise<NamedBlock> {
  return blockOf({ request }, 'latest');
}

export async function blockOf(
  { request }: Pick<RealChain, 'request'>,
  height: number | 'latest' | 'safe' | 'finalized',
): Promise<NamedBlock> {
  const at = typeof height === 'number' ? `0x${height.toString(16)}` : height;
  const block = await request('eth_getBlockByNumber', [at, false]);
  const { number, hash } = block as { readonly number: string; readonly hash: BlockHash };
  return { height: Number(number), hash };
}
