/**
 * At this path an endpoint answers rightly, whatever its faults: faults are for watchers of the chain, not
 * for those who control it.
 */
export const steeringPath = '/steering';

/** The URL for controlling a test endpoint's chain and for paying on it. */
export function steeringUrl(rpcUrl: string): string {
  return rpcUrl.replace(/\/$/, '') + steeringPath;
}
