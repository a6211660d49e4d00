import type { CheckoutChoice } from './view.ts';

/**
 * A link that opens a wallet app with recipient and amount filled in (EIP-681). Amounts are base units, so
 * they are exact. A token's amount goes to its contract, with the recipient as an argument.
 */
export function walletLink(address: string, { contract, network, dueUnits }: CheckoutChoice): string {
  const chain = String(network.chainId);
  return contract === null
    ? `ethereum:${address}@${chain}?value=${dueUnits}`
    : `ethereum:${contract}@${chain}/transfer?address=${address}&uint256=${dueUnits}`;
}
