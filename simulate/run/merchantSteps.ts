// What a merchant does: through the API, as any other.

import { sql } from 'kysely';
import { baseUnits, formatAmount } from '../../domain/money.ts';
import { reviewedAddress } from '../../testkit/sanctionedPayer.ts';
import { unitsOf } from '../model/compare.ts';
import type { ToldCharge, ToldCustomer } from '../model/story.ts';
import type { Coin } from '../plan/coins.ts';
import type { StepOf } from '../plan/steps.ts';
import { blockOf } from './chainSteps.ts';
import { isRefusal } from './refusals.ts';
import type { SeedWorld } from './seedWorld.ts';
import { whileChargesWait } from './whileChargesWait.ts';

export function customerOf({ story }: SeedWorld, place: number): ToldCustomer {
  const customer = story.customers[place];
  if (!customer) throw new Error(`the plan names customer ${String(place)} before it makes one`);
  return customer;
}

/** Asks for the address, which no later question may change. */
export async function addressOf(
  { api }: SeedWorld,
  customer: ToldCustomer,
  currency: string,
): Promise<string> {
  try {
    const { address } = await api.get('/v1/purse', { query: { customerId: customer.id, currency } });
    const lower = address.toLowerCase();
    addAddress(customer, lower);
    return lower;
  } catch (error) {
    if (isRefusal(error, 'purse_declined', 'customer_blocked')) return error.code;
    throw error;
  }
}

/** An address stays until its period ends. Throws if it changed before that. */
function addAddress(customer: ToldCustomer, address: string): void {
  const last = customer.addresses.at(-1);
  if (last === address) return;
  if (last !== undefined && customer.endedAt === undefined) {
    throw new Error(`${customer.externalId} had ${last} and now has ${address}`);
  }
  customer.addresses.push(address);
}

/** Ends the period of the customer's address, as `npm run expire` does. */
export async function expire(world: SeedWorld, { customer: place }: StepOf<'expire'>): Promise<string> {
  const customer = customerOf(world, place);
  const { data } = await world.api.get('/v1/purses', { query: { customerId: customer.id } });
  const active = data.find(({ status }) => status === 'PENDING_PAYMENT');
  if (!active) return 'no active purse';
  if (customer.endedAt === undefined) await noteInTime(world, customer);
  customer.endedAt ??= Date.now();
  try {
    const path = { purseId: active.purseId };
    await world.api.post('/v1/test/purses/{purseId}/expire', { path, body: {} });
    return active.purseId;
  } catch (error) {
    if (!isRefusal(error, 'purse_not_active')) throw error;
    return error.code;
  }
}

/**
 * What has come by now, and is read or the next to be read. Other blocks may be read while the address expires: the
 * engine then relies on the clock of the chain, and that of a test chain runs ahead.
 */
async function noteInTime(world: SeedWorld, { inTime }: ToldCustomer): Promise<void> {
  const { db, story } = world;
  for (const payment of story.payments) {
    for (const hash of payment.txHashes) {
      const block = await blockOf(world.network(payment.network), hash);
      const { rows } = await sql<{ height: number | null }>`
        select height from chain_cursors where network = ${payment.network}`.execute(db);
      const isNext = block && block.number <= (rows[0]?.height ?? -1) + 1;
      if (isNext) inTime.set(hash, block.hash);
    }
  }
}

export async function endSession(
  { api, story }: SeedWorld,
  { session: place }: StepOf<'endSession'>,
): Promise<string> {
  const session = story.sessions[place];
  if (!session || session.id === '') return 'no session';
  const { status } = await api.post('/v1/sessions/{id}/expire', { path: { id: session.id }, body: {} });
  return status;
}

export async function openSession(
  world: SeedWorld,
  { customer: place, currency, amount }: StepOf<'session'>,
): Promise<string> {
  const { api, formId, story } = world;
  const customer = customerOf(world, place);
  const coin = world.coin(currency);
  try {
    const body = {
      formId,
      customer: { id: customer.externalId },
      price: { [currency]: wholeOf(BigInt(amount), coin) },
    };
    const { sessionId, address } = await api.post('/v1/sessions', { body });
    customer.hasSession = true;
    addAddress(customer, address.toLowerCase());
    story.sessions.push({ id: sessionId, customer: place, address, currency, price: BigInt(amount) });
    return sessionId;
  } catch (error) {
    if (!isRefusal(error, 'customer_blocked', 'purse_declined')) throw error;
    // The place in the plan is taken all the same: later steps name sessions by it.
    story.sessions.push({ id: '', customer: place, address: '', currency, price: 0n });
    return error.code;
  }
}

const wholeOf = (units: bigint, { decimals }: Coin): string => formatAmount(baseUnits(units), decimals);

export async function charge(
  world: SeedWorld,
  { customer: place, currency, percent, times }: StepOf<'charge'>,
): Promise<string> {
  const { api, secondApi, story } = world;
  const customer = customerOf(world, place);
  const coin = world.coin(currency);
  const rows = await api.get('/v1/balances', { query: { customerId: customer.id, coin: currency } });
  const balance = rows.reduce(
    (sum, row) => sum + (row.balance.startsWith('-') ? 0n : unitsOf(row.balance, coin)),
    0n,
  );
  const amount = (balance * BigInt(percent)) / 100n;
  const charge: ToldCharge = { customer: place, currency, made: [] };
  story.charges.push(charge);
  if (amount === 0n) return 'nothing there';
  const body = { customerId: customer.id, coin: currency, amount: wholeOf(amount, coin) };
  // One process takes a customer's writes in turn: those that meet in the database come by two.
  const once = async (_: unknown, nth: number): Promise<string> => {
    try {
      const { id } = await (nth % 2 === 0 ? api : secondApi).post('/v1/charges', { body });
      charge.made.push({ id, amount, refunded: 0n });
      return id;
    } catch (error) {
      if (!isRefusal(error, 'insufficient_balance')) throw error;
      return error.code;
    }
  };
  const all = (): Promise<string[]> => Promise.all(Array.from({ length: times }, once));
  return (await (times > 1 ? whileChargesWait(world, all) : all())).join(' ');
}

export async function refund(
  world: SeedWorld,
  { charge: place, percent }: StepOf<'refund'>,
): Promise<string> {
  const charge = world.story.charges[place];
  const made = charge?.made[0];
  if (!made) return 'no charge';
  const coin = world.coin(charge.currency);
  const amount = ((made.amount - made.refunded) * BigInt(percent)) / 100n;
  if (amount === 0n) return 'nothing left';
  await world.api.post('/v1/charges/{id}/refund', {
    path: { id: made.id },
    body: { amount: wholeOf(amount, coin) },
  });
  made.refunded += amount;
  return wholeOf(amount, coin);
}

export async function decide(
  world: SeedWorld,
  { customer: place, verdict }: StepOf<'decide'>,
): Promise<string> {
  const { api, story } = world;
  const customer = customerOf(world, place);
  const { data } = await api.get('/v1/transactions', { query: { customerId: customer.id, limit: 100 } });
  const waiting = data.findLast(
    ({ addressFrom, status }) =>
      addressFrom.toLowerCase() === reviewedAddress.toLowerCase() && status === 'PENDING_COMPLIANCE_CHECK',
  );
  if (!waiting) return 'nothing waits';
  const { id, transactionHash, currency, amount } = waiting;
  const coin = world.coin(currency);
  if (verdict === 'decline' && unitsOf(amount, coin) >= coin.minimum) customer.wasDeclined = true;
  try {
    const body = { verdict, reason: 'simulated' };
    await api.post('/v1/transactions/{id}/compliance', { path: { id }, body });
    story.decisions.set(transactionHash, verdict);
    return id;
  } catch (error) {
    if (!isRefusal(error, 'already_decided')) throw error;
    return error.code;
  }
}
