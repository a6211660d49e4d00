import { dueOf, networkName, symbolOf } from './format.ts';
import type { Html, HtmlPart } from '../html.ts';
import { html } from '../html.ts';
import { icons, note } from './icons.ts';
import type { Messages } from './messages/en.ts';
import type { PageContext } from './pageContext.ts';
import { pageLink } from './pageContext.ts';
import { qrCode } from './qrCode.ts';
import type { CheckoutChoice } from './view.ts';
import { walletLink } from './walletLink.ts';

/** How to pay with what was chosen: by a wallet on a phone, by hand, or by a wallet of this browser. */
export function renderPay({ view, language, askedLanguage }: PageContext, chosen: CheckoutChoice): Html {
  const messages = language.messages;
  const { network, currency, due } = chosen;
  const { address } = view;
  const others = view.choices.filter(({ dueUnits }) => dueUnits !== '0').length > 1;
  const name = networkName(network);
  const written = html`<bdi class="address" dir="ltr">${address}</bdi>`;
  const only = messages.onlyThis(html`<b><bdi>${symbolOf(currency)}</bdi></b>`, html`<b>${name}</b>`);
  return html`<h2>${messages.send(dueOf(chosen), name)}</h2>
${network.isDown && note(icons.clock, messages.networkDown(name))}
<div class="pay">
<div class="codes"><figure>${qrCode(address, messages.qrLabel)}<figcaption>${messages.scan} ${messages.scanWhy}</figcaption></figure>
<figure class="request">${qrCode(walletLink(address, chosen), messages.requestLabel)}<figcaption>${messages.scanRequest}</figcaption></figure></div>
<dl>
${row(messages.amount, dueOf(chosen), copyButton(messages, messages.copyAmount, due, 'copy-amount'))}
${row(messages.address, written, copyButton(messages, messages.copyAddress, address, 'copy-address'))}
${row(messages.network, name)}
</dl>
</div>
${note(icons.warning, html`${only} ${messages.feeNote}`)}
<p class="ways"><a class="button" id="open-wallet" href="${walletLink(address, chosen)}">${icons.wallet}${messages.openWallet}</a></p>
${browserWallets(messages, address, chosen)}
${others && html`<p class="other"><a id="other-way" href="${pageLink({ lang: askedLanguage, pay: '' })}">${messages.otherWay}</a></p>`}`;
}

function row(term: string, value: HtmlPart, button?: Html): Html {
  return html`<div><dt>${term}</dt><dd>${value}${button}</dd></div>`;
}

/** Only the script shows it, as the script does the copying. */
function copyButton(messages: Messages, label: string, text: string, id: string): Html {
  return html`<button type="button" class="copy" id="${id}" hidden data-copy="${text}" data-copied="${messages.copied}" data-failed="${messages.notCopied}" aria-label="${label}" title="${label}">${icons.copy}${icons.done}</button><span class="problem" hidden></span>`;
}

/** The script fills it with the wallets that announce themselves (EIP-6963). All its texts are here. */
function browserWallets(
  messages: Messages,
  address: string,
  { network, contract, dueUnits }: CheckoutChoice,
): Html {
  const { native } = network;
  const attributes = {
    'chain-id': network.chainId,
    'chain-name': network.name,
    rpc: network.publicRpc,
    'native-name': native?.name,
    'native-symbol': native && symbolOf(native.code),
    explorer: network.explorer,
    to: address,
    contract,
    units: dueUnits,
    'pay-with': messages.payWith('{wallet}'),
    ask: messages.walletAsk,
    sent: messages.walletSent,
    refused: messages.walletRefused,
    busy: messages.walletBusy,
    'no-account': messages.walletNoAccount,
    'not-asked': messages.walletNotAsked,
    'no-network': messages.walletNoNetwork(network.name),
    failed: messages.walletFailed,
  };
  const given = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined);
  const data = given.map(([name, value]) => html` data-${name}="${value}"`);
  return html`<div id="wallets" class="wallets" hidden${data}><h3>${messages.browserWallets}</h3><ul></ul><p class="answer"></p></div>`;
}
