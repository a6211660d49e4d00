import { computeAddress } from 'ethers';
import type { ContractArtifacts } from '../contracts/compileContracts.ts';
import { compileContracts } from '../contracts/compileContracts.ts';
import { PurserError } from '../domain/errors.ts';
import type { Network } from '../domain/registry.ts';
import type {
  TestPayment,
  WantedFault,
  WantedReorg,
  WantedReplacement,
  WantedRestore,
} from '../domain/testMode.ts';
import { testAccounts } from './chain/payers/testAccounts.ts';
import type { Reorg, ReorgOptions } from './chain/reorg.ts';
import { bigOf, callRpc } from './chain/rpc/callRpc.ts';
import { RpcError, rpcErrorCodes } from './chain/rpc/rpcError.ts';
import { steeringUrl } from './chain/rpc/steeringUrl.ts';
import type { ComplianceProvider } from './complianceProvider.ts';
import type { Paid } from './payAs.ts';
import { payAs } from './payAs.ts';
import { reviewedKey, sanctionedKey } from './sanctionedPayer.ts';
import { TestReceivers } from './testReceivers.ts';

export interface TestkitDriver {
  pay(payment: TestPayment): Promise<Paid>;
  mine(network: Network, blocks: number, mining?: 'pause' | 'resume'): Promise<number>;
  reorg(network: Network, wanted: WantedReorg | WantedRestore): Promise<Reorg>;
  fault(network: Network, wanted: WantedFault): Promise<{ readonly seed: number }>;
  clearFaults(network: Network): Promise<void>;
  drop(network: Network, transactionHash: string): Promise<boolean>;
  replace(network: Network, wanted: WantedReplacement): Promise<string>;
  finalize(network: Network, to: { readonly lag: number } | { readonly height: number }): Promise<number>;
  readonly receivers: TestReceivers;
  readonly provider?: ComplianceProvider | undefined;
  /** Ends the receivers and the provider. */
  stop(): Promise<void>;
}

/**
 * Does over HTTP what the commands do: pays on the networks of the registry and controls them. Their first
 * endpoints must be test chains of this testkit. All methods throw `invalid_request` if a chain refuses, and
 * `temporarily_unavailable` if it cannot be reached.
 *
 * `contractsFolder`: where the compiled contracts are saved. `blockWithinMs`: how many ms a listed payer
 * waits for the block that brings its money.
 */
export function createTestDriver({
  contractsFolder,
  provider,
  blockWithinMs = 10_000,
}: {
  readonly contractsFolder: string;
  readonly provider?: ComplianceProvider | undefined;
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
    reorg: (network, wanted) =>
      onChain(async () => {
        const reorg = await call(network, 'purser_reorg', reorgOf(wanted));
        return reorg as Reorg;
      }),
    fault: (network, wanted) =>
      onChain(async () => (await call(network, 'purser_fault', wanted)) as { readonly seed: number }),
    clearFaults: network =>
      onChain(async () => {
        await call(network, 'purser_clearFaults');
      }),
    drop: (network, txHash) => onChain(async () => (await call(network, 'purser_drop', txHash)) === true),
    replace: (network, { transactionHash, to, amount }) =>
      onChain(async () => {
        const pending = await call(network, 'eth_getTransactionByHash', transactionHash);
        const key = keyOf((pending as { readonly from?: unknown } | null)?.from);
        const replacement = { key, txHash: transactionHash, to, amount: String(amount) };
        return String(await call(network, 'purser_replace', replacement));
      }),
    finalize: (network, to) =>
      onChain(async () => {
        await call(network, 'purser_finalize', to);
        const block = await call(network, 'eth_getBlockByNumber', 'finalized', false);
        return Number(bigOf((block as { readonly number: unknown }).number));
      }),
    receivers,
    provider,
    stop: async () => {
      await receivers.stop();
      await provider?.stop();
    },
  };
}

function reorgOf(wanted: WantedReorg | WantedRestore): ReorgOptions {
  if ('restore' in wanted) return wanted;
  const { depth, blocks, without, keep, withhold } = wanted;
  return {
    depth,
    drop: [...without],
    withhold,
    ...(blocks === undefined ? {} : { blocks }),
    ...(keep === undefined ? {} : { keep: [...keep] }),
  };
}

/**
 * The key of the payer who sent the transaction. If no listed payer sent it, the faucet's: a stranger's
 * transaction is then not found in the faucet's pool.
 */
function keyOf(sender: unknown): string {
  const keys = [sanctionedKey, reviewedKey];
  const isSender = (key: string): boolean => computeAddress(key).toLowerCase() === sender;
  return keys.find(isSender) ?? testAccounts().faucet.privateKey;
}

function call(network: Network, method: string, ...params: readonly unknown[]): Promise<unknown> {
  return callRpc(rpcOf(network), method, params);
}

function rpcOf({ rpc: [first], code }: Network): string {
  if (first === undefined) throw new Error(`the registry names no endpoint of ${code}`);
  return steeringUrl(first);
}

/** These are not the caller's fault: the call may work later. */
const notRefused: readonly number[] = [rpcErrorCodes.internal, rpcErrorCodes.limitExceeded];

async function onChain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RpcError && !notRefused.includes(error.code)) {
      throw new PurserError('invalid_request', `The test chain refuses: ${error.message}`, { cause: error });
    }
    throw new PurserError('temporarily_unavailable', 'The test chain does not answer, or makes no blocks.', {
      cause: error,
    });
  }
}
