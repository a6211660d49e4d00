import type { Route } from '../../route.ts';
import { testChainRoutes } from './chains.ts';
import { testDepositRoutes } from './deposits.ts';
import { testPurseRoutes } from './purses.ts';
import { testReceiverRoutes } from './receivers.ts';

/** What QA does to a test installation, over HTTP. */
export const testRoutes: readonly Route[] = [
  ...testDepositRoutes,
  ...testChainRoutes,
  ...testPurseRoutes,
  ...testReceiverRoutes,
];
