import type { Route } from '../../http/types.ts';
import { testChainRoutes } from './chains.ts';
import { testDeliveryRoutes } from './deliveries.ts';
import { testDepositRoutes } from './deposits.ts';
import { testFaultRoutes } from './faults.ts';
import { testPoolRoutes } from './pool.ts';
import { testPurseRoutes } from './purses.ts';
import { testReceiverRoutes } from './receivers.ts';
import { testResumeRoutes } from './resume.ts';
import { testScreeningRoutes } from './screening.ts';

/** What QA can do to a test installation over HTTP. */
export const testRoutes: readonly Route[] = [
  ...testDepositRoutes,
  ...testChainRoutes,
  ...testPoolRoutes,
  ...testFaultRoutes,
  ...testResumeRoutes,
  ...testPurseRoutes,
  ...testReceiverRoutes,
  ...testDeliveryRoutes,
  ...testScreeningRoutes,
];
