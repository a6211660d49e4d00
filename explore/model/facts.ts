import type { components, PurserClient } from '../../client/index.ts';

type Schemas = components['schemas'];
export type Payment = Schemas['Payment'];
export type Deposit = Payment['transactions'][number];

/** A currency of `GET /v1/currencies`, with the name of its network from the registry. */
export interface Currency extends Pick<
  Schemas['Currency'],
  'code' | 'chainId' | 'contract' | 'decimals' | 'minDeposit' | 'groups'
> {
  readonly networkName: string;
}

/** What the API tells the merchant of a payment, at one moment. */
export interface Facts {
  readonly session: Pick<Schemas['Session'], 'sessionId' | 'status' | 'price' | 'address' | 'expiresAt'>;
  readonly form: Pick<Schemas['Form'], 'title' | 'returnUrl' | 'supportUrl' | 'supportEmail'>;
  /** Null while nothing was seen. */
  readonly payment: Payment | null;
  /** All money of the customer, this payment's and others'. */
  readonly deposits: readonly Deposit[];
  /** The customer is blocked, or their address takes no more money. */
  readonly isRefused: boolean;
}

export async function readFacts(api: PurserClient, form: Facts['form'], sessionId: string): Promise<Facts> {
  const session = await api.get('/v1/sessions/{id}', { path: { id: sessionId } });
  const customerId = session.customer.id;
  const [payment, { data: deposits }, customer, { data: purses }] = await Promise.all([
    api.get('/v1/payments', { query: { sessionId } }),
    api.get('/v1/transactions', { query: { customerId, limit: 100 } }),
    api.get('/v1/customers/{id}', { path: { id: customerId } }),
    api.get('/v1/purses', { query: { customerId } }),
  ]);
  const purse = purses.find(({ address }) => address === session.address);
  return { session, form, payment, deposits, isRefused: customer.blocked || purse?.status === 'DECLINED' };
}
