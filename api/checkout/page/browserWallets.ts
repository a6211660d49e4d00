import type { Order, Provider } from './payByWallet.ts';
import { payByWallet } from './payByWallet.ts';

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
    const wallet: unknown = event.detail;
    if (!isWallet(wallet)) return;
    wallets.set(wallet.info.uuid, wallet);
    onWallet();
  });
  dispatchEvent(new Event('eip6963:requestProvider'));
}

/** Lists each known wallet once. `announce` tells a screen reader. */
export function listWallets(announce: (text: string) => void): void {
  const box = document.getElementById('wallets');
  const list = box?.querySelector('ul');
  const answer = box?.querySelector<HTMLElement>('.answer');
  if (!box || !list || !answer || wallets.size === 0) return;
  const order = orderOf(box);
  const show = (text: string): void => {
    // The list may have been replaced meanwhile by a newer one from the server.
    const shown = document.querySelector('#wallets .answer') ?? answer;
    shown.textContent = text;
    announce(text);
  };
  box.hidden = false;
  for (const [uuid, wallet] of wallets) {
    if ([...list.children].some(item => item instanceof HTMLElement && item.dataset['wallet'] === uuid))
      continue;
    const item = document.createElement('li');
    item.dataset['wallet'] = uuid;
    item.append(walletButton(wallet, order, list, show));
    list.append(item);
  }
}

function walletButton(
  { info, provider }: Wallet,
  order: Order,
  list: HTMLElement,
  show: (text: string) => void,
): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button quiet';
  // A picture from another server would tell that server of this payment.
  if (info.icon.startsWith('data:image/')) {
    const icon = document.createElement('img');
    icon.src = info.icon;
    icon.alt = '';
    button.append(icon);
  }
  button.append(order.payWith.replace('{wallet}', () => info.name));
  const setBusy = (busy: boolean): void => {
    for (const other of list.querySelectorAll('button')) other.ariaDisabled = busy ? 'true' : null;
  };
  const pay = async (): Promise<void> => {
    // Not `disabled`: that would take the focus away.
    if (button.ariaDisabled === 'true') return;
    setBusy(true);
    show(order.ask);
    const ending = await payByWallet(provider, order);
    // After sending, the buttons stay off: the server says what is still due, and paying twice must not be
    // easy.
    if (ending !== 'sent') setBusy(false);
    show(order[ending]);
  };
  button.addEventListener('click', () => void pay());
  return button;
}

function isWallet(detail: unknown): detail is Wallet {
  if (typeof detail !== 'object' || detail === null || !('info' in detail) || !('provider' in detail))
    return false;
  const { info, provider } = detail;
  if (typeof provider !== 'object' || provider === null || !('request' in provider)) return false;
  const has = (name: string): boolean =>
    typeof info === 'object' &&
    info !== null &&
    typeof Object.entries(info).find(([key]) => key === name)?.[1] === 'string';
  return typeof provider.request === 'function' && ['uuid', 'name', 'icon'].every(has);
}

function orderOf({ dataset }: HTMLElement): Order {
  const {
    chainId = '',
    chainName = '',
    to = '',
    units = '',
    payWith = '',
    ask = '',
    sent = '',
    refused = '',
    busy = '',
    noAccount = '',
    noNetwork = '',
    notAsked = '',
    failed = '',
    ...optional
  } = dataset;
  const words = { payWith, ask, sent, refused, busy, noAccount, noNetwork, notAsked, failed };
  return { ...optional, chainId, chainName, to, units, ...words };
}
