import { setTimeout as sleep } from 'node:timers/promises';
import type { Wallet } from 'ethers';
import { Interface } from 'ethers';
import { checksumAddress } from '../../chain/deriveAddress.ts';
import { createRpc } from '../../chain/rpc/rpc.ts';
import { addOperatorCall, isOperator } from '../../chain/sweeping/inspectSweeper.ts';
import type { Db } from '../../db/connect.ts';
import { appendEvents } from '../../db/events/appendEvents.ts';
import { createDestination } from '../../db/destinations/createDestination.ts';
import type { Address } from '../../domain/address.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ChainId, NetworkCode } from '../../domain/registry.ts';
import { destinationCall } from '../../domain/sweeping/destination.ts';
import { sendTransaction } from '../../testkit/chain/payers/sendTransaction.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';

const sweeperAbi = new Interface(['function activeAt(address) view returns (uint256)']);

interface Activation {
  readonly db: Db;
  readonly accountId: AccountId;
  readonly sweeper: Address;
  readonly owner: Wallet;
  readonly operator: Address;
  readonly treasury: Address;
}

/**
 * Adds the operator and proposes the treasury, as the sweeper's owner, and makes it the account's treasury. What is done
 * already is not done again. The scanner must read the proposal, so this waits until it has begun.
 */
export async function activateTreasury(network: TestNetwork, of: Activation): Promise<void> {
  const { db, sweeper, owner, operator, treasury } = of;
  const { rpcUrl, code, chainId } = network;
  const send = (data: string): Promise<string> =>
    sendTransaction({ rpcUrl, key: owner.privateKey, to: sweeper, data });
  const rpc = createRpc(rpcUrl, new AbortController().signal, { name: code });
  if (!(await isOperator(rpc, sweeper, operator))) await send(addOperatorCall(operator));
  await registerTreasury(of, code as NetworkCode);
  const asked = sweeperAbi.encodeFunctionData('activeAt', [treasury]);
  const answer = await network.request('eth_call', [{ to: sweeper, data: asked }, 'latest']);
  if (BigInt(String(answer)) !== 0n) return;
  await untilScanned(db, chainId);
  await send(destinationCall('propose', sweeper, treasury).data);
}

/** Registers the address as the account's treasury on the network, unless it has one. */
export async function registerTreasury(
  { db, accountId, treasury }: Pick<Activation, 'db' | 'accountId' | 'treasury'>,
  network: NetworkCode,
): Promise<void> {
  const known = await db
    .selectFrom('treasuries')
    .select('destination_id')
    .where('account_id', '=', accountId)
    .where('network', '=', network)
    .executeTakeFirst();
  if (known) return;
  await db.transaction().execute(async trx => {
    const { destination, events } = await createDestination(trx, accountId, {
      ...{ network, address: treasury, checksum: checksumAddress(treasury) },
      ...{ label: 'Treasury of the test chain', kind: 'treasury' },
    });
    await trx
      .insertInto('treasuries')
      .values({ account_id: accountId, network, destination_id: destination.id })
      .execute();
    await appendEvents(trx, events);
  });
}

const scannedWithinMs = 30_000;

async function untilScanned(db: Db, chainId: number): Promise<void> {
  const until = Date.now() + scannedWithinMs;
  for (;;) {
    const cursor = await db
      .selectFrom('chain_cursors')
      .select('height')
      .where('chain_id', '=', chainId as ChainId)
      .executeTakeFirst();
    if (cursor && cursor.height !== null) return;
    if (Date.now() > until) throw new Error(`no scanner has begun with chain ${String(chainId)}`);
    await sleep(100);
  }
}
