import { Interface, Wallet, id } from 'ethers';
import { readNonce } from '../../../chain/readNonce.ts';
import { openFindings } from '../../../db/findings/openFindings.ts';
import { resolveFinding } from '../../../db/findings/resolveFinding.ts';
import { resumeLane } from '../../../db/sending/reconcileLane.ts';
import type { EventType, JsonObject } from '../../../domain/events.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import { ether } from './failureWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';

export const erc20 = new Interface([
  'function transfer(address to, uint256 amount)',
  'function mint(address to, uint256 amount)',
]);

/** Whoever has the seed sends from a purse; coins for gas come from somewhere. Returns the hash. */
export async function stealFrom(
  world: SweepingWorld,
  owner: Owner,
  call: { readonly to: string; readonly data?: string; readonly value?: bigint },
): Promise<string> {
  const { rpcUrl } = world.anvil;
  return sendTransaction({ rpcUrl, key: await world.keyOf(owner), ...call, gasLimit: 200_000n });
}

/** A thief's transfer of tokens out of a purse. */
export async function stealTokens(world: SweepingWorld, owner: Owner, amount: bigint): Promise<string> {
  await world.setBalance(owner.address, ether);
  const to = Wallet.createRandom().address;
  const data = erc20.encodeFunctionData('transfer', [to, amount]);
  return stealFrom(world, owner, { to: must(world.watcher.usdt.contract ?? undefined), data });
}

const word = (number: bigint): string => number.toString(16).padStart(64, '0');

/** The token's issuer burns what an address has: for one call, its code says so to whoever calls. */
export async function burn(world: SweepingWorld, address: string, amount: bigint): Promise<void> {
  const to = must(world.watcher.usdt.contract ?? undefined);
  const { rpcUrl, faucetKey: key } = world.anvil;
  const code = await world.anvil.request('eth_getCode', [to, 'latest']);
  // mstore(0, amount); log3(0, 32, Transfer, address, 0).
  const topic = id('Transfer(address,address,uint256)').slice(2);
  const says = `0x7f${word(amount)}600052600073${address.slice(2)}7f${topic}60206000a300`;
  await world.anvil.request('anvil_setCode', [to, says]);
  await sendTransaction({ rpcUrl, key, to });
  await world.mine(1);
  await world.anvil.request('anvil_setCode', [to, code]);
}

/** What was told of pauses, in order. */
export async function told(
  world: SweepingWorld,
): Promise<readonly { readonly type: EventType; readonly data: JsonObject }[]> {
  const rows = await world.watcher.db
    .selectFrom('events')
    .select(['type', 'data'])
    .where('account_id', '=', world.deps.accountId)
    .where('type', 'in', ['SENDING_PAUSED', 'SENDING_RESUMED'])
    .orderBy('position')
    .execute();
  return rows.map(({ type, data }) => ({ type, data }));
}

export async function findings(world: SweepingWorld): Promise<readonly string[]> {
  const rows = await world.watcher.db
    .selectFrom('findings')
    .select(['kind', 'amount', 'is_final', 'resolved_at'])
    .orderBy('id')
    .execute();
  return rows.map(({ kind, amount, is_final, resolved_at }) =>
    [kind, amount, resolved_at ? 'resolved' : is_final ? 'final' : 'pending'].join(' '),
  );
}

/** A person explains all that is open, and goes on. */
export async function explainAll(world: SweepingWorld): Promise<number> {
  const { db } = world.watcher;
  const { accountId, network } = world.deps;
  const open = await openFindings(db, accountId, network.code);
  for (const id of open) {
    await resolveFinding(db, accountId, network.code, id, { explanation: 'ticket 812', by: 'ann' });
  }
  const latest = await readNonce(world.deps.rpc, world.sender);
  const resumed = await resumeLane(db, { chainId: network.chainId, sender: world.sender }, latest);
  if (resumed !== 'resumed') throw new Error(resumed);
  return open.length;
}
