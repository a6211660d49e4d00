import { join } from 'node:path';
import { testAccounts } from '../../../testkit/chain/payers/testAccounts.ts';
import { callRpc } from '../../../testkit/chain/rpc/callRpc.ts';
import { claimPort } from '../../../testkit/servers/freePort.ts';
import type { NodeProcess, RealChain } from '../realChain.ts';
import { newNodeFolder, runNode } from '../realChain.ts';
import { findAnvil } from '../../../testkit/servers/findAnvil.ts';

export interface AnvilOptions {
  readonly args?: readonly string[];
  /** Whether a restart finds the chain again. */
  readonly saves?: boolean;
}

/** Foundry's node, which mines only when it is told to. */
export interface Anvil extends RealChain {
  /** Replaces the last blocks, with these raw transactions in the first of the new ones. */
  reorg(depth: number, transactions?: readonly string[]): Promise<void>;
  /** A transaction as it was sent, for `reorg` or to send it again. */
  rawOf(txHash: string): Promise<string>;
  /** Starts it again on the same port, with its chain if it saves it. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startAnvil(options: AnvilOptions = {}): Promise<Anvil> {
  const folder = await newNodeFolder();
  const port = await claimPort(0, 'the port of anvil');
  const rpcUrl = `http://127.0.0.1:${String(port)}`;
  const run = (): Promise<NodeProcess> =>
    runNode({
      name: 'anvil',
      command: findAnvil(),
      args: [
        ...['--port', String(port), '--chain-id', '31337', '--no-mining', '--slots-in-an-epoch', '2'],
        ...(options.saves ? ['--state', join(folder.path, 'state.json')] : []),
        ...(options.args ?? []),
      ],
      folder: folder.path,
      url: rpcUrl,
    });
  let node = await run();
  const request: RealChain['request'] = (method, params = []) => callRpc(rpcUrl, method, params);
  return {
    chainId: 31_337,
    rpcUrl,
    faucetKey: testAccounts().faucet.privateKey,
    request,
    async mine(blocks) {
      await request('anvil_mine', [blocks]);
    },
    async reorg(depth, transactions = []) {
      await request('anvil_reorg', [depth, transactions.map(raw => [raw, 0])]);
    },
    rawOf: async txHash => String(await request('debug_getRawTransaction', [txHash])),
    async restart() {
      await node.stop();
      node = await run();
    },
    async stop() {
      await node.stop();
      await folder.remove();
    },
  };
}
