/**
 * What the wallet must send, and what the page says about it. renderPay.ts writes each field as an attribute.
 */
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
    | 'noAccount'
    | 'noNetwork'
    | 'notAsked'
    | 'failed',
    string
  >
> & {
  /** Undefined for the network's own coin. */
  readonly contract?: string;
  /** What a wallet learns of a network that it does not know. It needs the first three. */
  readonly rpc?: string;
  readonly nativeName?: string;
  readonly nativeSymbol?: string;
  readonly explorer?: string;
};

/** EIP-1193. */
export interface Provider {
  request(call: { readonly method: string; readonly params?: readonly unknown[] }): Promise<unknown>;
}

/** How a payment ended. The order has a text for each. */
export type Ending = 'sent' | 'refused' | 'busy' | 'noAccount' | 'noNetwork' | 'notAsked' | 'failed';

/**
 * Asks the wallet to send exactly what is due, on the network of the payment. The ending depends on how far
 * it came. Before the wallet was asked to send, nothing was sent, whatever it answers. After that, only its
 * own answer that the user refused proves that nothing was sent.
 */
export async function payByWallet(provider: Provider, order: Order): Promise<Ending> {
  let from: string;
  try {
    const accounts = await provider.request({ method: 'eth_requestAccounts' });
    const first: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
    if (typeof first !== 'string' || !/^0x[0-9a-f]{40}$/i.test(first)) return 'noAccount';
    from = first;
    if (!(await isOn(provider, order)) && !(await switchTo(provider, order))) return 'noNetwork';
  } catch (error) {
    if (hasCode(error, 4001)) return 'refused';
    return hasCode(error, -32002) ? 'busy' : 'notAsked';
  }
  try {
    const transaction = { method: 'eth_sendTransaction', params: [transactionOf(from, order)] };
    const hash = await provider.request(transaction);
    // Without a hash, nobody knows whether anything was sent.
    return typeof hash === 'string' && /^0x[0-9a-f]{64}$/i.test(hash) ? 'sent' : 'failed';
  } catch (error) {
    return hasCode(error, 4001) ? 'refused' : 'failed';
  }
}

function transactionOf(from: string, { to, contract, units }: Order): Readonly<Record<string, string>> {
  const amount = BigInt(units);
  return contract === undefined
    ? { from, to, value: hex(amount) }
    : { from, to: contract, value: '0x0', data: transferCall(to, amount) };
}

/** True if the wallet says it is on the payment's network. Some say so in decimal digits, or by a number. */
async function isOn(provider: Provider, order: Order): Promise<boolean> {
  try {
    const current = await provider.request({ method: 'eth_chainId' });
    const isNumber = typeof current === 'number' || (typeof current === 'string' && current !== '');
    return isNumber && BigInt(current) === BigInt(order.chainId);
  } catch {
    return false;
  }
}

/**
 * Switches the wallet to the payment's network, as money on another would be lost; false if it did not
 * switch.
 */
async function switchTo(provider: Provider, order: Order): Promise<boolean> {
  const { chainName, rpc, nativeName, nativeSymbol, explorer } = order;
  const chainId = hex(BigInt(order.chainId));
  const use = { method: 'wallet_switchEthereumChain', params: [{ chainId }] };
  try {
    await provider.request(use);
  } catch (error) {
    // -32601, 4200: the wallet cannot switch. Only its owner can.
    if (hasCode(error, -32601) || hasCode(error, 4200)) return false;
    if (!isUnknownNetwork(error)) throw error;
    if (rpc === undefined || nativeName === undefined || nativeSymbol === undefined) return false;
    const nativeCurrency = { name: nativeName, symbol: nativeSymbol, decimals: 18 };
    const blockExplorerUrls = explorer === undefined ? undefined : [explorer];
    const chain = { chainId, chainName, rpcUrls: [rpc], nativeCurrency, blockExplorerUrls };
    await provider.request({ method: 'wallet_addEthereumChain', params: [chain] });
    // Adding a network does not always select it.
    if (!(await isOn(provider, order))) await provider.request(use);
  }
  // Some wallets answer without having switched.
  return isOn(provider, order);
}

/** `transfer(address,uint256)` of ERC-20: the selector, then two words of 32 bytes. */
function transferCall(to: string, amount: bigint): string {
  const word = (digits: string): string => digits.padStart(64, '0');
  return `0xa9059cbb${word(to.slice(2).toLowerCase())}${word(amount.toString(16))}`;
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}

/** True for 4902, as a code or in the text: some wallets pass on no code. */
function isUnknownNetwork(error: unknown): boolean {
  return hasCode(error, 4902) || /\b4902\b|unrecognized chain|wallet_addEthereumChain/i.test(textOf(error));
}

function textOf(error: unknown, depth = 0): string {
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null || depth > 4) return '';
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  return [message, ...innerOf(error).map(each => textOf(each, depth + 1))].join(' ');
}

function innerOf(error: object): readonly unknown[] {
  return [
    'data' in error && error.data,
    'originalError' in error && error.originalError,
    'error' in error && error.error,
    'cause' in error && error.cause,
  ];
}

/**
 * True if the error has the code, wherever wallets put it: in its own `code`, as a number or as text, or in
 * that of an error wrapped in `data`, `originalError`, `error` or `cause`. EIP-1193 and EIP-1474: 4001 the
 * user refused, 4902 the network is unknown, -32002 a request is open already.
 */
function hasCode(error: unknown, code: number, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  if ('code' in error && (typeof error.code === 'number' || typeof error.code === 'string')) {
    if (String(error.code).trim() === String(code)) return true;
  }
  return innerOf(error).some(each => hasCode(each, code, depth + 1));
}
