import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Wallet } from 'ethers';
import { createRpc } from '../../chain/rpc/rpc.ts';
import { addressOfKeystore, newKeystore } from '../../chain/sending/keystore.ts';
import type { SigningKey } from '../../chain/sending/signingKey.ts';
import { deploySweeper } from '../../chain/sweeping/deploySweeper.ts';
import type { SweeperIdentity } from '../../chain/sweeping/sweeperDeployment.ts';
import { sweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import type { Db } from '../../db/connect.ts';
import { saveSweeper } from '../../db/sweepers/saveSweeper.ts';
import { createAuthorizationBox } from '../../db/authorizations/sealAuthorization.ts';
import { stageAuthorizations } from '../../db/authorizations/stageAuthorizations.ts';
import type { Address } from '../../domain/address.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ChainId, NetworkCode, Registry } from '../../domain/registry.ts';
import { newSecretsKey, parseSecretsKey } from '../../db/secrets/secretBox.ts';
import { fundFromFaucet } from '../../testkit/chain/payers/newPayer.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { signAuthorizations } from '../keys/signAuthorizations.ts';
import { activateTreasury, registerTreasury } from './activateTreasury.ts';
import { signerEnvironmentOf } from './running.ts';
import { keyOfAddresses } from '../../chain/keyOfAddresses.ts';

/** How the local stack sweeps. */
export interface LocalSweeping {
  /** Where the purses' money goes, on each of the test chains. */
  readonly treasury: Address;
  /** Settings of the signer's process. */
  readonly env: Readonly<Record<string, string>>;
  /** Makes the treasury an active destination. The scanners must have begun: they read it from a block. */
  activate(): Promise<void>;
}

interface Parts {
  readonly home: string;
  readonly db: Db;
  readonly accountId: AccountId;
  /** Says by which method each network's purses are swept. */
  readonly registry: Registry;
  readonly networks: readonly TestNetwork[];
  /** For so many purses after those that are given out there are authorizations, until the next start. */
  readonly pursesAhead?: number;
}

const usuallyAhead = 200;
const operatorWei = 10n ** 20n;
const gwei = 10n ** 9n;
/** Of a key that guards test coins: scrypt's usual cost would delay each start by a second. */
const keystoreCost = 2 ** 12;

/**
 * Prepares what a merchant prepares by the ceremony of docs/sweeping.md, on the test chains: contracts, an owner's key, an
 * operator's key, and signed authorizations. On a network of method `transfer` the signer gets the seed instead. Here all keys
 * are in the state folder. A second start finds what is there.
 */
export async function prepareSweeping({
  home,
  db,
  accountId,
  registry,
  networks,
  pursesAhead = usuallyAhead,
}: Parts): Promise<LocalSweeping> {
  const env = signerEnvironmentOf(home);
  const owner = new Wallet(saved(home, 'sweep-owner', () => Wallet.createRandom().privateKey));
  const treasury = new Wallet(saved(home, 'treasury', () => Wallet.createRandom().privateKey));
  const password = saved(home, 'operator-password', () => randomBytes(24).toString('hex'));
  const keystore = env.PURSER_OPERATOR_KEYSTORE;
  if (!existsSync(keystore)) {
    writeFileSync(keystore, (await newKeystore(password, keystoreCost)).keystore, { mode: 0o600 });
  }
  const operator = addressOfKeystore(readFileSync(keystore, 'utf8'));
  if (!operator) throw new Error(`${keystore} is no keystore`);
  const authorizationsKey = parseSecretsKey(saved(home, 'authorizations-key', newSecretsKey));
  if (!authorizationsKey) throw new Error(`${join(home, 'authorizations-key')} is no key`);
  const seedFile = join(home, 'seed');
  const seed = keyOfAddresses(readFileSync(seedFile, 'utf8').trim());
  const box = createAuthorizationBox(authorizationsKey);

  const isByTransfer = ({ code }: TestNetwork): boolean =>
    registry.networks.some(network => network.code === code && network.sweeping?.method === 'transfer');
  const places = networks
    .filter(network => !isByTransfer(network))
    .map(network => placeOf(network, accountId, lowerCase(owner.address)));
  const senders = networks.filter(isByTransfer);
  for (const network of senders) await fund(network, [operator]);
  for (const { network, identity } of places) {
    const { chainId, owner: ownerAddress, delaySeconds } = identity;
    const { sweeper, delegate, purseCodeHash } = sweeperDeployment(identity);
    await fund(network, [operator, ownerAddress]);
    await whileMining(network, deploySweeper(rpcOf(network), keyOf(owner), identity, { ...limits, chainId }));
    await saveSweeper(db, {
      ...{ account_id: accountId, network: network.code as NetworkCode, chain_id: chainId },
      ...{ owner: ownerAddress, delay_seconds: delaySeconds },
      ...{ sweeper, delegate, purse_code_hash: purseCodeHash },
    });
    const file = { chainId, delegate, nonce: 0 };
    const { pairs } = signAuthorizations(seed, { ...file, ...(await missingRange(db, file, pursesAhead)) });
    await stageAuthorizations(db, file, box.mark, stage =>
      stage.add(
        Array.from(pairs, ([{ index, authority, ...tuple }]) => ({
          ...{ index, authority, sealed: box.seal({ ...file, authority }, tuple) },
        })),
      ),
    );
  }
  const settings = {
    ...{ mode: 'test', account: accountId, xpub: seed.neuter().extendedKey },
    ...{ testChainIds: networks.map(({ chainId }) => chainId) },
    ...(senders.length > 0 && { seedFile }),
    networks: {
      ...Object.fromEntries(places.map(delegatedSettings)),
      ...Object.fromEntries(senders.map(network => transferSettings(network, treasury.address))),
    },
  };
  writeFileSync(env.PURSER_SIGNER_SETTINGS, JSON.stringify(settings));
  return {
    treasury: lowerCase(treasury.address),
    env,
    async activate() {
      const of = { db, accountId, owner, operator, treasury: lowerCase(treasury.address) };
      for (const { code } of senders) await registerTreasury(of, code as NetworkCode);
      for (const { network, identity } of places) {
        await activateTreasury(network, { ...of, sweeper: sweeperDeployment(identity).sweeper });
      }
    },
  };
}

interface Place {
  readonly network: TestNetwork;
  readonly identity: SweeperIdentity;
}

const limits = { maxFeePerGas: 1000n * gwei, pollMs: 50 } as const;
const lowerCase = (address: string): Address => address.toLowerCase() as Address;

function placeOf(network: TestNetwork, account: AccountId, owner: Address): Place {
  return { network, identity: { account, owner, chainId: network.chainId as ChainId, delaySeconds: 0 } };
}

/** The text of a file of the state folder, which the first start makes. */
function saved(home: string, name: string, make: () => string): string {
  const file = join(home, name);
  if (!existsSync(file)) writeFileSync(file, `${make()}\n`, { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

function rpcOf({ rpcUrl, code }: TestNetwork) {
  return createRpc(rpcUrl, new AbortController().signal, { name: code });
}

function keyOf(wallet: Wallet): SigningKey {
  return {
    address: lowerCase(wallet.address),
    signTransaction: transaction => wallet.signTransaction(transaction),
  };
}

/** Purses that were given out since the last start, and so many more. */
async function missingRange(
  db: Db,
  { chainId, delegate }: { readonly chainId: ChainId; readonly delegate: Address },
  pursesAhead: number,
): Promise<{ readonly from: number; readonly to: number }> {
  const { rows } = await sql<{ readonly next: number; readonly known: number | null }>`
    select (select last_value + is_called::int from purse_hd_index) as next,
      (select max(hd_index) from sweep_authorizations where chain_id = ${chainId} and delegate = ${delegate}) as known
  `.execute(db);
  const { next, known } = rows[0] ?? { next: 0, known: null };
  return { from: known === null ? 0 : known + 1, to: next + pursesAhead };
}

async function fund(network: TestNetwork, addresses: readonly string[]): Promise<void> {
  const { rpcUrl, faucetKey } = network;
  for (const address of addresses) {
    const balance = BigInt(String(await network.request('eth_getBalance', [address, 'latest'])));
    if (balance >= operatorWei / 10n) continue;
    await whileMining(network, fundFromFaucet({ rpcUrl, faucetKey, address, native: operatorWei }));
  }
}

/** What waits for a block gets one at once: the chain mines at its own pace otherwise. */
async function whileMining<T>(network: TestNetwork, work: Promise<T>): Promise<T> {
  const done = work.then(
    () => true,
    () => true,
  );
  const rest = (): Promise<boolean> => new Promise(resolve => setTimeout(() => resolve(false), 50));
  while (!(await Promise.race([done, rest()]))) {
    const pending = (await network.request('eth_getBlockByNumber', ['pending', false])) as {
      readonly transactions: readonly unknown[];
    };
    if (pending.transactions.length > 0) await network.mine(1);
  }
  return work;
}

function delegatedSettings({
  network: { code, rpcUrl },
  identity: { chainId, owner, delaySeconds },
}: Place): readonly [string, object] {
  const settings = { chainId, rpc: [rpcUrl], method: 'delegated', owner, delaySeconds };
  return [code, { ...settings, maxFeePerGasGwei: '1000', dailyGas: '100' }];
}

/** The cap decides how much coin lies at each purse for its gas. */
function transferSettings(
  { code, chainId, rpcUrl }: TestNetwork,
  treasury: string,
): readonly [string, object] {
  const settings = { chainId, rpc: [rpcUrl], method: 'transfer', destinations: [treasury] };
  return [code, { ...settings, maxFeePerGasGwei: '50', dailyGas: '100' }];
}
