export { deliverWebhook } from './deliverWebhook.ts';
export { lookupTransaction } from './lookupTransaction.ts';
export { purse } from './purse.ts';
export { rescanChain } from './rescanChain.ts';
export { retryEndpoint } from './retryEndpoint.ts';
export { session } from './session.ts';
export { watchChain } from './watchChain.ts';
