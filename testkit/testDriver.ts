import { compileContracts } from '../contracts/compileContracts.ts';
import type { ContractArtifacts } from '../contracts/compileContracts.ts';
import { PurserError } from '../domain/errors.ts';
import type { Network } from '../domain/registry.ts';
import type { TestPayment, WantedReorg } from '../domain/testMode.ts';
import { bigOf, callRpc } from './chain/callRpc.ts';
import type { Reorg } from './chain/reorg.ts';
import { RpcError, rpcErrorCodes } from './chain/rpcError.ts';
import { testAccounts } from './chain/testAccounts.ts';
import type { Paid } from './payAs.ts';
import { payAs } from './payAs.ts';
import { TestReceivers } from './testReceivers.ts';

export interface TestkitDriver {
  pay(payment: TestPayment): Promise<Paid>;
  mine(network: Network, blocks: number, mining?: 'pause' | 'resume'): Promise<number>;
  reorg(network: Network, wanted: WantedReorg): Promise<Reorg>;
  finalize(network: Network, to: { readonly lag: number } | { readonly height: number }): Promise<number>;
  readonly receivers: TestReceivers;
  /** Ends the receivers. */
  stop(): Promise<void>;
}

/**
 * Does over HTTP what the commands do: pays on the networks of the registry, whose first endpoints must be test
 * chains of this testkit, and steers them. All of it throws `invalid_request` for what a chain refuses, and
 * `temporarily_unavailable` where it cannot be had.
 *
 * `contractsFolder`: where the compiled contracts are kept. `blockWithinMs`: how long a payer of the list waits for
 * the block that brings its money.
 */
export function createTestDriver({
  contractsFolder,
  blockWithinMs = 10_000,
}: {
  readonly contractsFolder: string;
  readonly blockWithinMs?: number;
}): TestkitDriver {
  const faucetKey = testAccounts().faucet.privateKey;
  const receivers = new TestReceivers();
  let artifacts: Promise<ContractArtifacts> | undefined;

  return {
    pay: ({ network, currency, to, amount, via, verdict, count }) =>
      onChain(async () => {
        artifacts ??= compileContracts(contractsFolder);
        return payAs({
          rpcUrl: rpcOf(network),
          faucetKey,
          artifacts: await artifacts,
          to,
          currency,
          amount,
          via,
          verdict,
          count,
          timeoutMs: blockWithinMs,
        });
      }),
    mine: (network, blocks, mining) =>
      onChain(async () => {
        if (mining) await call(network, mining === 'pause' ? 'purser_pauseMining' : 'purser_resumeMining');
        if (blocks > 0) await call(network, 'purser_mine', blocks);
        return Number(bigOf(await call(network, 'eth_blockNumber')));
      }),
    reorg: (network, { depth, without, withhold }) =>
      onChain(async () => {
        const reorg = await call(network, 'purser_reorg', { depth, drop: without, withhold });
        return reorg as Reorg;
      }),
    finalize: (network, to) =>
      onChain(async () => {
        await call(network, 'purser_finalize', to);
        const block = await call(network, 'eth_getBlockByNumber', 'finalized', false);
        return Number(bigOf((block as { readonly number: unknown }).number));
      }),
    receivers,
    stop: () => receivers.stop(),
  };
}

function call(network: Network, method: string, ...params: readonly unknown[]): Promise<unknown> {
  return callRpc(rpcOf(network), method, params);
}

function rpcOf({ rpc: [first], code }: Network): string {
  if (first === undefined) throw new Error(`the registry names no endpoint of ${code}`);
  return first;
}

/** What is no fault of the caller's: it may work later. */
const notRefused: readonly number[] = [rpcErrorCodes.internal, rpcErrorCodes.limitExceeded];

async function onChain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RpcError && !notRefused.includes(error.code)) {
      throw new PurserError('invalid_request', `The test chain refuses: ${error.message}`, { cause: error });
    }
    throw new PurserError('temporarily_unavailable', 'The test chain cannot be had, or makes no blocks.', {
      cause: error,
    });
  }
}
