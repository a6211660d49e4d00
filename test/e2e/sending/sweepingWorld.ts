import type { Authorization } from 'ethers';
import { Interface, Wallet, ZeroAddress } from 'ethers';
import type { Sending } from '../../../activities/sending/sending.ts';
import { sendIntent } from '../../../activities/sending/sendIntent.ts';
import { sweeperDeployment } from '../../../chain/sweeping/sweeperDeployment.ts';
import type { Address } from '../../../domain/address.ts';
import type { SweepId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { Currency } from '../../../domain/registry.ts';
import type { Owner } from '../../db/fixtures.ts';
import { newOwner } from '../../db/fixtures.ts';
import { newSweep } from '../../db/sweeping/newSweep.ts';
import { newSweeper, register } from '../../db/destinations/destinationWorld.ts';
import type { LaneWorld } from './laneWorld.ts';
import { startLaneWorld } from './laneWorld.ts';

/** A purse whose key the test has. */
export interface SweptPurse extends Owner {
  readonly wallet: Wallet;
}

export interface PlannedMove {
  readonly purse: SweptPurse;
  readonly amount: bigint;
  readonly currency?: Currency;
  /** Where the contract is told to move it, if not to the destination. */
  readonly to?: string;
}

/** A lane whose sender is the operator of a sweeper on anvil, with one active destination. */
export interface SweepingWorld extends LaneWorld {
  readonly sweeper: Address;
  readonly destination: Address;
  newPurse(): Promise<SweptPurse>;
  /** The owner has the sweeper refuse every batch. */
  pauseSweeper(): Promise<void>;
  /** Plans and signs a sweep of these items, and sends its batch with an authorization of each purse. */
  sweep(moves: readonly PlannedMove[]): Promise<{ readonly id: SweepId; readonly sent: Sending }>;
}

const sweeperAbi = new Interface([
  'function addOperator(address operator)',
  'function proposeDestination(address destination)',
  'function pause()',
  'function sweep((address purse, address token, uint256 amount, uint256 floor, address to)[] items)',
]);

export async function startSweepingWorld(
  network: Parameters<typeof startLaneWorld>[1] = {},
): Promise<SweepingWorld> {
  const world = await startLaneWorld(undefined, network);
  const { anvil, deps, watcher } = world;
  const { db } = watcher;
  const { accountId, network: of } = deps;
  const owner = Wallet.createRandom();
  await world.setBalance(owner.address, 10n ** 18n);
  const identity = { account: accountId, owner: owner.address.toLowerCase() as Address, chainId: of.chainId };
  const { sweeper, delegate, call } = sweeperDeployment({ ...identity, delaySeconds: 0 });
  const destination = Wallet.createRandom().address.toLowerCase() as Address;
  const setUp = [
    [call.to, call.data],
    [sweeper, sweeperAbi.encodeFunctionData('addOperator', [world.sender])],
    [sweeper, sweeperAbi.encodeFunctionData('proposeDestination', [destination])],
  ] as const;
  const asOwner = async (to: string, data: string): Promise<void> => {
    const nonce = Number(await anvil.request('eth_getTransactionCount', [owner.address, 'latest']));
    const fees = { maxFeePerGas: 10n ** 11n, maxPriorityFeePerGas: 1n };
    const tx = { type: 2, chainId: of.chainId, nonce, to, data, gasLimit: 5_000_000n, ...fees };
    await anvil.request('eth_sendRawTransaction', [await owner.signTransaction(tx)]);
    await anvil.mine(1);
  };
  for (const [to, data] of setUp) await asOwner(to, data);
  await newSweeper(db, accountId, { chain_id: of.chainId, delay_seconds: 0, sweeper, delegate });
  const { id: destinationId } = await register(db, accountId, destination);
  await watcher.caughtUp();
  return {
    ...world,
    sweeper,
    destination,
    pauseSweeper: () => asOwner(sweeper, sweeperAbi.encodeFunctionData('pause')),
    async newPurse() {
      const wallet = new Wallet(Wallet.createRandom().privateKey);
      const address = wallet.address.toLowerCase() as Address;
      const purse = await newOwner(db, accountId);
      await db
        .updateTable('purses')
        .set({ address, address_checksum: wallet.address as never })
        .where('id', '=', purse.purseId)
        .execute();
      return { ...purse, address, wallet };
    },
    async sweep(moves) {
      const id = newId('swp');
      await newSweep(db, {
        ...{ id, accountId, chainId: of.chainId, network: of.code, destinationId, destination },
        items: moves.map(({ purse, amount, currency = watcher.eth }) => ({
          ...{ purse, amount: baseUnits(amount), currency: currency.code },
        })),
      });
      const items = moves.map(({ purse, amount, currency = watcher.eth, to = destination }) => ({
        ...{ purse: purse.address, token: currency.contract ?? ZeroAddress, amount, floor: 0n, to },
      }));
      const authorizations: Authorization[] = [];
      for (const { wallet } of new Set(moves.map(({ purse }) => purse))) {
        const code = String(await anvil.request('eth_getCode', [wallet.address, 'latest']));
        if (code !== '0x') continue;
        authorizations.push(wallet.authorizeSync({ address: delegate, chainId: of.chainId, nonce: 0 }));
      }
      const sent = await sendIntent(
        deps,
        { kind: 'sweep', id },
        {
          ...{
            to: sweeper,
            data: sweeperAbi.encodeFunctionData('sweep', [items]),
            value: 0n,
            authorizations,
          },
          gasLimit: 500_000n * BigInt(items.length) + 300_000n,
        },
      );
      return { id, sent };
    },
  };
}
