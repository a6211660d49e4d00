/** At this path an endpoint answers rightly whatever its faults: those are for who watches the chain, not for who steers it. */
export const steeringPath = '/steering';

/** Where the chain of a test endpoint is steered, and paid on. */
export function steeringUrl(rpcUrl: string): string {
  return rpcUrl.replace(/\/$/, '') + steeringPath;
}
