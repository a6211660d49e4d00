import type { components, PurserClient, PurserEvent, WebhookHeaders } from '../../client/index.ts';
import { createClient, PurserError, verifyWebhook } from '../../client/index.ts';
import { createWebhookSecret, findOrCreateForm } from './register.ts';

// All that the shop asks of Purser: what an integration needs, and so what to copy.

/** What the shop counts in: the listed dollar tokens, 1:1, whichever of them a payer has. */
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
  /** It can move money: it stays on the server, and no page ever holds it. */
  readonly apiKey: string;
  /** Says where money and news go; used while the shop starts, and never after. */
  readonly adminKey: string;
  /** Where payers, and Purser's webhooks, reach this shop. */
  readonly shopUrl: string;
  /** The address where the shop wants what it earns. */
  readonly receiver: string;
}

/** Makes or finds what the shop needs at Purser. Repeating it makes nothing twice. */
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

/** The customer whom the shop knows by this id of its own; gives Purser's id, which its webhooks name. */
export async function openCustomer({ client }: Purser, externalId: string): Promise<string> {
  try {
    return (await client.post('/v1/customers', { body: { externalId } })).id;
  } catch (error) {
    if (!(error instanceof PurserError && error.code === 'customer_exists')) throw error;
    return (await client.get('/v1/customers/{id}', { path: { id: externalId } })).id;
  }
}

/** In dollars, as decimal text. It is Purser's to know: the shop keeps no balance of its own that could differ. */
export async function balanceOf({ client }: Purser, customerId: string): Promise<string> {
  // `productId: ''` adds up what was paid for different products.
  const [row] = await client.get('/v1/balances', { query: { customerId, coin, productId: '' } });
  return row?.balance ?? '0';
}

export interface TopUp {
  readonly customerId: string;
  /** Whole units, as decimal text: never a number, which would round. */
  readonly amount: string;
  /** The shop's own id of it: asked for twice, as by a second click, it is still one session. */
  readonly clientId: string;
}

/** Gives the address of the checkout page, to which the shop sends the payer's browser. */
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
 * What became of a checkout session of this customer; null while nothing was seen, undefined where it is no session of
 * theirs. A payer's return proves nothing, as anybody can type the address: this answer does, and so does a webhook.
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
  /** One charge an order: it is the idempotency key, so that a second click and a retry pay once. */
  readonly id: string;
  readonly customerId: string;
  readonly amount: string;
  readonly description: string;
}

/** Takes the price out of the customer's balance. False where there is not enough: nothing was taken then. */
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

/** Gives a purchase back, whole. False where it is none of this customer's. Repeating it changes nothing. */
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

/** The event of a webhook; `body` is the bytes as they came. Throws `WebhookVerificationError`. */
export function readWebhook(
  { webhookSecret }: Purser,
  body: Uint8Array,
  headers: WebhookHeaders,
): PurserEvent {
  return verifyWebhook(body, headers, webhookSecret);
}
