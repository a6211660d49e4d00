import { Interface, Wallet, id } from 'ethers';
import type { SweepSigningDeps } from '../../../activities/sweeping/deps.ts';
import type { Rpc } from '../../../chain/rpc/rpc.ts';
import { createOwnNodes } from '../../../chain/sending/ownNodes.ts';
import type { SweepId } from '../../../domain/ids.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import { rpcInstead } from '../sending/laneWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';

export const usdt = 1_000_000n;
export const ether = 10n ** 18n;

/** New customers, each with this much, in one block. */
export async function customersWith(
  world: SweepingWorld,
  count: number,
  amount: bigint,
): Promise<readonly Owner[]> {
  const owners: Owner[] = [];
  for (let at = 0; at < count; at += 1) owners.push(await world.newCustomer());
  for (const { address } of owners) await world.pay(address, amount);
  await world.mine(4);
  return owners;
}

export async function planOne(world: SweepingWorld): Promise<SweepId> {
  const ids = await world.plan();
  if (ids.length !== 1) throw new Error(`${String(ids.length)} sweeps are planned, not one`);
  return must(ids[0]);
}

/** What became of each purse's item: `swept`, or why not. */
export async function outcomes(world: SweepingWorld, id: SweepId): Promise<ReadonlyMap<string, string>> {
  const rows = await world.watcher.db
    .selectFrom('sweep_items as i')
    .innerJoin('purses as p', 'p.id', 'i.purse_id')
    .select(['p.address', 'i.status', 'i.reason'])
    .where('sweep_id', '=', id)
    .execute();
  return new Map(rows.map(({ address, status, reason }) => [address ?? '', reason ?? status]));
}

/** The signer with a node that answers some calls otherwise. */
export function withNode(world: SweepingWorld, instead: Rpc['call']): Partial<SweepSigningDeps> {
  const { chainId } = world.deps.network;
  const rpc = rpcInstead(world.deps.rpc, instead);
  return {
    senders: world.signing.senders.map(sender => ({ ...sender, nodes: createOwnNodes(chainId, [rpc]) })),
  };
}

/** Somebody else sends a purse's authorization in a transaction of his own. */
export async function installEarly(world: SweepingWorld, { address }: Owner): Promise<void> {
  const { delegate } = world.contracts;
  const { chainId } = world.deps.network;
  const { sealed } = await world.watcher.db
    .selectFrom('sweep_authorizations')
    .select('sealed')
    .where('authority', '=', address)
    .executeTakeFirstOrThrow();
  const { yParity, r, s } = must(world.signing.box).open(
    { chainId, delegate, authority: address, nonce: 0 },
    sealed,
  );
  const stranger = Wallet.createRandom();
  await world.setBalance(stranger.address, ether);
  const raw = await stranger.signTransaction({
    ...{ type: 4, chainId, nonce: 0, to: stranger.address, gasLimit: 200_000n },
    ...{ maxFeePerGas: 10n ** 11n, maxPriorityFeePerGas: 10n ** 9n },
    authorizationList: [{ address: delegate, chainId, nonce: 0, signature: { yParity, r, s } }],
  });
  await world.anvil.request('eth_sendRawTransaction', [raw]);
}

/**
 * From now on the token refuses what this address sends: its code is one that refuses that, and runs the code that it had
 * for all else.
 */
export async function blacklist(
  world: Pick<SweepingWorld, 'watcher' | 'anvil'>,
  listed: string,
): Promise<void> {
  const { contract } = world.watcher.usdt;
  const code = await world.anvil.request('eth_getCode', [contract, 'latest']);
  const moved = `0x${'7e'.repeat(20)}`;
  await world.anvil.request('anvil_setCode', [moved, code]);
  // if (caller() == listed) revert; delegatecall(moved, calldata), and return what it returned.
  const refuse = `3373${listed.slice(2)}14605057`;
  const run = `3660006000376000600036600073${moved.slice(2)}5af4`;
  const answer = '3d600060003e604b573d6000fd5b3d6000f35b60006000fd';
  await world.anvil.request('anvil_setCode', [contract, `0x${refuse}${run}${answer}`]);
}

/** What the issuer's list answers for, as USDT names it. */
export const freezeView = 'isBlackListed(address)';

/**
 * The token has a list with this address on it, and takes what is sent there all the same, as USDT does. Null: the list is
 * empty. For all else it runs the code that it had.
 */
export async function freeze(world: SweepingWorld, listed: string | null): Promise<void> {
  const { contract } = world.watcher.usdt;
  const had = `0x${'7d'.repeat(20)}`;
  if ((await world.anvil.request('eth_getCode', [had, 'latest'])) === '0x') {
    const code = await world.anvil.request('eth_getCode', [contract, 'latest']);
    await world.anvil.request('anvil_setCode', [had, code]);
  }
  // if (selector == view) return argument == listed; delegatecall(had, calldata), and return what it returned.
  const asked = `60003560e01c63${id(freezeView).slice(2, 10)}14604557`;
  const run = `36600060003760006000366000`;
  const rest = `73${had.slice(2)}5af43d600060003e6040573d6000fd5b3d6000f3`;
  const answer = `5b60043573${(listed ?? `0x${'00'.repeat(20)}`).slice(2)}1460005260206000f3`;
  await world.anvil.request('anvil_setCode', [contract, `0x${asked}${run}${rest}${answer}`]);
}

const transferFrom = new Interface(['function transferFrom(address from, address to, uint256 amount)']);

/** What poisons addresses: a transfer of nothing out of a purse, which needs no allowance. */
export function poison(from: string, to: string): string {
  return transferFrom.encodeFunctionData('transferFrom', [from, to, 0n]);
}
