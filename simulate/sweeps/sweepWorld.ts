import { setTimeout as sleep } from 'node:timers/promises';
import { Wallet } from 'ethers';
import { sql } from 'kysely';
import type { PurserClient } from '../../client/index.ts';
import { createClient } from '../../client/index.ts';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import type { AccountId, ApiKeyId } from '../../domain/ids.ts';
import { fundFromFaucet } from '../../testkit/chain/payers/newPayer.ts';
import { pay } from '../../testkit/chain/payers/pay.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { sanctionedAddress, sanctionedKey } from '../../testkit/sanctionedPayer.ts';
import type { World } from '../world/startWorld.ts';

export const network = 'ETHEREUM';
const currency = 'ETH';
/** Wei. Two of these stay below the threshold from which a purse is swept without being asked. */
export const deposit = 10n ** 16n - 1n;
const plenty = 10n ** 18n;
const waitsMs = 60_000;
const lookAgainMs = 100;

export interface Purse {
  readonly purseId: string;
  readonly address: string;
}

/** What a story of sweeps plays with: the account of the stack that sweeps, its treasury, and payers of their own. */
export interface SweepWorld extends World {
  readonly chain: TestNetwork;
  readonly treasury: string;
  /** The API with a key that may ask for sweeps, by each of its processes. */
  readonly apis: readonly [PurserClient, PurserClient];
  readonly accountId: AccountId;
  readonly keyId: ApiKeyId;
  newPurse(): Promise<Purse>;
  /** Pays from a payer of its own, so that a reorg may take one payment and leave others; `held` is declined. */
  pays(purse: Purse, amount: bigint, as?: 'approved' | 'held'): Promise<string>;
  /** Until each of these transactions is booked like this. */
  untilBooked(hash: string, to: 'customer' | 'held'): Promise<void>;
  /** Asks for a sweep of the purse by name; returns its id. The policy may have been faster. */
  asks(purse: Purse): Promise<string>;
  balanceOf(address: string): Promise<bigint>;
}

export async function sweepWorldOf(world: World, name: string): Promise<SweepWorld> {
  const { stack, db } = world;
  const chain = world.network(network);
  const { accountId } = await db
    .selectFrom('sweepers')
    .select('account_id as accountId')
    .executeTakeFirstOrThrow();
  const { key, keyId } = await createApiKey(db, accountId, {
    ...{ label: name, scopes: ['read', 'write', 'admin', 'payout'] },
  });
  const clientOf = (baseUrl: string): PurserClient => createClient({ baseUrl, apiKey: key });
  const apis = [clientOf(stack.running.api), clientOf(world.secondApiUrl)] as const;
  const { rpcUrl, faucetKey } = chain;
  const payers = [Wallet.createRandom(), Wallet.createRandom(), Wallet.createRandom()];
  // Before all that a reorg of the story takes back.
  for (const address of [...payers.map(wallet => wallet.address), sanctionedAddress]) {
    await fundFromFaucet({ rpcUrl, faucetKey, address, native: plenty, timeoutMs: 10_000 });
  }
  let purses = 0;
  const newPurse: SweepWorld['newPurse'] = async () => {
    const externalId = `${name}-${String((purses += 1))}-${String(Date.now())}`;
    await apis[0].post('/v1/customers', { body: { externalId } });
    const { address, purseId } = await apis[0].get('/v1/purse', {
      query: { customerId: externalId, currency },
    });
    return { address, purseId };
  };
  const pays: SweepWorld['pays'] = (purse, amount, as = 'approved') => {
    const payer = as === 'held' ? sanctionedKey : payers.pop()?.privateKey;
    if (payer === undefined) throw new Error('the story has no payer left');
    return pay({ rpcUrl, key: payer, to: purse.address, currency: { contract: null }, amount });
  };
  return {
    ...world,
    ...{ accountId, keyId },
    ...{ chain, treasury: stack.running.treasury ?? '', apis, newPurse, pays },
    untilBooked: (hash, to) =>
      until(`${hash} is booked to ${to}`, async () => {
        const { rows } = await sql<{ to: string | null }>`
          select credited_to as to from transactions where tx_hash = ${hash}`.execute(db);
        return rows[0]?.to === to;
      }),
    async asks(purse) {
      const find = () => sweepsOf(world, purse);
      await until('a sweep is planned', async () => {
        if ((await find()).length > 0) return true;
        await apis[0]
          .post('/v1/sweeps', { body: { network, purseId: purse.purseId } })
          .catch(() => undefined);
        return (await find()).length > 0;
      });
      const [first] = await find();
      if (first === undefined) throw new Error('there is no sweep');
      return first;
    },
    balanceOf: async address => BigInt(String(await chain.request('eth_getBalance', [address, 'latest']))),
  };
}

/** The sweeps with an item of the purse, oldest first. */
export async function sweepsOf({ db }: World, { purseId }: Purse): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select w.id from sweeps w join sweep_items i on i.sweep_id = w.id
    where i.purse_id = ${purseId} order by w.created_at, w.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Waits until it is true; throws what was waited for if that takes too long. */
export async function until(what: string, isTrue: () => Promise<boolean>, ms = waitsMs): Promise<void> {
  for (const end = performance.now() + ms; performance.now() < end; await sleep(lookAgainMs)) {
    if (await isTrue()) return;
  }
  throw new Error(`within ${String(ms / 1000)} s it was not so that ${what}`);
}

export function requireEqual(what: string, is: unknown, wanted: unknown): void {
  if (is !== wanted) throw new Error(`${what}: ${String(is)}, not ${String(wanted)}`);
}
