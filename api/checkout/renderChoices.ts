import { dueOf, networkName, symbolOf } from './format.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { icons, note } from './icons.ts';
import type { PageContext } from './pageContext.ts';
import { pageLink } from './pageContext.ts';
import type { CheckoutChoice } from './view.ts';

/** The ways to pay, each a coin on its network. They are links, which work without a script. */
export function renderChoices({ view, language, askedLanguage }: PageContext): Html {
  const messages = language.messages;
  const open = view.choices.filter(({ dueUnits }) => dueUnits !== '0');
  const row = (choice: CheckoutChoice): Html => {
    const { currency, currencyName, network } = choice;
    const coin = html`<b><bdi>${symbolOf(currency)}</bdi></b> ${messages.on(networkName(network))}`;
    const delay = network.isDown && html`<small class="delayed">${icons.clock}${messages.delayed}</small>`;
    return html`<li><a class="choice" id="choice-${currency}" href="${pageLink({ lang: askedLanguage, pay: currency })}">
<span class="what"><span class="coin">${coin}<small><bdi>${currencyName}</bdi></small></span>
<span class="due">${dueOf(choice)}${delay}</span></span>${icons.next}</a></li>`;
  };
  const down = new Map(
    open.filter(({ network }) => network.isDown).map(({ network }) => [network.code, network]),
  );
  return html`<h2>${messages.choose}</h2>
<p>${messages.chooseMore}</p>
<ul class="choices">${open.map(row)}</ul>
${note(icons.warning, messages.oneNetwork)}
${[...down.values()].map(network => note(icons.clock, messages.networkDown(networkName(network))))}`;
}
