import { randomBytes } from 'node:crypto';
import { Interface, Wallet } from 'ethers';
import type { SweepSigningDeps } from '../../../activities/sweeping/deps.ts';
import { checksumAddress, createAddressDeriver } from '../../../chain/deriveAddress.ts';
import { createOwnNodes } from '../../../chain/sending/ownNodes.ts';
import { deploySweeper } from '../../../chain/sweeping/deploySweeper.ts';
import type { SweeperDeployment } from '../../../chain/sweeping/sweeperDeployment.ts';
import { sweeperDeployment } from '../../../chain/sweeping/sweeperDeployment.ts';
import { signAuthorizations } from '../../../cli/keys/signAuthorizations.ts';
import { newSeedPhrase } from '../../../cli/stack/secrets.ts';
import { keyOfAddresses } from '../../../chain/keyOfAddresses.ts';
import { createDestination } from '../../../db/destinations/createDestination.ts';
import { findDestination } from '../../../db/destinations/destinations.ts';
import { saveSweeper } from '../../../db/sweepers/saveSweeper.ts';
import { createAuthorizationBox } from '../../../db/authorizations/sealAuthorization.ts';
import { stageAuthorizations } from '../../../db/authorizations/stageAuthorizations.ts';
import type { Address } from '../../../domain/address.ts';
import type { DestinationId } from '../../../domain/ids.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import type { LaneWorld } from '../sending/laneWorld.ts';
import { startLaneWorld } from '../sending/laneWorld.ts';
import type { Merchant } from '../sending/merchantOn.ts';
import { merchantOn } from '../sending/merchantOn.ts';

const ownerAbi = new Interface([
  'function addOperator(address)',
  'function proposeDestination(address)',
  'function disableDestination(address)',
  'function pause()',
  'function unpause()',
  'function removeOperator(address)',
  'function release(address,address,uint256,address)',
]);

/** A sweeper on anvil with one operator, a treasury, and authorizations of all purses. */
export interface SweepingWorld extends LaneWorld, Merchant {
  readonly signing: SweepSigningDeps;
  readonly contracts: SweeperDeployment;
  readonly treasury: Address;
  readonly treasuryId: DestinationId;
  /** The owner's key calls the sweeper. */
  asOwner(method: string, args: readonly string[]): Promise<void>;
  /** Registers an address, has the owner propose it, and waits until it is active. */
  newDestination(): Promise<{ readonly id: DestinationId; readonly address: Address }>;
}

const authorizedPurses = 40;

export async function startSweepingWorld(
  network?: Parameters<typeof startLaneWorld>[1],
  options?: Parameters<typeof startLaneWorld>[2],
): Promise<SweepingWorld> {
  return sweepingOn(await startLaneWorld(undefined, network, options), newSeedPhrase());
}

/** The lane's account sweeps. All accounts of an installation have their purses from one seed. */
export async function sweepingOn(world: LaneWorld, phrase: string): Promise<SweepingWorld> {
  const { anvil, watcher, deps } = world;
  const { db } = watcher;
  const { accountId } = deps;
  const { chainId, code } = deps.network;
  const seed = keyOfAddresses(phrase);
  const xpub = seed.neuter().extendedKey;
  const deriver = createAddressDeriver(xpub);
  const owner = Wallet.createRandom();
  const ownerAddress = owner.address.toLowerCase() as Address;
  const identity = { account: accountId, owner: ownerAddress, chainId, delaySeconds: 0 };
  const contracts = sweeperDeployment(identity);
  const { sweeper, delegate, purseCodeHash } = contracts;

  const deployer = Wallet.createRandom();
  for (const { address } of [deployer, owner]) await world.setBalance(address, 10n ** 19n);
  await anvil.request('evm_setAutomine', [true]);
  const deployerKey = {
    address: deployer.address.toLowerCase() as Address,
    signTransaction: (transaction: Parameters<typeof deployer.signTransaction>[0]) =>
      deployer.signTransaction(transaction),
  };
  await deploySweeper(deps.rpc, deployerKey, identity, {
    ...{ chainId, maxFeePerGas: 10n ** 12n, pollMs: 20 },
  });
  await anvil.request('evm_setAutomine', [false]);
  await saveSweeper(db, {
    ...{ account_id: accountId, network: code, chain_id: chainId, owner: ownerAddress },
    ...{ delay_seconds: 0, sweeper, delegate, purse_code_hash: purseCodeHash },
  });

  const box = createAuthorizationBox(randomBytes(32));
  const file = { chainId, delegate, nonce: 0 };
  const { pairs } = signAuthorizations(seed, { ...file, from: 0, to: authorizedPurses });
  await stageAuthorizations(db, file, box.mark, stage =>
    stage.add(
      [...pairs].map(([{ index, authority, ...tuple }]) => ({
        ...{ authority, index, sealed: box.seal({ ...file, authority }, tuple) },
      })),
    ),
  );
  const { rpc: _rpc, ...sender } = deps;
  const signing: SweepSigningDeps = {
    db,
    box,
    deriver,
    settings: {
      ...{ mode: 'test', account: accountId, xpub, approvers: [], seedFile: null },
      networks: [
        {
          ...{ code, chainId, rpc: [anvil.rpcUrl], method: 'delegated' },
          ...{ owner: ownerAddress, delaySeconds: 0 },
          ...{ maxFeePerGas: deps.policy.cap, dailyGas: deps.policy.dailyGas, replacementBumpPercent: 10 },
        },
      ],
    },
    senders: [{ ...sender, nodes: createOwnNodes(chainId, [deps.rpc]) }],
  };

  const asOwner = async (method: string, args: readonly string[]): Promise<void> => {
    const data = ownerAbi.encodeFunctionData(method, args);
    await sendTransaction({
      rpcUrl: anvil.rpcUrl,
      key: owner.privateKey,
      to: sweeper,
      data,
      gasLimit: 200_000n,
    });
    await world.mine(1);
  };
  const newDestination: SweepingWorld['newDestination'] = async () => {
    const address = Wallet.createRandom().address.toLowerCase() as Address;
    const made = await db.transaction().execute(trx =>
      createDestination(trx, accountId, {
        ...{ network: code, address, checksum: checksumAddress(address) },
        ...{ label: 'Safe', kind: 'treasury' },
      }),
    );
    const { id } = made.destination;
    await asOwner('proposeDestination', [address]);
    await world.mine(4);
    const { status } = await findDestination(db, accountId, id);
    if (status !== 'active') throw new Error(`the destination is ${status}`);
    return { id, address };
  };
  // The first look at the chain was before the sweeper was known.
  await world.mine(1);
  await asOwner('addOperator', [world.sender]);
  const { id: treasuryId, address: treasury } = await newDestination();
  await db
    .insertInto('treasuries')
    .values({ account_id: accountId, network: code, destination_id: treasuryId })
    .execute();

  return {
    ...world,
    ...merchantOn(world, signing, seed),
    ...{ signing, contracts, treasury, treasuryId, asOwner, newDestination },
  };
}
