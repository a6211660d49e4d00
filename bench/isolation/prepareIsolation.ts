import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '../../client/index.ts';
import { compileContracts } from '../../contracts/compileContracts.ts';
import { createAccount } from '../../db/accounts/createAccount.ts';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import type { Db } from '../../db/connect.ts';
import { createEndpoint } from '../../db/webhooks/endpoints.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import { deployContract } from '../../testkit/chain/contracts/deployContract.ts';
import type { Payer } from '../../testkit/chain/payers/newPayer.ts';
import { newPayer } from '../../testkit/chain/payers/newPayer.ts';
import { pay } from '../../testkit/chain/payers/pay.ts';
import { waitMined } from '../../testkit/chain/payers/waitMined.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import type { Progress } from '../../testkit/servers/progress.ts';
import { secretsOf } from '../databases/benchSecrets.ts';
import { seedPurses } from '../databases/seedPurses.ts';
import { endpointPaths, shape } from './shape.ts';
import type { BenchStack } from './startBenchStack.ts';

export interface Customer {
  readonly customerId: string;
  readonly address: string;
}

export interface BenchAccount {
  readonly accountId: AccountId;
  readonly key: string;
  /** Has its own coins, so that no two processes share a sequence of nonces. */
  readonly payer: Payer;
}

export interface Prepared {
  readonly network: TestNetwork;
  readonly neighbour: BenchAccount & { readonly customers: readonly Customer[] };
  readonly hot: BenchAccount & {
    /** Has money that can be charged. */
    readonly customer: Customer;
    readonly purse: Customer;
    readonly dusty: Customer;
    readonly batchPayer: string;
  };
  /** Has the bad endpoints, and nothing else. */
  readonly shop: AccountId;
  /** Has the purses that will be overdue, and nothing else. */
  readonly sleeper: AccountId;
}

const coin = 10n ** 18n;

/**
 * Makes accounts, customers, payers and old blocks on the stack. Returns when all of it is scanned and
 * credited.
 */
export async function prepareIsolation(
  stack: BenchStack,
  db: Db,
  badUrl: string,
  progress: Progress,
): Promise<Prepared> {
  const network = stack.networks.find(({ nativeCurrency }) => nativeCurrency === 'ETH');
  if (!network) throw new Error('there is no test chain of ETH');
  const neighbour = await addAccount(db, network);
  const hot = await addAccount(db, network);
  const customers: Customer[] = [];
  for (let nth = 1; nth <= shape.neighbour.customers; nth++) {
    customers.push(await addCustomer(stack.running.api, neighbour.key, `neighbour-${String(nth)}`));
  }
  const addHot = (name: string) => addCustomer(stack.running.api, hot.key, name);
  const [customer, purse, dusty] = [await addHot('hot'), await addHot('paid'), await addHot('dusty')];
  const { accountId: shop } = await createAccount(db, { name: 'shop', livemode: false });
  for (let nth = 0; nth < shape.hot.endpoints; nth++) {
    const path = endpointPaths[nth % endpointPaths.length] ?? '';
    await createEndpoint(db, secretsOf(stack.running.secretsKey), shop, { url: `${badUrl}${path}` });
  }
  const { accountId: sleeper } = await createAccount(db, { name: 'sleeper', livemode: false });
  await progress.during('purses that sleep', () => seedPurses(db, sleeper, shape.hot.overduePurses, []));

  const { rpcUrl } = network;
  const via = { rpcUrl, key: hot.payer.key };
  const artifacts = await compileContracts();
  const { address: batchPayer } = await deployContract({ ...via, artifacts, name: 'BatchPayer' });
  const txHash = await pay({ ...via, to: customer.address, currency: { contract: null }, amount: coin });
  await waitMined({ rpcUrl, txHash });
  await untilScanned(db, network);
  await untilPosted(db, hot.accountId);
  return {
    network,
    neighbour: { ...neighbour, customers },
    hot: { ...hot, customer, purse, dusty, batchPayer },
    shop,
    sleeper,
  };
}

async function addAccount(db: Db, { rpcUrl, faucetKey }: TestNetwork): Promise<BenchAccount> {
  const { accountId } = await createAccount(db, { name: 'bench', livemode: false });
  const { key } = await createApiKey(db, accountId, { scopes: ['admin'], label: 'bench' });
  return { accountId, key, payer: await newPayer({ rpcUrl, faucetKey, native: 1000n * coin }) };
}

async function addCustomer(api: string, key: string, name: string): Promise<Customer> {
  const purser = createClient({ baseUrl: api, apiKey: key });
  const { id } = await purser.post('/v1/customers', { body: { externalId: name } });
  return purser.get('/v1/purse', { query: { customerId: id, currency: 'ETH' } });
}

/** Waits until the scanner has reached the chain's present head. */
export async function untilScanned(db: Db, network: TestNetwork): Promise<void> {
  const head = Number(await network.request('eth_blockNumber'));
  for (const until = performance.now() + 120_000; performance.now() < until; await sleep(100)) {
    if ((await scannedHeight(db, network.chainId)) >= head) return;
  }
  throw new Error(`${network.code} was not scanned up to block ${String(head)} within 120 s`);
}

/**
 * Waits until all final deposits of an account are posted, but at most a minute: a longer delay shows in the
 * result.
 */
export async function untilPosted(db: Db, accountId: AccountId): Promise<void> {
  for (const until = performance.now() + 60_000; performance.now() < until; await sleep(100)) {
    const waiting = await db
      .selectFrom('transactions')
      .select('id')
      .where('account_id', '=', accountId)
      .where('final_block_hash', 'is not', null)
      .where('credited_to', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (!waiting) return;
  }
}

export async function scannedHeight(db: Db, chainId: number): Promise<number> {
  const cursor = await db
    .selectFrom('chain_cursors')
    .select('height')
    .where('chain_id', '=', chainId as ChainId)
    .executeTakeFirst();
  return cursor?.height ?? -1;
}
