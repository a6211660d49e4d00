import { Wallet } from 'ethers';
import { sql } from 'kysely';
import type { SweepSigningDeps } from '../../../activities/sweeping/deps.ts';
import { createSendSweep } from '../../../activities/sweeping/sendSweep.ts';
import { tendPurses } from '../../../activities/sending/tendPurses.ts';
import { checksumAddress, createAddressDeriver } from '../../../chain/deriveAddress.ts';
import { keyOfAddresses } from '../../../chain/keyOfAddresses.ts';
import type { Rpc } from '../../../chain/rpc/rpc.ts';
import { createOwnNodes } from '../../../chain/sending/ownNodes.ts';
import { createPurseKeys } from '../../../chain/sending/purseKeys.ts';
import { newSeedPhrase } from '../../../cli/stack/secrets.ts';
import { createApiKey } from '../../../db/accounts/createApiKey.ts';
import type { Db } from '../../../db/connect.ts';
import { createDestination } from '../../../db/destinations/createDestination.ts';
import { bookFees } from '../../../db/sending/bookFees.ts';
import { reportTransfers } from '../../../db/sweepers/reportTransfers.ts';
import { planSweeps } from '../../../db/sweeping/planSweeps.ts';
import { settleSweep } from '../../../db/sweeping/settleSweep.ts';
import type { Address } from '../../../domain/address.ts';
import type { ApiKeyId, DestinationId, SweepId } from '../../../domain/ids.ts';
import type { Currency } from '../../../domain/registry.ts';
import type { SweepSending } from '../../../domain/sweeping/messages.ts';
import type { SweepStatus } from '../../../domain/sweeping/sweep.ts';
import { usualSweepPolicy } from '../../../domain/sweeping/sweepPolicy.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import { tokenBalance } from '../../../testkit/chain/tokenBalance.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must, newOwner } from '../../db/fixtures.ts';
import type { AnvilWorldOptions } from '../../nodes/anvil/anvilWorld.ts';
import { audit } from '../../nodes/expectOnce.ts';
import type { LaneWorld } from '../sending/laneWorld.ts';
import { rpcInstead, startLaneWorld } from '../sending/laneWorld.ts';

/** Before Prague: type 4 is not served there (EIP-7702). */
const withoutType4 = ['--hardfork', 'cancun'];

/** A network without EIP-7702, whose purses send by themselves, with a treasury that the signer's settings list. */
export interface TransferWorld extends LaneWorld {
  readonly signing: SweepSigningDeps;
  readonly treasury: Address;
  readonly treasuryId: DestinationId;
  newCustomer(): Promise<Owner>;
  /** Pays from the faucet, and waits until it is final. */
  deposit(owner: Owner, currency: Currency, amount: bigint): Promise<string>;
  /** Plans: by name if `by` is a key. Waits for whoever holds a deposit. */
  plan(by?: ApiKeyId | null): Promise<readonly SweepId[]>;
  planOne(): Promise<SweepId>;
  person(): Promise<ApiKeyId>;
  sign(id: SweepId, of?: Partial<SweepSigningDeps>): Promise<SweepSending>;
  settle(id: SweepId): Promise<SweepStatus>;
  /** Signs, mines until all is final, and signs again, until it has ended. */
  finish(id: SweepId): Promise<SweepStatus>;
  /** Looks after the purses' lanes, `laterMs` after now; returns what was done. */
  tendPurses(laterMs?: number, capGwei?: bigint, of?: Db): Promise<readonly string[]>;
  items(id: SweepId): Promise<readonly string[]>;
  /** The payments for the gas of purses that were signed. */
  topUps(): Promise<readonly { readonly status: string; readonly amount: bigint }[]>;
  /** Of all lanes: `purse` or `operator`, intent, status. */
  sent(): Promise<readonly string[]>;
  book(ledger: string, currency: Currency): Promise<bigint>;
  tokensOf(address: string): Promise<bigint>;
  keyOf(owner: Owner): Promise<string>;
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
  const sign: TransferWorld['sign'] = (sweepId, of = {}) =>
    createSendSweep({ ...signing, ...of })({ sweepId });
  const settle: TransferWorld['settle'] = id => settleSweep(db, watcher.registry, id);
  const plan: TransferWorld['plan'] = (requestedBy = null) =>
    db.transaction().execute(async trx => {
      await sql`select from transactions order by id for no key update`.execute(trx);
      return (await planSweeps(trx, watcher.registry, { accountId, network: code, requestedBy })).sweepIds;
    });
  return {
    ...world,
    ...{ signing, treasury, treasuryId, sign, settle, plan },
    newCustomer: () => newOwner(db, accountId, deriver),
    async deposit(to, currency, amount) {
      const { faucetKey: key, rpcUrl } = anvil;
      const hash = await pay({ rpcUrl, key, to: to.address, currency, amount });
      await world.mine(4);
      return hash;
    },
    async planOne() {
      const ids = await plan();
      if (ids.length !== 1) throw new Error(`${String(ids.length)} sweeps are planned, not one`);
      return must(ids[0]);
    },
    async person() {
      const { keyId } = await createApiKey(db, accountId, { scopes: ['admin'], label: 'person' });
      return keyId;
    },
    async finish(id) {
      for (let look = 0; look < 8; look += 1) {
        const status = await settle(id);
        if (status !== 'planned' && status !== 'sent' && status !== 'mined') return status;
        if (status === 'planned') await sign(id);
        await world.mine(4);
      }
      return settle(id);
    },
    async tendPurses(laterMs = 0, capGwei, of = db) {
      const now = () => new Date(Date.now() + laterMs);
      const policy = capGwei === undefined ? deps.policy : { ...deps.policy, cap: capGwei * 10n ** 9n };
      const tended = await tendPurses({ ...deps, db: of, policy, now }, purseKeys);
      return tended.map(one =>
        one.did === 'stop' ? `stop ${one.stop.code}` : `${one.did} ${String(one.nonce)}`,
      );
    },
    async items(id) {
      const rows = await db
        .selectFrom('sweep_items')
        .select(['status', 'reason'])
        .where('sweep_id', '=', id)
        .orderBy('position')
        .execute();
      return rows.map(({ status, reason }) => (reason === null ? status : `${status} ${reason}`));
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
    async book(ledger, { code: currency }) {
      const row = await db
        .selectFrom('postings')
        .select(({ fn }) => fn.sum<bigint | null>('amount').as('total'))
        .where('account_id', '=', accountId)
        .where('ledger', '=', ledger as 'treasury')
        .where('currency', '=', currency)
        .executeTakeFirst();
      return row?.total ?? 0n;
    },
    tokensOf: address => tokenBalance(anvil, must(watcher.usdt.contract ?? undefined), address),
    async keyOf({ purseId }) {
      const { hd_index } = await db
        .selectFrom('purses')
        .select('hd_index')
        .where('id', '=', purseId)
        .executeTakeFirstOrThrow();
      return seed.deriveChild(hd_index ?? 0).privateKey;
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
