// What a merchant does: through the API, as any other.

import { baseUnits, formatAmount } from '../../domain/money.ts';
import { reviewedAddress } from '../../testkit/sanctionedPayer.ts';
import { unitsOf } from '../model/compare.ts';
import type { ToldCustomer } from '../model/story.ts';
import type { Coin } from '../plan/coins.ts';
import type { StepOf } from '../plan/steps.ts';
import { isRefusal } from './refusals.ts';
import type { SeedWorld } from './seedWorld.ts';

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
    if (customer.address !== undefined && customer.address !== lower) {
      throw new Error(`${customer.externalId} had ${customer.address} and now has ${lower}`);
    }
    customer.address = lower;
    return lower;
  } catch (error) {
    if (isRefusal(error, 'purse_declined', 'customer_blocked')) return error.code;
    throw error;
  }
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
  { customer: place, currency, percent }: StepOf<'charge'>,
): Promise<string> {
  const { api, story } = world;
  const customer = customerOf(world, place);
  const coin = world.coin(currency);
  const rows = await api.get('/v1/balances', { query: { customerId: customer.id, coin: currency } });
  const balance = rows.reduce(
    (sum, row) => sum + (row.balance.startsWith('-') ? 0n : unitsOf(row.balance, coin)),
    0n,
  );
  const amount = (balance * BigInt(percent)) / 100n;
  const none = { id: '', customer: place, currency, amount: 0n, refunded: 0n };
  if (amount === 0n) {
    story.charges.push(none);
    return 'nothing there';
  }
  try {
    const body = { customerId: customer.id, coin: currency, amount: wholeOf(amount, coin) };
    const { id } = await api.post('/v1/charges', { body });
    story.charges.push({ ...none, id, amount });
    return id;
  } catch (error) {
    if (!isRefusal(error, 'insufficient_balance')) throw error;
    story.charges.push(none);
    return error.code;
  }
}

export async function refund(
  world: SeedWorld,
  { charge: place, percent }: StepOf<'refund'>,
): Promise<string> {
  const made = world.story.charges[place];
  if (!made || made.id === '') return 'no charge';
  const coin = world.coin(made.currency);
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
