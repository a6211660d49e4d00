import type { Route } from '../route.ts';
import { balanceRoutes } from './balances.ts';
import { currencyRoutes } from './currencies.ts';
import { customerRoutes } from './customers.ts';
import { deliveryRoutes } from './deliveries.ts';
import { eventRoutes } from './events.ts';
import { lookupRoutes } from './lookup.ts';
import { depositAddressRoutes } from './purse.ts';
import { purseRoutes } from './purses.ts';
import { rescanRoutes } from './rescans.ts';
import { transactionRoutes } from './transactions.ts';
import { webhookEndpointRoutes } from './webhookEndpoints.ts';

/** Every route that needs a key, in the order of the API reference. */
export const routes: readonly Route[] = [
  ...currencyRoutes,
  ...customerRoutes,
  ...depositAddressRoutes,
  ...purseRoutes,
  // Before the transactions, whose `{transactionId}` would take the word for an id.
  ...lookupRoutes,
  ...transactionRoutes,
  ...rescanRoutes,
  ...balanceRoutes,
  ...webhookEndpointRoutes,
  ...eventRoutes,
  ...deliveryRoutes,
];
