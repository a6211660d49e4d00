import type { components, PurserClient, PurserEvent, WebhookHeaders } from '../../client/index.ts';
import { createClient, PurserError, verifyWebhook } from '../../client/index.ts';
import { createWebhookSecret, findOrCreateForm } from './register.ts';

// All calls of the shop to Purser. This is what an integration needs, so copy this file.

/** The shop's currency: the listed dollar tokens, counted 1:1, whichever of them a payer has. */
const coin = 'USD_MULTI_1';

/** A shop that is registered with Purser: its key, its payment form, and the secret of its webhooks. */
export interface Purser {
  readonly client: PurserClient;
  readonly formId: string;
  readonly webhookSecret: string;
}

export type Payment = NonNullable<components['schemas']['Payment']>;
export type Charge = components['schemas']['Charge'];
export type Movement = components['schemas']['Movement'];

export interface PurserSettings {
  readonly url: string;
  /** It can move money, so it stays on the server and is never in a page. */
  readonly apiKey: string;
  /** It sets where money and webhooks go. It is used only while the shop starts. */
  readonly adminKey: string;
  /** The address at which payers and Purser's webhooks reach this shop. */
  readonly shopUrl: string;
  /** The address that gets what the shop earns. */
  readonly receiver: string;
}

/** Makes or finds what the shop needs at Purser. A repetition makes nothing twice. */
export async function connectPurser({
  url,
  apiKey,
  adminKey,
  shopUrl,
  receiver,
}: PurserSettings): Promise<Purser> {
  const client = createClient({ baseUrl: url, apiKey });
  const admin = createClient({ baseUrl: url, apiKey: adminKey });
  return {
    client,
    formId: await findOrCreateForm(admin, {
      title: 'Corner Books',
      coins: [coin],
      receiver,
      returnUrl: `${shopUrl}/paid`,
    }),
    webhookSecret: await createWebhookSecret(admin, `${shopUrl}/webhooks`),
  };
}

/** Makes or finds the customer with this id of the shop. Returns Purser's id, which the webhooks contain. */
export async function openCustomer({ client }: Purser, externalId: string): Promise<string> {
  try {
    return (await client.post('/v1/customers', { body: { externalId } })).id;
  } catch (error) {
    if (!(error instanceof PurserError && error.code === 'customer_exists')) throw error;
    return (await client.get('/v1/customers/{id}', { path: { id: externalId } })).id;
  }
}

/**
 * The balance in dollars, as decimal text. Only Purser stores it: a second balance in the shop could differ.
 */
export async function balanceOf({ client }: Purser, customerId: string): Promise<string> {
  // `productId: ''` adds up what was paid for different products.
  const [row] = await client.get('/v1/balances', { query: { customerId, coin, productId: '' } });
  return row?.balance ?? '0';
}

export interface TopUp {
  readonly customerId: string;
  /** Whole units as decimal text. It must not be a number, which would round. */
  readonly amount: string;
  /**
   * The shop's own id of the top-up. A second request with it, as by a second click, gives the same session.
   */
  readonly clientId: string;
}

/** Returns the address of the checkout page, to which the shop sends the payer's browser. */
export async function startTopUp(
  { client, formId }: Purser,
  { customerId, amount, clientId }: TopUp,
): Promise<string> {
  const session = await client.post('/v1/sessions', {
    body: {
      formId,
      customer: { id: customerId },
      product: { id: 'shop-balance', name: 'Balance at Corner Books' },
      price: { [coin]: amount },
      clientId,
    },
  });
  return session.checkoutUrl;
}

/**
 * The payment of a checkout session of this customer; null while nothing was seen, undefined if the session
 * is not theirs. A payer's return proves nothing, as anybody can type the address. This answer and a webhook
 * are proof.
 */
export async function paymentOf(
  { client }: Purser,
  customerId: string,
  sessionId: string,
): Promise<Payment | null | undefined> {
  try {
    const session = await client.get('/v1/sessions/{id}', { path: { id: sessionId } });
    if (session.customer.id !== customerId) return undefined;
    return await client.get('/v1/payments', { query: { sessionId } });
  } catch (error) {
    if (error instanceof PurserError && error.code === 'session_not_found') return undefined;
    throw error;
  }
}

export interface Order {
  /** The idempotency key. An order is one charge, so that a second click or a retry does not pay twice. */
  readonly id: string;
  readonly customerId: string;
  readonly amount: string;
  readonly description: string;
}

/** Takes the price out of the customer's balance. False if the balance is too low: then nothing was taken. */
export async function payOrder(
  { client }: Purser,
  { id, customerId, amount, description }: Order,
): Promise<boolean> {
  try {
    await client.post('/v1/charges', {
      body: { customerId, coin, amount, description },
      idempotencyKey: `order-${id}`,
    });
    return true;
  } catch (error) {
    if (error instanceof PurserError && error.code === 'insufficient_balance') return false;
    throw error;
  }
}

/** The customer's purchases, newest first. */
export async function purchasesOf({ client }: Purser, customerId: string): Promise<readonly Charge[]> {
  return (await client.get('/v1/charges', { query: { customerId, limit: 20 } })).data;
}

/** Refunds a whole purchase. False if it is not this customer's. A repetition changes nothing. */
export async function refundPurchase(
  { client }: Purser,
  customerId: string,
  chargeId: string,
): Promise<boolean> {
  try {
    const charge = await client.get('/v1/charges/{id}', { path: { id: chargeId } });
    if (charge.customerId !== customerId) return false;
    await client.post('/v1/charges/{id}/refund', {
      path: { id: chargeId },
      body: { reason: 'Returned by the customer' },
      idempotencyKey: `refund-${chargeId}`,
    });
    return true;
  } catch (error) {
    if (!(error instanceof PurserError)) throw error;
    if (error.code === 'already_refunded') return true;
    if (error.code === 'charge_not_found') return false;
    throw error;
  }
}

/** What moved the customer's balance, newest first. */
export async function statementOf({ client }: Purser, customerId: string): Promise<readonly Movement[]> {
  const { data } = await client.get('/v1/customers/{id}/statement', {
    path: { id: customerId },
    query: { limit: 50 },
  });
  return data;
}

/** The event of a webhook. `body` must be the received bytes. Throws `WebhookVerificationError`. */
export function readWebhook(
  { webhookSecret }: Purser,
  body: Uint8Array,
  headers: WebhookHeaders,
): PurserEvent {
  return verifyWebhook(body, headers, webhookSecret);
}
