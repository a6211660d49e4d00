import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createClient } from '../../client/index.ts';
import { addedTokenAddress } from '../../testkit/chain/contracts/addTokens.ts';
import { pay } from '../../testkit/chain/payers/pay.ts';
import { tokenBalance } from '../../testkit/chain/tokenBalance.ts';
import type { World } from '../world/startWorld.ts';

/** The network of docs/settings/local.transfers.json, on which a purse sends by itself. */
export const transferRegistry = join(import.meta.dirname, '../../docs/settings/local.transfers.json');

const lookAgainMs = 200;

interface Payment {
  readonly network: string;
  readonly currency: string;
  /** Base units: above the threshold from which a purse is swept at once. */
  readonly amount: bigint;
  /** How long it may take to come to the treasury. */
  readonly withinMs: number;
  /** How often the purse's gas is paid to it. */
  readonly topUps: number;
}

/** Its purse has to wait until the payment for its gas is final. */
const byTransfer: Payment = {
  network: 'LEGACY',
  currency: 'USDC_LEG',
  amount: 25_000_000n,
  withinMs: 120_000,
  topUps: 1,
};
const byContract: Payment = {
  network: 'ETHEREUM',
  currency: 'USDT_ETH',
  amount: 25_000_000n,
  withinMs: 60_000,
  topUps: 0,
};

interface Swept {
  readonly unfinished: number;
  readonly items: number;
  readonly entries: number;
  readonly booked: bigint | null;
  readonly topUps: number;
  readonly gaps: number;
  readonly open: number;
}

type SweepingWorld = World & { readonly seed: number };

/**
 * A customer of the account that sweeps pays, and the money comes to the treasury: exactly once, with one entry in the
 * books, and no nonce is missing or left open. Throws what is wrong.
 */
export const sweptOnce = (world: SweepingWorld): Promise<void> => arrivesOnce(world, byContract);
/** The same, on the network of `transferRegistry`. */
export const transferredOnce = (world: SweepingWorld): Promise<void> => arrivesOnce(world, byTransfer);

async function arrivesOnce(
  world: SweepingWorld,
  { network, currency, amount, withinMs, topUps }: Payment,
): Promise<void> {
  const { running } = world.stack;
  const api = createClient({ baseUrl: running.api, apiKey: running.key });
  const externalId = `crash-${String(world.seed)}`;
  await api.post('/v1/customers', { body: { externalId } });
  const { address, purseId } = await api.get('/v1/purse', { query: { customerId: externalId, currency } });
  const chain = world.network(network);
  const { rpcUrl, faucetKey: key, tokens } = chain;
  const contract = tokens[currency] ?? addedTokenAddress(currency);
  const treasury = running.treasury ?? '';
  const before = await tokenBalance(chain, contract, treasury);
  await pay({ rpcUrl, key, to: address, currency: { contract }, amount });
  let last = 'nothing was planned';
  for (const until = performance.now() + withinMs; performance.now() < until; await sleep(lookAgainMs)) {
    const swept = await readSwept(world, purseId);
    const moved = (await tokenBalance(chain, contract, treasury)) - before;
    if (swept.items === 1 && swept.unfinished === 0 && swept.open === 0) {
      if (moved !== amount) throw new Error(`${String(moved)} came to the treasury, not ${String(amount)}`);
      if (swept.entries !== 1 || swept.booked !== -amount) {
        throw new Error(`${String(swept.entries)} entries of ${String(swept.booked)} are in the books`);
      }
      if (swept.topUps !== topUps) throw new Error(`gas was paid to it ${String(swept.topUps)} times`);
      if (swept.gaps > 0) throw new Error(`${String(swept.gaps)} nonces are missing`);
      return;
    }
    last = JSON.stringify(swept, (_name, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
  }
  throw new Error(`the money was not swept within ${String(withinMs / 1000)} s: ${last}`);
}

async function readSwept({ db }: World, purseId: string): Promise<Swept> {
  const { rows } = await sql<Swept>`
    select
      (select count(*)::integer from sweeps where completed_at is null) as unfinished,
      (select count(*)::integer from sweep_items where purse_id = ${purseId} and status = 'swept') as items,
      (select count(*)::integer from entries e where e.purpose = 'sweep' and exists (
        select from postings p where p.entry_id = e.id and p.purse_id = ${purseId})) as entries,
      (select sum(amount) from postings where purse_id = ${purseId} and ledger = 'treasury') as booked,
      (select count(*)::integer from top_ups where purse_id = ${purseId}) as "topUps",
      (select count(*)::integer from lanes l, generate_series(0, l.next_nonce - 1) n where not exists (
        select from sends s where s.chain_id = l.chain_id and s.sender = l.sender and s.nonce = n)) as gaps,
      (select count(*)::integer from sends where status <> 'final') as open
  `.execute(db);
  const [swept] = rows;
  if (!swept) throw new Error('the database returned nothing');
  return swept;
}
