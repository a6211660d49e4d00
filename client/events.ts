import type { components, webhooks } from './schema.ts';

type BodyOf<T extends keyof webhooks> = webhooks[T]['post']['requestBody']['content']['application/json'];

/**
 * An event, as webhooks contain it and `GET /v1/events` lists it. `type` determines what is in `data`: `if
 * (event.type === 'CUSTOMER_BLOCKED') event.data.customerId`. A newer server may send other types: let a
 * `default` branch answer 2xx to unknown ones.
 */
export type PurserEvent = { [T in keyof webhooks]: BodyOf<T> & { readonly type: T } }[keyof webhooks];

export type EventType = PurserEvent['type'];

/** The events about a deposit. `data` is the deposit at that time. */
export type DepositEvent = components['schemas']['DepositEvent'];
export type CustomerEvent = components['schemas']['CustomerEvent'];
export type PurseExpiredEvent = components['schemas']['PurseExpiredEvent'];
export type UnsupportedDepositEvent = components['schemas']['UnsupportedDepositEvent'];
