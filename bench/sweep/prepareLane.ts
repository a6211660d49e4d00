import { randomBytes } from 'node:crypto';
import type { SweepSigningDeps } from '../../activities/sweeping/deps.ts';
import type { SenderDeps } from '../../activities/sending/deps.ts';
import { createSendQueue } from '../../activities/sending/sendQueue.ts';
import { checksumAddress, createAddressDeriver } from '../../chain/deriveAddress.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { createOwnNodes } from '../../chain/sending/ownNodes.ts';
import { newSeedPhrase } from '../../cli/stack/secrets.ts';
import { keyOfAddresses } from '../../chain/keyOfAddresses.ts';
import { createAccount } from '../../db/accounts/createAccount.ts';
import { createAuthorizationBox } from '../../db/authorizations/sealAuthorization.ts';
import type { Db } from '../../db/connect.ts';
import { createDestination } from '../../db/destinations/createDestination.ts';
import { issueAddress } from '../../db/purses/issueAddress.ts';
import { saveSweeper } from '../../db/sweepers/saveSweeper.ts';
import type { Address } from '../../domain/address.ts';
import type { CustomerId, DestinationId, PurseId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { BenchChain } from './benchChain.ts';
import { addressOf, walletOf } from './benchChain.ts';
import { deployOurs } from './deployOurs.ts';
import type { SweepShape } from './shape.ts';
import { chainId } from './shape.ts';

const gwei = 10n ** 9n;
const network = { code: 'ETHEREUM' as NetworkCode, chainId };
/** As many authorizations fit into a transaction, by far. */
const perAuthorization = 40;

export interface LanePurse {
  readonly purseId: PurseId;
  readonly customerId: CustomerId;
  readonly address: Address;
}

/** A signer with a lane, and purses that are delegated and have plenty of a token. */
export interface BenchLane {
  readonly chain: BenchChain;
  readonly db: Db;
  readonly sender: SenderDeps;
  readonly signing: SweepSigningDeps;
  readonly sweeper: Address;
  readonly delegate: Address;
  readonly token: Address;
  readonly treasury: Address;
  readonly destinationId: DestinationId;
  readonly purses: readonly LanePurse[];
}

export async function prepareLane(
  chain: BenchChain,
  db: Db,
  rpc: Rpc,
  { items, batches }: SweepShape,
): Promise<BenchLane> {
  await chain.fund(null, ['deployer', 'operator'].map(addressOf), 10n ** 24n);
  const { accountId } = await createAccount(db, { name: 'bench', livemode: false });
  const { sweeper, delegate, owner, delaySeconds, purseCodeHash } = await deployOurs(chain, accountId);
  await saveSweeper(db, {
    ...{ account_id: accountId, network: network.code, chain_id: chainId, owner, sweeper, delegate },
    ...{ delay_seconds: delaySeconds, purse_code_hash: purseCodeHash },
  });
  const address = addressOf('treasury');
  const { destination } = await db.transaction().execute(trx =>
    createDestination(trx, accountId, {
      ...{ network: network.code, address, checksum: checksumAddress(address) },
      ...{ label: 'bench', kind: 'treasury' },
    }),
  );
  const seed = keyOfAddresses(newSeedPhrase());
  const xpub = seed.neuter().extendedKey;
  const deriver = createAddressDeriver(xpub);
  const purses: LanePurse[] = [];
  for (let nth = 0; nth < items * batches; nth += 1) {
    purses.push(await newPurse(db, accountId, deriver));
  }
  const authorizations = (await readIndexes(db)).map(index =>
    seed.deriveChild(index).authorizeSync({ chainId, address: delegate, nonce: 0 }),
  );
  for (let at = 0; at < authorizations.length; at += perAuthorization) {
    const some = authorizations.slice(at, at + perAuthorization);
    await chain.send({ from: 'deployer', to: owner, authorizations: some });
  }
  const token = await chain.deploy('TestToken', 'Bench', 'BNC', 6);
  const holders = [address, ...purses.map(purse => purse.address)];
  await chain.fund(token, holders, 1_000_000_000n);

  const operator = walletOf('operator');
  const policy = { cap: 100n * gwei, bumpPercent: 10, raiseAfterMs: 60_000, dailyGas: 10n ** 24n };
  const sender: SenderDeps = {
    ...{ db, rpc, accountId, network },
    key: {
      address: addressOf('operator'),
      signTransaction: transaction => operator.signTransaction(transaction),
    },
    policy: { ...policy, inFlight: batches },
    queue: createSendQueue(),
  };
  const { cap, dailyGas } = policy;
  const signing: SweepSigningDeps = {
    ...{ db, deriver, box: createAuthorizationBox(randomBytes(32)) },
    settings: {
      ...{ mode: 'test', account: accountId, xpub, approvers: [], seedFile: null },
      networks: [
        {
          ...{ ...network, rpc: [rpc.url], method: 'delegated', owner, delaySeconds },
          ...{ maxFeePerGas: cap, dailyGas, replacementBumpPercent: 10 },
        },
      ],
    },
    senders: [{ ...sender, nodes: createOwnNodes(network.chainId, [rpc]) }],
  };
  const contracts = { sweeper, delegate, token };
  return {
    chain,
    db,
    sender,
    signing,
    ...contracts,
    treasury: address,
    destinationId: destination.id,
    purses,
  };
}

async function newPurse(
  db: Db,
  accountId: SenderDeps['accountId'],
  deriver: SweepSigningDeps['deriver'],
): Promise<LanePurse> {
  const [customerId, purseId] = [newId('cus'), newId('pur')];
  await db
    .insertInto('customers')
    .values({ id: customerId, account_id: accountId, metadata: '{}' })
    .execute();
  await db
    .insertInto('purses')
    .values({ id: purseId, account_id: accountId, customer_id: customerId })
    .execute();
  await issueAddress(db, deriver, purseId);
  const { address } = await db
    .selectFrom('purses')
    .select('address')
    .where('id', '=', purseId)
    .executeTakeFirstOrThrow();
  if (address === null) throw new Error('the purse has no address');
  return { customerId, purseId, address };
}

async function readIndexes(db: Db): Promise<readonly number[]> {
  const purses = await db.selectFrom('purses').select('hd_index').orderBy('hd_index').execute();
  return purses.flatMap(({ hd_index: index }) => index ?? []);
}
