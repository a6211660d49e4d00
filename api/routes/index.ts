import type { Route } from '../http/types.ts';
import { accountRoutes } from './account.ts';
import { accountSecretRoutes } from './accountSecret.ts';
import { apiKeyRoutes } from './apiKeys.ts';
import { approvalRequestRoutes } from './approvalRequests.ts';
import { auditRoutes } from './audits.ts';
import { balanceRoutes } from './balances.ts';
import { chargeRoutes } from './charges.ts';
import { currencyRoutes } from './currencies.ts';
import { customerRoutes } from './customers.ts';
import { decisionRoutes } from './decisions.ts';
import { deliveryRoutes } from './deliveries.ts';
import { depositAddressRoutes } from './depositAddress.ts';
import { destinationRoutes } from './destinations.ts';
import { endpointActionRoutes } from './endpointActions.ts';
import { eventRoutes } from './events.ts';
import { formRoutes } from './forms/formRoutes.ts';
import { lookupRoutes } from './lookup.ts';
import { paymentRoutes } from './payments.ts';
import { purseRoutes } from './purses.ts';
import { redeliverRoutes } from './redeliver.ts';
import { rescanRoutes } from './rescans.ts';
import { sessionRoutes } from './sessions/sessionRoutes.ts';
import { statementRoutes } from './statement.ts';
import { sendingRoutes } from './sweeping/sending.ts';
import { sweepRoutes } from './sweeping/sweeps.ts';
import { testRoutes } from './test/index.ts';
import { transactionRoutes } from './transactions.ts';
import { webhookEndpointRoutes } from './webhookEndpoints.ts';

/** Every route that needs a key, in the order of the API reference. */
export const routes: readonly Route[] = [
  ...currencyRoutes,
  ...customerRoutes,
  ...depositAddressRoutes,
  ...purseRoutes,
  // Must precede the transactions, whose `{transactionId}` would take `lookup` for an id.
  ...lookupRoutes,
  ...transactionRoutes,
  ...decisionRoutes,
  ...auditRoutes,
  ...rescanRoutes,
  ...formRoutes,
  ...sessionRoutes,
  ...paymentRoutes,
  ...balanceRoutes,
  ...statementRoutes,
  ...chargeRoutes,
  ...destinationRoutes,
  ...sweepRoutes,
  ...sendingRoutes,
  ...approvalRequestRoutes,
  ...webhookEndpointRoutes,
  ...endpointActionRoutes,
  ...eventRoutes,
  ...redeliverRoutes,
  ...deliveryRoutes,
  ...accountRoutes,
  ...accountSecretRoutes,
  ...apiKeyRoutes,
  ...testRoutes,
];
