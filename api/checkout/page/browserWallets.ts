/** What is to be sent, and what is said about it: renderPay.ts writes it. */
interface Order {
  readonly chain: {
    readonly chainId: number;
    readonly name: string;
    readonly rpc: string | null;
    readonly explorer: string | null;
    readonly native: { readonly name: string; readonly symbol: string } | null;
  };
  readonly to: string;
  readonly contract: string | null;
  readonly units: string;
  readonly words: Readonly<
    Record<'payWith' | 'ask' | 'sent' | 'refused' | 'busy' | 'noNetwork' | 'failed', string>
  >;
}

/** EIP-1193. */
interface Provider {
  request(call: { readonly method: string; readonly params?: readonly unknown[] }): Promise<unknown>;
}

/** EIP-6963. */
interface Wallet {
  readonly info: { readonly uuid: string; readonly name: string; readonly icon: string };
  readonly provider: Provider;
}

const wallets = new Map<string, Wallet>();

/** Asks the wallets of this browser to announce themselves; `onWallet` is called for each. */
export function discoverWallets(onWallet: () => void): void {
  addEventListener('eip6963:announceProvider', event => {
    if (!(event instanceof CustomEvent)) return;
    const wallet = event.detail as Wallet;
    wallets.set(wallet.info.uuid, wallet);
    onWallet();
  });
  dispatchEvent(new Event('eip6963:requestProvider'));
}

/** Lists the wallets that are known, once each. `say` tells a screen reader. */
export function listWallets(say: (text: string) => void): void {
  const box = document.getElementById('wallets');
  const list = box?.querySelector('ul');
  const answer = box?.querySelector<HTMLElement>('.answer');
  if (!box || !list || !answer || wallets.size === 0) return;
  const order = JSON.parse(box.dataset['order'] ?? '') as Order;
  const tell = (text: string): void => {
    answer.textContent = text;
    say(text);
  };
  box.hidden = false;
  for (const [uuid, wallet] of wallets) {
    if ([...list.children].some(item => item instanceof HTMLElement && item.dataset['wallet'] === uuid))
      continue;
    const item = document.createElement('li');
    item.dataset['wallet'] = uuid;
    item.append(walletButton(wallet, order, list, tell));
    list.append(item);
  }
}

function walletButton(
  { info, provider }: Wallet,
  order: Order,
  list: HTMLElement,
  tell: (text: string) => void,
): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button quiet';
  // A picture from elsewhere would tell its server of this payment.
  if (info.icon.startsWith('data:image/')) {
    const icon = document.createElement('img');
    icon.src = info.icon;
    icon.alt = '';
    button.append(icon);
  }
  button.append(order.words.payWith.replace('{wallet}', () => info.name));
  const setBusy = (busy: boolean): void => {
    for (const other of list.querySelectorAll('button')) other.ariaDisabled = busy ? 'true' : null;
  };
  button.onclick = async () => {
    // Not `disabled`: that would take the focus away.
    if (button.ariaDisabled === 'true') return;
    setBusy(true);
    tell(order.words.ask);
    try {
      await send(provider, order);
      // The buttons stay off: what is still due comes from the server, and sending twice must not be easy.
      tell(order.words.sent);
    } catch (error) {
      setBusy(false);
      tell(order.words[wordFor(error)]);
    }
  };
  return button;
}

async function send(provider: Provider, { chain, to, contract, units }: Order): Promise<void> {
  const accounts = await provider.request({ method: 'eth_requestAccounts' });
  const from: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
  await switchTo(provider, chain);
  const amount = BigInt(units);
  const transaction =
    contract === null
      ? { from, to, value: hex(amount) }
      : { from, to: contract, value: '0x0', data: transferCall(to, amount) };
  await provider.request({ method: 'eth_sendTransaction', params: [transaction] });
}

class NoNetwork extends Error {}

/** Has the wallet use the network of the payment: on another one the money would be lost. */
async function switchTo(provider: Provider, chain: Order['chain']): Promise<void> {
  const chainId = hex(BigInt(chain.chainId));
  try {
    await provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId }] });
  } catch (error) {
    if (codeOf(error) !== 4902) throw error;
    if (chain.rpc === null || chain.native === null) throw new NoNetwork();
    await provider.request({
      method: 'wallet_addEthereumChain',
      params: [
        {
          chainId,
          chainName: chain.name,
          rpcUrls: [chain.rpc],
          nativeCurrency: { ...chain.native, decimals: 18 },
          ...(chain.explorer !== null && { blockExplorerUrls: [chain.explorer] }),
        },
      ],
    });
    // To add one does not always mean to use it.
    await provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId }] });
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
function wordFor(error: unknown): 'refused' | 'busy' | 'noNetwork' | 'failed' {
  if (error instanceof NoNetwork) return 'noNetwork';
  const code = codeOf(error);
  if (code === 4001) return 'refused';
  return code === -32002 ? 'busy' : 'failed';
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
