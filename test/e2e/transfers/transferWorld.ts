import { Wallet } from 'ethers';
import { sql } from 'kysely';
import type { SweepSigningDeps } from '../../../activities/sweeping/deps.ts';
import { tendPurses } from '../../../activities/sending/tendPurses.ts';
import { checksumAddress, createAddressDeriver } from '../../../chain/deriveAddress.ts';
import { keyOfAddresses } from '../../../chain/keyOfAddresses.ts';
import type { Rpc } from '../../../chain/rpc/rpc.ts';
import { createOwnNodes } from '../../../chain/sending/ownNodes.ts';
import { createPurseKeys } from '../../../chain/sending/purseKeys.ts';
import { newSeedPhrase } from '../../../cli/stack/secrets.ts';
import type { Db } from '../../../db/connect.ts';
import { createDestination } from '../../../db/destinations/createDestination.ts';
import { bookFees } from '../../../db/sending/bookFees.ts';
import { reportTransfers } from '../../../db/sweepers/reportTransfers.ts';
import type { Address } from '../../../domain/address.ts';
import type { DestinationId, SweepId } from '../../../domain/ids.ts';
import type { SweepStatus } from '../../../domain/sweeping/sweep.ts';
import { usualSweepPolicy } from '../../../domain/sweeping/sweepPolicy.ts';
import { must } from '../../db/fixtures.ts';
import type { AnvilWorldOptions } from '../../nodes/anvil/anvilWorld.ts';
import { audit } from '../../nodes/expectOnce.ts';
import type { LaneWorld } from '../sending/laneWorld.ts';
import { rpcInstead, startLaneWorld } from '../sending/laneWorld.ts';
import type { Merchant } from '../sending/merchantOn.ts';
import { merchantOn } from '../sending/merchantOn.ts';

/** Before Prague: type 4 is not served there (EIP-7702). */
const withoutType4 = ['--hardfork', 'cancun'];

/** A network without EIP-7702, whose purses send by themselves, with a treasury that the signer's settings list. */
export interface TransferWorld extends LaneWorld, Merchant {
  readonly signing: SweepSigningDeps;
  readonly treasury: Address;
  readonly treasuryId: DestinationId;
  planOne(): Promise<SweepId>;
  /** Signs, mines until all is final, and signs again, until it has ended. */
  finish(id: SweepId): Promise<SweepStatus>;
  /** Looks after the purses' lanes, `laterMs` after now; returns what was done. */
  tendPurses(laterMs?: number, capGwei?: bigint, of?: Db): Promise<readonly string[]>;
  /** The payments for the gas of purses that were signed. */
  topUps(): Promise<readonly { readonly status: string; readonly amount: bigint }[]>;
  /** Of all lanes: `purse` or `operator`, intent, status. */
  sent(): Promise<readonly string[]>;
  /** The signer with a node that answers some calls otherwise. */
  withNode(instead: Rpc['call']): Partial<SweepSigningDeps>;
  /** Books what waits, and compares all books with the chain: the differences. */
  audit(): Promise<unknown>;
}

export const clean = { verdict: 'clean', differences: [], failure: null };

export async function startTransferWorld(
  network: Parameters<typeof startLaneWorld>[1] = {},
  options: AnvilWorldOptions = {},
): Promise<TransferWorld> {
  const sweeping = { ...usualSweepPolicy, method: 'transfer' } as const;
  const world = await startLaneWorld(undefined, { sweeping, ...network }, { args: withoutType4, ...options });
  const { anvil, watcher, deps } = world;
  const { db } = watcher;
  const { accountId } = deps;
  const { chainId, code } = deps.network;
  const phrase = newSeedPhrase();
  const seed = keyOfAddresses(phrase);
  const xpub = seed.neuter().extendedKey;
  const deriver = createAddressDeriver(xpub);
  const purseKeys = createPurseKeys(phrase, xpub);
  const treasury = Wallet.createRandom().address.toLowerCase() as Address;
  await reportTransfers(db, accountId, [{ code, chainId, destinations: [treasury] }]);
  const made = await db.transaction().execute(trx =>
    createDestination(trx, accountId, {
      ...{ network: code, address: treasury, checksum: checksumAddress(treasury) },
      ...{ label: 'Safe', kind: 'treasury' },
    }),
  );
  const treasuryId = made.destination.id;
  await db
    .insertInto('treasuries')
    .values({ account_id: accountId, network: code, destination_id: treasuryId })
    .execute();
  const { rpc: _rpc, ...sender } = deps;
  const signing: SweepSigningDeps = {
    ...{ db, deriver, purseKeys },
    settings: {
      ...{ mode: 'test', account: accountId, xpub, approvers: [], seedFile: '/nowhere' },
      networks: [
        {
          ...{ code, chainId, rpc: [anvil.rpcUrl], method: 'transfer', destinations: [treasury] },
          ...{ maxFeePerGas: deps.policy.cap, dailyGas: deps.policy.dailyGas, replacementBumpPercent: 10 },
        },
      ],
    },
    senders: [{ ...sender, purseKeys, nodes: createOwnNodes(chainId, [deps.rpc]) }],
  };
  const merchant = merchantOn(world, signing, seed);
  return {
    ...world,
    ...merchant,
    ...{ signing, treasury, treasuryId },
    async planOne() {
      const ids = await merchant.plan();
      if (ids.length !== 1) throw new Error(`${String(ids.length)} sweeps are planned, not one`);
      return must(ids[0]);
    },
    async finish(id) {
      for (let look = 0; look < 8; look += 1) {
        const status = await merchant.settle(id);
        if (status !== 'planned' && status !== 'sent' && status !== 'mined') return status;
        if (status === 'planned') await merchant.sign(id);
        await world.mine(4);
      }
      return merchant.settle(id);
    },
    async tendPurses(laterMs = 0, capGwei, of = db) {
      const now = () => new Date(Date.now() + laterMs);
      const policy = capGwei === undefined ? deps.policy : { ...deps.policy, cap: capGwei * 10n ** 9n };
      const tended = await tendPurses({ ...deps, db: of, policy, now }, purseKeys);
      return tended.map(one =>
        one.did === 'stop' ? `stop ${one.stop.code}` : `${one.did} ${String(one.nonce)}`,
      );
    },
    async topUps() {
      const { rows } = await sql<{ status: string; amount: bigint }>`
        select s.status, u.amount from top_ups u join sends s on s.intent_kind = 'top_up' and s.intent_id = u.intent_id
        order by s.nonce
      `.execute(db);
      return rows;
    },
    async sent() {
      const { rows } = await sql<{ line: string }>`
        select concat_ws(' ', case when l.purse_id is null then 'operator' else 'purse' end, s.nonce, s.intent_kind, s.status)
          as line
        from sends s join lanes l on l.chain_id = s.chain_id and l.sender = s.sender
        order by l.purse_id is not null, l.sender, s.nonce
      `.execute(db);
      return rows.map(({ line }) => line);
    },
    withNode(instead) {
      const nodes = createOwnNodes(chainId, [rpcInstead(deps.rpc, instead)]);
      return { senders: signing.senders.map(one => ({ ...one, nodes })) };
    },
    async audit() {
      await bookFees(db, [watcher.eth], 100);
      return audit(watcher);
    },
  };
}
