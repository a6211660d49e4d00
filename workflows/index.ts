export { deliverWebhook } from './deliverWebhook.ts';
export { purse } from './purse.ts';
export { watchChain } from './watchChain.ts';
