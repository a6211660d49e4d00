import type { Authorization } from 'ethers';
import { getBytes } from 'ethers';
import { sweepCall } from '../../chain/sweeping/sweepCall.ts';
import type { ContractArtifacts } from '../../contracts/compileContracts.ts';
import type { Address } from '../../domain/address.ts';
import { mostBatchItems } from '../../domain/sweeping/sweepPolicy.ts';
import { createNode } from '../../testkit/chain/node.ts';
import type { Receipt } from './benchChain.ts';
import { addressOf, BenchChain, mostGas, walletOf } from './benchChain.ts';
import { deployOurs } from './deployOurs.ts';
import { chainId } from './shape.ts';

/** What sweeps: our contracts, or those without guards. */
export const contracts = ['ours', 'bare'] as const;
export const coins = ['token', 'native'] as const;
/** With the purses' authorizations in the same transaction, or after they were used. */
export const turns = ['first', 'later'] as const;

export interface GasFigure {
  readonly by: (typeof contracts)[number];
  readonly coin: (typeof coins)[number];
  readonly turn: (typeof turns)[number];
  readonly items: number;
  /** Of each item: without calldata and the 21,000 of each transaction. */
  readonly perItem: number;
  /** With both. */
  readonly totalPerItem: number;
}

export interface Gas {
  readonly sweeps: readonly GasFigure[];
  /** A transfer of the token by its holder's own transaction, to a holder. */
  readonly transfer: Pick<GasFigure, 'perItem' | 'totalPerItem'>;
  /** Items that were not swept. */
  readonly wrong: readonly string[];
}

const held = 1_000_000_000n;
const amount = 1_000n;

/** Each batch once, on a chain in this process. The figures are the same in each run. */
export async function measureGas(artifacts: ContractArtifacts, sizes: readonly number[]): Promise<Gas> {
  const rich = ['deployer', 'operator', 'holder'].map(name => ({
    ...{ key: walletOf(name).privateKey, balance: 10n ** 24n },
  }));
  const node = await createNode({ chainId, hardfork: 'osaka', accounts: rich });
  try {
    return await measure(new BenchChain((method, params) => node.request(method, params), artifacts), sizes);
  } finally {
    await node.close();
  }
}

async function measure(chain: BenchChain, sizes: readonly number[]): Promise<Gas> {
  const ours = await deployOurs(chain, 'acc_bench');
  const bare = {
    sweeper: await chain.deploy('BareSweeper'),
    delegate: await chain.deploy('BareDelegate'),
  };
  const token = await chain.deploy('TestToken', 'Bench', 'BNC', 6);
  const treasury = addressOf('treasury');
  // The destination's first coin would cost a new slot, or a new account, once.
  for (const coin of [token, null]) await chain.fund(coin, [treasury], held);
  const sweeps: GasFigure[] = [];
  const wrong: string[] = [];
  for (const [by, deployed] of Object.entries({ ours, bare })) {
    for (const coin of coins) {
      for (const items of new Set(sizes.map(size => Math.min(size, mostBatchItems)))) {
        const purses = Array.from(
          { length: items },
          (_, at) => `${by} ${coin} ${String(items)} ${String(at)}`,
        );
        const contract = coin === 'token' ? token : null;
        await chain.fund(contract, purses.map(addressOf), held);
        for (const turn of turns) {
          const authorized = turn === 'first' ? purses : [];
          const batch = batchOf(deployed, contract, purses, authorized);
          const receipt = await chain.send({ from: 'operator', ...batch });
          const moved = movedBy(receipt, deployed.sweeper, contract);
          if (moved !== items) {
            wrong.push(
              `${by}: ${String(moved)} of ${String(items)} items of ${coin} coins were swept, ${turn}`,
            );
          }
          sweeps.push({ by: by as GasFigure['by'], coin, turn, items, ...gasOf(receipt, batch.data, items) });
        }
      }
    }
  }
  return { sweeps, transfer: await measureTransfer(chain, token), wrong };
}

interface Deployed {
  readonly sweeper: Address;
  readonly delegate: Address;
}

function batchOf(
  { sweeper, delegate }: Deployed,
  token: Address | null,
  purses: readonly string[],
  authorized: readonly string[],
) {
  const authorizations = authorized.map((name): Authorization =>
    walletOf(name).authorizeSync({ chainId, address: delegate, nonce: 0 }),
  );
  const to = addressOf('treasury');
  const items = purses.map(name => ({ purse: addressOf(name), token, amount, floor: 0n, to }));
  const call = sweepCall(sweeper, items, authorizations);
  if (call.gasLimit > mostGas) throw new Error(`${String(items.length)} items do not fit into a transaction`);
  return call;
}

/** How many events say that something was moved: a token's own, the sweeper's for native coins. Both index two addresses. */
export function movedBy({ logs }: Receipt, sweeper: Address, token: Address | null): number {
  return logs.filter(({ address, topics }) => address === (token ?? sweeper) && topics.length === 3).length;
}

function gasOf({ gasUsed }: Receipt, data: string, items: number) {
  const total = Number(gasUsed);
  // EIP-2028: 4 for a byte that is zero, 16 for another.
  const calldata = getBytes(data).reduce((sum, byte) => sum + (byte === 0 ? 4 : 16), 0);
  return {
    perItem: Math.ceil((total - 21_000 - calldata) / items),
    totalPerItem: Math.ceil(total / items),
  };
}

async function measureTransfer(chain: BenchChain, token: Address): Promise<Gas['transfer']> {
  await chain.fund(token, [addressOf('holder')], held);
  const data = chain.abi('TestToken').encodeFunctionData('transfer', [addressOf('treasury'), amount]);
  return gasOf(await chain.send({ from: 'holder', to: token, data }), data, 1);
}
