import { laneOf } from '../../activities/sending/deps.ts';
import { sendIntent } from '../../activities/sending/sendIntent.ts';
import { createSendSweep } from '../../activities/sweeping/sendSweep.ts';
import { sweepCall } from '../../chain/sweeping/sweepCall.ts';
import { finalizeSends } from '../../db/sending/settleSends.ts';
import { readOpenSends } from '../../db/sending/readLane.ts';
import { recordOutgoing } from '../../db/sending/recordOutgoing.ts';
import { saveSigned } from '../../db/sweeping/saveSigned.ts';
import type { BlockHash } from '../../domain/address.ts';
import type { SweepId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { baseUnits } from '../../domain/money.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import { movedBy } from './measureGas.ts';
import type { BenchLane, LanePurse } from './prepareLane.ts';
import type { SweepShape } from './shape.ts';

/**
 * All batches of a round are asked for at the same time, as the workflows of a plan ask. `signed`: nonce, bytes and items are
 * saved and given to the node, as `sendIntent` does it. `whole`: all that the signer does, which first asks the node for each
 * item.
 */
export const ways = ['signed', 'whole'] as const;
export type Way = (typeof ways)[number];

/** Seconds for the batches of a round. */
export interface LaneRound {
  readonly lane: number;
  /** For the same bytes, given to the node again after it forgot them. */
  readonly bare: number;
}

export interface LaneTimes {
  readonly rounds: Readonly<Record<Way, readonly LaneRound[]>>;
  readonly wrong: readonly string[];
}

const amount = baseUnits(1n);
/** How many blocks may be mined until all batches of a round are in one. */
const mostBlocks = 32;

interface Batch {
  readonly sweepId: SweepId;
  readonly purses: readonly LanePurse[];
}

/** Measures the ways in turn, in each round once, and the bare loop right after each. One more round, the first, warms up. */
export async function measureLane(
  lane: BenchLane,
  { items, batches, rounds }: SweepShape,
  asked: readonly Way[] = ways,
): Promise<LaneTimes> {
  const times: Record<Way, LaneRound[]> = { signed: [], whole: [] };
  const wrong: string[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const way of asked) {
      const planned: Batch[] = [];
      for (let at = 0; at < batches; at += 1) {
        planned.push(await plan(lane, lane.purses.slice(at * items, (at + 1) * items)));
      }
      const measured = await measureRound(lane, way, planned);
      if (round > 0) times[way].push(measured);
      wrong.push(...(await mineAndCheck(lane, planned)));
    }
  }
  return { rounds: times, wrong };
}

async function measureRound(lane: BenchLane, way: Way, batches: readonly Batch[]): Promise<LaneRound> {
  const { chain, sender } = lane;
  const sends = batches.map(batch => sending(lane, way, batch));
  const laneSeconds = await seconds(async () => {
    await Promise.all(sends.map(send => send()));
  });
  const signed = await readSent(lane);
  if (signed.length !== batches.length) throw new Error(`${String(signed.length)} batches were signed`);
  await chain.request('anvil_dropAllTransactions', []);
  const bare = await seconds(async () => {
    // A node that still had them would refuse, and this would throw.
    for (const { raw } of signed) await sender.rpc.call('eth_sendRawTransaction', [raw]);
  });
  return { lane: laneSeconds, bare };
}

/** What is measured, with all that needs no time of the lane prepared. */
function sending(lane: BenchLane, way: Way, { sweepId, purses }: Batch): () => Promise<void> {
  const { sender, signing, sweeper, delegate, token, treasury } = lane;
  const requireSent = ({ outcome }: { readonly outcome: string }): void => {
    if (outcome !== 'sent') throw new Error(`a batch was not sent: ${outcome}`);
  };
  if (way === 'whole') {
    const send = createSendSweep(signing);
    return async () => requireSent(await send({ sweepId }));
  }
  const call = sweepCall(
    sweeper,
    purses.map(({ address }) => ({ purse: address, token, amount, floor: 0n, to: treasury })),
    [],
  );
  const { chainId } = sender.network;
  const included = purses.map((_, position) => position);
  const saved = { ...{ sweepId, chainId, delegate, included }, dropped: [], authorizations: [] };
  return async () =>
    requireSent(
      await sendIntent(sender, { kind: 'sweep', id: sweepId }, call, trx => saveSigned(trx, saved)),
    );
}

/** A planned sweep of one unit of each purse. */
async function plan(lane: BenchLane, purses: readonly LanePurse[]): Promise<Batch> {
  const { db, sender, token, destinationId, treasury } = lane;
  const { code: network, chainId } = sender.network;
  const sweepId = newId('swp');
  const { accountId } = sender;
  await db
    .insertInto('sweeps')
    .values({ ...{ id: sweepId, account_id: accountId, network, chain_id: chainId }, method: 'delegated' })
    .execute();
  await db
    .insertInto('sweep_items')
    .values(
      purses.map(({ purseId, customerId }, position) => ({
        ...{ sweep_id: sweepId, position, purse_id: purseId, customer_id: customerId },
        ...{ currency: 'USDT_ETH' as CurrencyCode, token, amount, floor: baseUnits(0n) },
        ...{ destination_id: destinationId, destination: treasury },
      })),
    )
    .execute();
  return { sweepId, purses };
}

/** Mines the batches of a round, as the scanner records them; returns what was not swept. */
async function mineAndCheck(lane: BenchLane, batches: readonly Batch[]): Promise<readonly string[]> {
  const { chain, db, sender, sweeper, token } = lane;
  const { chainId } = sender.network;
  const rows = await readSent(lane);
  const last = rows.at(-1)?.nonce ?? -1;
  for (let mined = 0; mined < mostBlocks; mined += 1) {
    await chain.mine();
    const count = Number(await chain.request('eth_getTransactionCount', [sender.key.address, 'latest']));
    if (count > last) break;
  }
  let swept = 0;
  for (const { nonce, hash } of rows) {
    const receipt = await chain.receipt(hash);
    swept += movedBy(receipt, sweeper, token);
    const [gasUsed, price] = [BigInt(receipt.gasUsed), BigInt(receipt.effectiveGasPrice)];
    const block = {
      ...{ chainId, number: Number(receipt.blockNumber) },
      hash: receipt.blockHash as BlockHash,
    };
    await recordOutgoing(db, block, [
      {
        ...{ sender: sender.key.address, nonce, hash },
        ...{ succeeded: true, gasUsed, fee: gasUsed * price, skipped: [] },
      },
    ]);
  }
  const height = Number(await chain.request('eth_blockNumber', []));
  await finalizeSends(db, chainId, { height, mustBeProven: false });
  const wanted = batches.reduce((sum, { purses }) => sum + purses.length, 0);
  return swept === wanted ? [] : [`${String(swept)} of ${String(wanted)} items of the lane were swept`];
}

/** The attempts of what is not mined, in the order of their nonces. */
async function readSent({ db, sender }: BenchLane) {
  const sends = await readOpenSends(db, laneOf(sender));
  return sends
    .filter(({ status }) => status === 'sent')
    .flatMap(({ nonce, attempts }) => attempts.map(({ hash, raw }) => ({ nonce, hash, raw })));
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
