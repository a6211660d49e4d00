import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import type { ComplianceProvider } from '../../../domain/deposits/compliance.ts';
import type { Network } from '../../../domain/registry.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import type { NodeWatcher } from '../../e2e/scanning/nodeWatcher.ts';
import { watchNodes } from '../../e2e/scanning/nodeWatcher.ts';
import { eventually } from '../../e2e/testStack.ts';
import { deployUsdt, headOf, usdtContract } from '../realChain.ts';
import type { Anvil, AnvilOptions } from './startAnvil.ts';
import { startAnvil } from './startAnvil.ts';

/** A scanner on anvil. Both end with their test. */
export interface AnvilWorld {
  readonly anvil: Anvil;
  readonly watcher: NodeWatcher;
  /** Pays ether from the faucet, in wei; returns the transaction's hash. */
  pay(to: string, amount: bigint): Promise<string>;
  /** Mines, and waits for the scanner, and for the proofs of what is final by then. */
  mine(blocks: number): Promise<void>;
}

export interface AnvilWorldOptions extends AnvilOptions {
  readonly endpoints?: 1;
  /** Approves all deposits if it is absent. */
  readonly provider?: ComplianceProvider;
}

export async function startAnvilWorld(
  network: Partial<Network>,
  options: AnvilWorldOptions = {},
): Promise<AnvilWorld> {
  const anvil = await startAnvil(options);
  onTestFinished(() => anvil.stop());
  await deployUsdt(anvil);
  const watcher = await watchNodes({
    chainId: anvil.chainId,
    // As two nodes: each block with money is proven too.
    rpc: options.endpoints === 1 ? [anvil.rpcUrl] : [anvil.rpcUrl, `${anvil.rpcUrl}/`],
    head: () => headOf(anvil),
    usdt: usdtContract,
    network,
    provider: options.provider,
  });
  onTestFinished(() => watcher.stop());
  return {
    anvil,
    watcher,
    pay: (to, amount) =>
      pay({ rpcUrl: anvil.rpcUrl, key: anvil.faucetKey, to, currency: { contract: null }, amount }),
    mine: async blocks => {
      await anvil.mine(blocks);
      await watcher.caughtUp();
      // A second node proves beside the walk, and the next look then settles.
      await eventually('all that is deep enough is final', () => nothingWaits(watcher));
    },
  };
}

/** Whether everything in blocks that are deep enough is final: deposits, our own transactions, destinations and findings. */
async function nothingWaits({ db }: NodeWatcher): Promise<boolean> {
  const { rows } = await sql<{ readonly waits: boolean }>`
    select exists (
      select from chain_cursors c where
        exists (select from transactions where block_number <= c.final_height and final_block_hash is null)
        or exists (select from sends where block_number <= c.final_height and status = 'mined')
        or exists (select from destination_events where block_number <= c.final_height and not is_final)
        or exists (select from findings where block_number <= c.final_height and not is_final)
    ) as waits
  `.execute(db);
  return rows[0]?.waits === false;
}
