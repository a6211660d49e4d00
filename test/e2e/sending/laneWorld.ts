import { Wallet } from 'ethers';
import { onTestFinished } from 'vitest';
import type { SenderDeps } from '../../../activities/sending/deps.ts';
import type { Sending } from '../../../activities/sending/sending.ts';
import { sendIntent } from '../../../activities/sending/sendIntent.ts';
import { tendLane } from '../../../activities/sending/tendLane.ts';
import type { Rpc } from '../../../chain/rpc/rpc.ts';
import { createRpc } from '../../../chain/rpc/rpc.ts';
import type { OutgoingCall } from '../../../chain/sending/outgoingCall.ts';
import type { SigningKey } from '../../../chain/sending/signingKey.ts';
import type { Db } from '../../../db/connect.ts';
import type { Alongside } from '../../../db/sending/saveAttempt.ts';
import type { Address, TxHash } from '../../../domain/address.ts';
import type { ChainId, Network } from '../../../domain/registry.ts';
import { newAccount } from '../../db/webhooks/webhookWorld.ts';
import type { AnvilWorld, AnvilWorldOptions } from '../../nodes/anvil/anvilWorld.ts';
import { startAnvilWorld } from '../../nodes/anvil/anvilWorld.ts';

export const gwei = 10n ** 9n;
const ether = 10n ** 18n;

/** A sender with a key of its own on anvil, whose blocks the scanner reads. */
export interface LaneWorld extends AnvilWorld {
  readonly deps: SenderDeps;
  readonly sender: Address;
  readonly payee: Address;
  /** Sends 1 gwei to the payee for an intent. */
  send(
    id: string,
    of?: { deps?: Partial<SenderDeps>; call?: Partial<OutgoingCall>; alongside?: Alongside },
  ): Promise<Sending>;
  /** Looks after the lane, `laterMs` after now; returns what was done. */
  tend(laterMs?: number, of?: Partial<SenderDeps>): Promise<readonly string[]>;
  /** What a nonce's row says. */
  sends(
    db?: Db,
  ): Promise<readonly { nonce: number; intent: string | null; status: string; attempts: number }[]>;
  stopped(): Promise<string | null>;
  balanceOf(address: string): Promise<bigint>;
  setBalance(address: string, wei: bigint): Promise<void>;
  setBaseFee(wei: bigint): Promise<void>;
}

/** `key` is made by the world if it is absent. */
export async function startLaneWorld(
  key?: SigningKey,
  network: Partial<Network> = {},
  options: AnvilWorldOptions = {},
): Promise<LaneWorld> {
  const world = await startAnvilWorld(
    { finality: { kind: 'confirmations', blocks: 3 }, ...network },
    options,
  );
  return laneOn(world, key);
}

/** A sender of an account of its own, on a world that may have others. `key` is made if it is absent. */
export async function laneOn(world: AnvilWorld, key?: SigningKey): Promise<LaneWorld> {
  const { anvil, watcher } = world;
  const own = key ?? keyOf(Wallet.createRandom());
  const sender = own.address;
  const payee = Wallet.createRandom().address.toLowerCase() as Address;
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const hex = (wei: bigint): string => `0x${wei.toString(16)}`;
  const setBalance = async (address: string, wei: bigint): Promise<void> => {
    await anvil.request('anvil_setBalance', [address, hex(wei)]);
  };
  await setBalance(sender, ether);
  const deps: SenderDeps = {
    db: watcher.db,
    rpc: createRpc(anvil.rpcUrl, stop.signal),
    key: own,
    accountId: await newAccount(watcher.db),
    network: { code: watcher.network.code, chainId: anvil.chainId as ChainId },
    policy: { cap: 100n * gwei, bumpPercent: 10, raiseAfterMs: 60_000, inFlight: 16, dailyGas: ether },
  };
  const call: OutgoingCall = { to: payee, data: '0x', value: gwei, gasLimit: 21_000n, authorizations: [] };
  return {
    ...world,
    deps,
    sender,
    payee,
    send: (id, of = {}) =>
      sendIntent({ ...deps, ...of.deps }, { kind: 'payout', id }, { ...call, ...of.call }, of.alongside),
    async tend(laterMs = 0, of = {}) {
      const now = () => new Date(Date.now() + laterMs);
      const tended = await tendLane({ ...deps, now, ...of });
      return tended.map(one =>
        one.did === 'stop' ? `stop ${one.stop.code}` : `${one.did} ${String(one.nonce)}`,
      );
    },
    async sends(db = watcher.db) {
      const rows = await db
        .selectFrom('sends as s')
        .select(eb => [
          's.nonce',
          's.intent_id as intent',
          's.status',
          eb
            .selectFrom('send_attempts as a')
            .select(eb2 => eb2.fn.countAll<number>().as('attempts'))
            .whereRef('a.chain_id', '=', 's.chain_id')
            .whereRef('a.sender', '=', 's.sender')
            .whereRef('a.nonce', '=', 's.nonce')
            .as('attempts'),
        ])
        .where('s.sender', '=', sender)
        .orderBy('s.nonce')
        .execute();
      return rows.map(row => ({ ...row, attempts: Number(row.attempts) }));
    },
    async stopped() {
      const row = await watcher.db
        .selectFrom('lanes')
        .select('stopped_code')
        .where('sender', '=', sender)
        .executeTakeFirst();
      return row?.stopped_code ?? null;
    },
    balanceOf: async address => BigInt(String(await anvil.request('eth_getBalance', [address, 'latest']))),
    setBalance,
    async setBaseFee(wei) {
      await anvil.request('anvil_setNextBlockBaseFeePerGas', [hex(wei)]);
    },
  };
}

/** Somebody else who has the key uses its next nonce, at a price above that of the lane. */
export async function useElsewhere({ deps, anvil, sender, payee }: LaneWorld): Promise<TxHash> {
  const nonce = Number(await deps.rpc.call('eth_getTransactionCount', [sender, 'latest']));
  const raw = await deps.key.signTransaction({
    ...{ type: 2, chainId: anvil.chainId, nonce, to: payee, value: 7n },
    ...{ gasLimit: 21_000n, maxFeePerGas: 90n * gwei, maxPriorityFeePerGas: 50n * gwei },
  });
  return String(await deps.rpc.call('eth_sendRawTransaction', [raw])) as TxHash;
}

function keyOf(wallet: {
  readonly address: string;
  signTransaction: SigningKey['signTransaction'];
}): SigningKey {
  return {
    address: wallet.address.toLowerCase() as Address,
    signTransaction: transaction => wallet.signTransaction(transaction),
  };
}

/** The node, but for what `instead` answers. */
export function rpcInstead(rpc: Rpc, instead: Rpc['call']): Rpc {
  return { name: rpc.name, url: rpc.url, call: instead };
}
