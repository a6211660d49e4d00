/** What is to be sent, and what is said about it: renderPay.ts writes it, each field as an attribute. */
export type Order = Readonly<
  Record<
    | 'chainId'
    | 'chainName'
    | 'to'
    | 'units'
    | 'payWith'
    | 'ask'
    | 'sent'
    | 'refused'
    | 'busy'
    | 'noNetwork'
    | 'failed',
    string
  >
> & {
  /** None for the network's own coin. */
  readonly contract?: string;
  /** What a wallet is told of a network that it does not know; it needs the first three. */
  readonly rpc?: string;
  readonly nativeName?: string;
  readonly nativeSymbol?: string;
  readonly explorer?: string;
};

/** EIP-1193. */
export interface Provider {
  request(call: { readonly method: string; readonly params?: readonly unknown[] }): Promise<unknown>;
}

/**
 * Has the wallet send exactly what is due, on the network of the payment. Throws what the wallet throws, and what
 * `wordFor` has a word for.
 */
export async function payByWallet(provider: Provider, order: Order): Promise<void> {
  const { to, contract, units } = order;
  const accounts = await provider.request({ method: 'eth_requestAccounts' });
  const from: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
  await switchTo(provider, order);
  const amount = BigInt(units);
  const transaction =
    contract === undefined
      ? { from, to, value: hex(amount) }
      : { from, to: contract, value: '0x0', data: transferCall(to, amount) };
  await provider.request({ method: 'eth_sendTransaction', params: [transaction] });
}

class NoNetwork extends Error {}

/** Has the wallet use the network of the payment: on another one the money would be lost. */
async function switchTo(provider: Provider, order: Order): Promise<void> {
  const { chainName, rpc, nativeName, nativeSymbol, explorer } = order;
  const chainId = hex(BigInt(order.chainId));
  const use = { method: 'wallet_switchEthereumChain', params: [{ chainId }] };
  try {
    await provider.request(use);
  } catch (error) {
    if (codeOf(error) !== 4902) throw error;
    if (rpc === undefined || nativeName === undefined || nativeSymbol === undefined) throw new NoNetwork();
    const nativeCurrency = { name: nativeName, symbol: nativeSymbol, decimals: 18 };
    const blockExplorerUrls = explorer === undefined ? undefined : [explorer];
    const chain = { chainId, chainName, rpcUrls: [rpc], nativeCurrency, blockExplorerUrls };
    await provider.request({ method: 'wallet_addEthereumChain', params: [chain] });
    // To add one does not always mean to use it.
    await provider.request(use);
  }
  // Some wallets answer without having done it.
  const current = await provider.request({ method: 'eth_chainId' });
  if (typeof current !== 'string' || BigInt(current) !== BigInt(chainId)) throw new NoNetwork();
}

/** `transfer(address,uint256)` of ERC-20: the selector, then two words of 32 bytes. */
function transferCall(to: string, amount: bigint): string {
  const word = (digits: string): string => digits.padStart(64, '0');
  return `0xa9059cbb${word(to.slice(2).toLowerCase())}${word(amount.toString(16))}`;
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}

/** EIP-1193 and EIP-1474: 4001 the user refused, 4902 the network is unknown, -32002 a request is open already. */
export function wordFor(error: unknown): 'refused' | 'busy' | 'noNetwork' | 'failed' {
  if (error instanceof NoNetwork) return 'noNetwork';
  const code = codeOf(error);
  if (code === 4001) return 'refused';
  return code === -32002 ? 'busy' : 'failed';
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
