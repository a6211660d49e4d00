import { randomBytes } from 'node:crypto';
import { Interface, Wallet } from 'ethers';
import { sql } from 'kysely';
import type { SweepSigningDeps } from '../../../activities/sweeping/deps.ts';
import { createSendSweep } from '../../../activities/sweeping/sendSweep.ts';
import { checksumAddress, createAddressDeriver } from '../../../chain/deriveAddress.ts';
import { createOwnNodes } from '../../../chain/sending/ownNodes.ts';
import { deploySweeper } from '../../../chain/sweeping/deploySweeper.ts';
import type { SweeperDeployment } from '../../../chain/sweeping/sweeperDeployment.ts';
import { sweeperDeployment } from '../../../chain/sweeping/sweeperDeployment.ts';
import { signAuthorizations } from '../../../cli/keys/signAuthorizations.ts';
import { newSeedPhrase } from '../../../cli/stack/secrets.ts';
import { keyOfAddresses } from '../../../chain/keyOfAddresses.ts';
import { createApiKey } from '../../../db/accounts/createApiKey.ts';
import type { Db } from '../../../db/connect.ts';
import { createDestination } from '../../../db/destinations/createDestination.ts';
import { findDestination } from '../../../db/destinations/destinations.ts';
import { planSweeps } from '../../../db/sweeping/planSweeps.ts';
import { saveSweeper } from '../../../db/sweepers/saveSweeper.ts';
import { createAuthorizationBox } from '../../../db/authorizations/sealAuthorization.ts';
import { settleSweep } from '../../../db/sweeping/settleSweep.ts';
import { stageAuthorizations } from '../../../db/authorizations/stageAuthorizations.ts';
import type { Address } from '../../../domain/address.ts';
import type { ApiKeyId, DestinationId, SweepId } from '../../../domain/ids.ts';
import type { Currency } from '../../../domain/registry.ts';
import type { SweepSending } from '../../../domain/sweeping/messages.ts';
import type { SweepStatus } from '../../../domain/sweeping/sweep.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import { tokenBalance } from '../../../testkit/chain/tokenBalance.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must, newOwner } from '../../db/fixtures.ts';
import type { LaneWorld } from '../sending/laneWorld.ts';
import { startLaneWorld } from '../sending/laneWorld.ts';

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
export interface SweepingWorld extends LaneWorld {
  readonly signing: SweepSigningDeps;
  readonly contracts: SweeperDeployment;
  readonly treasury: Address;
  readonly treasuryId: DestinationId;
  /** A customer of the account, whose purse has a key of the seed. */
  newCustomer(): Promise<Owner>;
  /** Pays from the faucet, and waits until it is final; returns the transaction's hash. */
  deposit(owner: Owner, currency: Currency, amount: bigint): Promise<string>;
  /** Plans: by name if `by` is a key. */
  /** Waits for whoever holds a deposit, as a plan leaves what others hold to the next one. */
  plan(by?: ApiKeyId | null): Promise<readonly SweepId[]>;
  /** Plans beside others, as the planner does. */
  planAtOnce(by?: ApiKeyId | null): Promise<readonly SweepId[]>;
  /** A key of a person of the account. */
  person(): Promise<ApiKeyId>;
  sign(id: SweepId, of?: Partial<SweepSigningDeps>): Promise<SweepSending>;
  settle(id: SweepId): Promise<SweepStatus>;
  /** The items as `status reason`, in their order. */
  items(id: SweepId): Promise<readonly string[]>;
  /** The sum of a book. */
  book(ledger: string, currency: Currency): Promise<bigint>;
  tokensOf(address: string): Promise<bigint>;
  /** The private key of a purse, as whoever has the seed has it. */
  keyOf(owner: Owner): Promise<string>;
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

  const plan = async (trx: Db, by: ApiKeyId | null = null): Promise<readonly SweepId[]> => {
    const wish = { accountId, network: code, requestedBy: by };
    return (await planSweeps(trx, watcher.registry, wish)).sweepIds;
  };

  return {
    ...world,
    ...{ signing, contracts, treasury, treasuryId, asOwner, newDestination },
    newCustomer: () => newOwner(db, accountId, deriver),
    async deposit(to, currency, amount) {
      const { faucetKey: key, rpcUrl } = anvil;
      const hash = await pay({ rpcUrl, key, to: to.address, currency, amount });
      await world.mine(4);
      return hash;
    },
    plan: by =>
      db.transaction().execute(async trx => {
        await sql`select from transactions order by id for no key update`.execute(trx);
        return plan(trx, by);
      }),
    planAtOnce: by => db.transaction().execute(trx => plan(trx, by)),
    async person() {
      const { keyId } = await createApiKey(db, accountId, { scopes: ['admin'], label: 'person' });
      return keyId;
    },
    sign: (sweepId, of = {}) => createSendSweep({ ...signing, ...of })({ sweepId }),
    settle: id => settleSweep(db, watcher.registry, id),
    async items(id) {
      const rows = await db
        .selectFrom('sweep_items')
        .select(['status', 'reason'])
        .where('sweep_id', '=', id)
        .orderBy('position')
        .execute();
      return rows.map(({ status, reason }) => (reason === null ? status : `${status} ${reason}`));
    },
    async book(ledger, { code }) {
      const rows = await db
        .selectFrom('postings')
        .select(({ fn }) => fn.sum<bigint | null>('amount').as('total'))
        .where('account_id', '=', accountId)
        .where('ledger', '=', ledger as 'treasury')
        .where('currency', '=', code)
        .executeTakeFirst();
      return rows?.total ?? 0n;
    },
    async keyOf({ purseId }) {
      const { hd_index } = await db
        .selectFrom('purses')
        .select('hd_index')
        .where('id', '=', purseId)
        .executeTakeFirstOrThrow();
      return seed.deriveChild(hd_index ?? 0).privateKey;
    },
    tokensOf: address => tokenBalance(anvil, must(watcher.usdt.contract ?? undefined), address),
  };
}
