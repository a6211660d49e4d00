import type { components, webhooks } from './schema.ts';

type BodyOf<T extends keyof webhooks> = webhooks[T]['post']['requestBody']['content']['application/json'];

/**
 * An event, as webhooks carry it and `GET /v1/events` lists it. `type` says what is in `data`:
 * `if (event.type === 'CUSTOMER_BLOCKED') event.data.customerId`. A newer server may send types that are not
 * among these: let a `default` answer 2xx to what it does not know.
 */
export type PurserEvent = { [T in keyof webhooks]: BodyOf<T> & { readonly type: T } }[keyof webhooks];

export type EventType = PurserEvent['type'];

/** The events about a deposit, whose `data` is the deposit as it stood. */
export type DepositEvent = components['schemas']['DepositEvent'];
export type CustomerEvent = components['schemas']['CustomerEvent'];
export type PurseExpiredEvent = components['schemas']['PurseExpiredEvent'];
export type UnsupportedDepositEvent = components['schemas']['UnsupportedDepositEvent'];
